"""What a change of records changes in what is found, in a few lines that name the most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compliance_engine.findings.consequences import Consequences, TurnedDuty
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.listing import in_runs
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

LINES = 20
"""Lines that are shown, of however many."""

NAMED = 10
"""States that a line names, of however many."""

Said = tuple[str, ...]
"""What is said of States, but for who they are."""


def render_consequences(found: Consequences, rulebook: Rulebook, language: str) -> str:
    """Duties that turn, then findings, with the States of which the same is said on one line."""
    say = Phrases("consequences", language)
    day = written_day(found.as_of, language)
    if not found.duties and not found.findings:
        return say("nothing", day=day) + "\n"
    lines = [*_of_duties(found, rulebook, language), *_of_findings(found, rulebook, language)]
    shown = [f"  {line}" for line, _ in lines[:LINES]]
    if left := lines[LINES:]:
        states = {state for _, of in left for state in of}
        shown.append("  " + say("more lines", number=len(left), states=len(states)))
    return "\n".join([say("title", day=day), *shown]) + "\n"


def render_turned(found: Consequences, states: int, language: str) -> str:
    """How many duties become outstanding, how many met, and in how many States of all."""
    turned = {one.state for one in (*found.outstanding, *found.met)}
    values = {"met": len(found.met), "states": len(turned), "all": states}
    return Phrases("consequences", language).counted("turned", len(found.outstanding), **values)


def _of_duties(
    found: Consequences, rulebook: Rulebook, language: str
) -> Iterator[tuple[str, list[str]]]:
    say, verdicts = Phrases("consequences", language), Phrases("verdicts", language)

    def worded(verdict: Verdict | None) -> str:
        return verdicts(str(verdict)) if verdict is not None else say("no duty")

    def said(one: TurnedDuty) -> Said:
        return (one.duty, worded(one.before), worded(one.after))

    in_order = [*found.outstanding, *(one for one in found.duties if not one.becomes_outstanding)]
    groups = _grouped((one.state, said(one), one.key) for one in in_order)
    for (duty, before, after, keys), states in groups.items():
        what = f"{rulebook.duty(duty).title[language]} {keys}".strip()
        who = _who(states, say)
        yield say("turn", who=who, what=what, before=before, after=after), states


def _of_findings(
    found: Consequences, rulebook: Rulebook, language: str
) -> Iterator[tuple[str, list[str]]]:
    say = Phrases("consequences", language)
    groups = _grouped((one.state, (str(one.how), one.rule), one.key) for one in found.findings)
    of_rule: dict[Said, dict[str, list[str]]] = {}
    for (how, rule, keys), states in groups.items():
        of_rule.setdefault((how, rule), {})[keys] = states
    for (how, rule), by_keys in of_rule.items():
        states = sorted({state for several in by_keys.values() for state in several})
        same = next(iter(by_keys)) if len(by_keys) == 1 else ""
        what = rulebook.rule(rule).title[language] + (f" ({same})" if same else "")
        yield say(how, who=_who(states, say), what=what), states


def _grouped(told: Iterable[tuple[str, Said, str]]) -> Mapping[Said, list[str]]:
    """The States of which the same is said, by what is said and of which keys."""
    of_state: dict[tuple[str, Said], list[str]] = {}
    for state, said, key in told:
        of_state.setdefault((state, said), []).append(key)
    groups: dict[Said, list[str]] = {}
    for (state, said), keys in of_state.items():
        named = in_runs([one for one in dict.fromkeys(keys) if one])
        groups.setdefault((*said, named), []).append(state)
    return groups


def _who(states: list[str], say: Phrases) -> str:
    if len(states) == 1:
        return states[0]
    names = ", ".join(states[:NAMED])
    if len(states) > NAMED:
        names = say("and others", names=names, number=len(states) - NAMED)
    return say("several", number=len(states), names=names)
