"""What changed of judgements, and what stands beside a finding that was judged, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compliance_engine.audit.items import WAIVER, Item
from compliance_engine.dates.partial import parse_day
from compliance_engine.findings.language.written import written_day
from compliance_engine.judgement.applying import Judged, Phase
from compliance_engine.phrases.phrases import Phrases

_DECISION = {"kind", "judgement", "from", "until", "by", "reason", "source"}
"""The fields of what a person decided."""


class JudgementLines:
    """Tells of judgements that a run has kept."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._said = Phrases("judgements", language)
        self._audit = Phrases("audit", language)

    def subject(self, item: Item) -> str:
        """What a judgement is on, its State left out."""
        if item.content["key"] is None:
            return self._said("all of the rule", rule=item.name(self._language))
        return item.title(self._language)

    def on(self, item: Item) -> str:
        """That it is a judgement, and on what."""
        return self._audit("judgement on", what=self.subject(item))

    def line(self, item: Item) -> str:
        """A judgement that asks for a look, with the reason."""
        return self._audit("judgement line", what=self.subject(item), stands=self.wants(item))

    def decided(self, item: Item) -> str:
        """What was decided, until when, by whom and why."""
        was = item.content
        reason = was["reason"].rstrip(".")
        return self._audit("decided", judgement=self.until(item), by=was["by"], reason=reason)

    def until(self, item: Item) -> str:
        """What was decided and until when."""
        day = written_day(parse_day(item.content["until"]), self._language)
        return self._said("until", judgement=self._said(item.content["judgement"]), day=day)

    def beside(self, judged: Judged, item: Item) -> str:
        """What stands beside a finding: what was decided, until when, and what changed since."""
        said = self.until(item)
        if not judged.changed:
            return said
        return self._said("changed", judgement=said, listed=self._listed(judged.changed))

    def differs(self, was: Item, is_: Item, fields: Sequence[str]) -> str:
        """How a judgement in force is otherwise than it was."""
        return self._said("between two").join(self._differences(was, is_, fields))

    def wants(self, item: Item) -> str:
        """Why a judgement asks for a look: its finding has changed, or is not there."""
        return self._said("between two").join([self.until(item), *self._marks(item)])

    def ended(self, item: Item) -> str:
        """When a judgement expired."""
        day = written_day(parse_day(item.content["until"]), self._language)
        name = "waiver" if item.content["kind"] == WAIVER else "determination"
        return self._audit(f"over {name}", day=day, judgement=self._said(item.content["judgement"]))

    def _differences(self, was: Item, is_: Item, fields: Sequence[str]) -> Iterator[str]:
        if _DECISION & {*fields}:
            yield self._audit("decided now", judgement=self.decided(is_))
        looked_at = is_.content["phase"] == Phase.IN_FORCE
        if looked_at and {"changed", "on", "perhaps", "unused"} & {*fields}:
            marks = list(self._marks(is_))
            yield from marks
            if not marks and was.content["changed"]:
                yield self._audit("as when judged")
            elif not marks and was.content["unused"]:
                yield self._audit("found again")

    def _marks(self, item: Item) -> Iterator[str]:
        was = item.content
        if was["unused"]:
            yield self._said("mark unused")
        if was["perhaps"]:
            yield self._said("mark perhaps", finding=was["perhaps"])
        if was["changed"]:
            changed = dict.fromkeys(name for names in was["changed"].values() for name in names)
            yield self._said("mark changed", listed=self._listed(changed))

    def _listed(self, names: Iterable[str]) -> str:
        return self._audit("between").join(self._said(f"change {name}") for name in names)
