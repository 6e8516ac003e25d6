"""What the fields of facts, and their values, are called in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.facts import Dated, FactValue
from compliance_engine.findings.wording import Wording
from compliance_engine.phrases import Phrases
from compliance_engine.records import State
from compliance_engine.rulebook import FINDING, Rule, Rulebook, Type, Verdict
from compliance_engine.rulebook.conditions import FieldRef

_DUTY_KINDS = (("duty", "kind"), (FINDING, "kind"))
_VERDICTS = (("duty", "verdict"), (FINDING, "verdict"))
_RULES = (FINDING, "rule")


class FieldNames:
    """The names of the fields that one rule asks about, in the language of a `Wording`."""

    def __init__(self, rule: Rule, rulebook: Rulebook, wording: Wording) -> None:
        self._rulebook = rulebook
        self._wording = wording
        self._fields = Phrases("fields", wording.language)
        self._values = Phrases("values", wording.language)
        self._verdicts = Phrases("verdicts", wording.language)
        self._words = Phrases("conditions", wording.language)
        patterns = (*rule.logic.when, *rule.logic.unless)
        self._kinds = {pattern.name: pattern.kind for pattern in reversed(patterns)}
        self._first = {pattern.kind: pattern.name for pattern in reversed(patterns)}

    def thing(self, pattern: str) -> str:
        """What a pattern stands for: the duty, or the other duty where a rule has two."""
        kind = self._kinds[pattern]
        if self._first[kind] == pattern:
            return self._fields(kind)
        return self._fields(f"another {kind}", name=pattern)

    def any(self, kind: str) -> str:
        """Some fact of a kind: a duty, a matter."""
        return self._fields(f"any {kind}")

    def field(self, ref: FieldRef, own: str, *, denied: bool = False) -> str:
        """A field of the pattern `own` or of an earlier one; of a flag, the sentence."""
        pattern = ref.pattern or own
        name = f"{self._kinds[pattern]}.{ref.field}"
        return self._fields(f"not {name}" if denied else name, thing=self.thing(pattern))

    def value(self, ref: FieldRef, own: str, value: FactValue | None) -> str:
        """A value of that field."""
        kind = self._kinds[ref.pattern or own]
        match value:
            case None:
                return self._words("value not known")
            case bool():
                return self.field(ref, own, denied=not value)
            case date() | Dated():
                return self._wording.date(value)
            case int():
                return str(value) if ref.type is Type.YEAR else self._wording.number(value)
            case State():
                return self._wording.state(value)
            case _:
                return self._text(kind, ref.field, value)

    def _text(self, kind: str, field: str, value: str) -> str:
        where = (kind, field)
        if where in _VERDICTS and value in list(Verdict):
            return self._verdicts(value)
        if where in _DUTY_KINDS:
            return self.titled(self._rulebook.duty(value).title)
        if where == _RULES:
            return self.titled(self._rulebook.rule(value).title)
        if value in self._rulebook.kinds[kind].fields[field].values:
            return self._values(f"{kind}.{field}.{value}")
        return self._words("title", title=value)

    def titled(self, title: Mapping[str, str]) -> str:
        """A title of the rulebook in quotation marks."""
        return self._words("title", title=self._wording.text(title))
