"""The indicators of a plan, in the languages and forms of ``rules indicators``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.numbers import format_decimal
from rich.console import RenderableType

from compliance_engine.cli.rendering.layout import (
    indented,
    json_text,
    page,
    words,
)
from compliance_engine.findings.indicators import Counted
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.commitments import Action, Plan

SCHEMA = "compliance-engine/indicators/1"
ONE_DAY = timedelta(days=1)


def render_indicators(
    form: str, plan: Plan, counted: Sequence[Counted], as_of: date, language: str
) -> str:
    """The indicators in one of the forms ``table``, ``json``, ``markdown``."""
    written = _Page(plan, counted, as_of, language)
    match form:
        case "json":
            return json_text(_as_json(plan, counted, as_of, language))
        case "markdown":
            return written.markdown()
        case _:
            return page(written.table())


@dataclass(frozen=True)
class _Entry:
    """One indicator, or one action, in words: its heading and its lines."""

    heading: str
    lines: tuple[str, ...]


class _Page:
    """What both forms for people share."""

    def __init__(self, plan: Plan, counted: Sequence[Counted], as_of: date, language: str) -> None:
        self._plan = plan
        self._counted = counted
        self._as_of = as_of
        self._language = language
        self._say = Phrases("indicators", language)

    def table(self) -> Iterator[RenderableType]:
        yield words(self._title(), "bold underline")
        for line in self._about():
            yield words(line)
        for entry in self._entries():
            yield words("")
            yield words(entry.heading, "bold")
            for line in entry.lines:
                yield indented(words(line))

    def markdown(self) -> str:
        parts = [f"# {self._title()}\n", *(f"\n{line}\n" for line in self._about())]
        for entry in self._entries():
            parts.append(f"\n## {entry.heading}\n")
            parts += [f"\n{line}\n" for line in entry.lines]
        return "".join(parts)

    def _title(self) -> str:
        plan = self._plan.titles[self._language]
        return self._say("title", plan=plan, day=written_day(self._as_of, self._language))

    def _about(self) -> Iterator[str]:
        first = written_day(self._plan.in_effect.first, self._language)
        last = written_day(self._plan.in_effect.until - ONE_DAY, self._language)
        in_effect = self._say("in effect", first=first, last=last)
        yield f"{self._say('commitments')} {in_effect}"
        if not self._plan.verified:
            yield self._say("plan unverified")
        yield self._say("percentages") if self._counted else self._say("no indicators")

    def _entries(self) -> Iterator[_Entry]:
        for one in self._counted:
            yield self._indicator(one)
        if self._plan.unknown:
            lines = tuple(text[self._language] for text in self._plan.unknown)
            yield _Entry(self._say("not known"), lines)
        if not self._counted and self._plan.actions:
            lines = tuple(self._action(action) for action in self._plan.actions)
            yield _Entry(self._say("known actions"), lines)

    def _indicator(self, one: Counted) -> _Entry:
        title = one.indicator.gist[self._language]
        heading = f"{self._say('action', number=one.indicator.action)}. {title}"
        if one.percentages is None:
            return _Entry(heading, (self._say("no state"), *self._doubt(one)))
        least, most = (self._number(share) for share in one.percentages)
        figures = self._say(
            "figures" if one.undetermined else "figures all known",
            counted=len(one.counted),
            of=len(one.of),
            percentage=least,
            undetermined=len(one.undetermined),
            most=most,
        )
        lists = (
            self._say("counted", states=self._names(one.counted)),
            self._say("undetermined", states=self._names(one.undetermined)),
        )
        return _Entry(heading, (figures, *lists, *self._doubt(one)))

    def _doubt(self, one: Counted) -> tuple[str, ...]:
        actions = [a for a in self._plan.actions if a.number <= one.indicator.action <= a.last]
        verified = one.indicator.verified and all(action.verified for action in actions)
        return () if verified else (self._say("unverified"),)

    def _action(self, action: Action) -> str:
        if action.last == action.number:
            numbered = self._say("action", number=action.number)
        else:
            numbered = self._say("actions", number=action.number, last=action.last)
        return f"{numbered}. {action.gist[self._language]}"

    def _number(self, share: float) -> str:
        return str(format_decimal(round(share, 1), locale=self._language))

    def _names(self, codes: Sequence[str]) -> str:
        names = [state_of_code(code).names[self._language] for code in codes]
        return ", ".join(sorted(names, key=alphabetical)) or self._say("none")


def _as_json(
    plan: Plan, counted: Sequence[Counted], as_of: date, language: str
) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "plan": plan.name,
        "title": plan.titles[language],
        "as_of": as_of.isoformat(),
        "in_effect": {
            "from": plan.in_effect.first.isoformat(),
            "until": plan.in_effect.until.isoformat(),
        },
        "law_checked": plan.verified,
        "unknown": [text[language] for text in plan.unknown],
        "indicators": [
            {
                "action": one.indicator.action,
                "title": one.indicator.gist[language],
                "law_checked": one.indicator.verified,
                "number": len(one.counted),
                "of": len(one.of),
                "percentage": round(one.percentages[0], 1) if one.percentages else None,
                "percentage_at_most": round(one.percentages[1], 1) if one.percentages else None,
                "counted": list(one.counted),
                "undetermined": list(one.undetermined),
                "states": list(one.of),
            }
            for one in counted
        ],
    }
