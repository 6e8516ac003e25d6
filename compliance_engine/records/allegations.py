"""Who says what is alleged of a State, or asked of it; it has no word of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance_engine.records.articles import Case, ClarificationRequest
from compliance_engine.records.publishers import Publisher, PublisherKind
from compliance_engine.records.saying import Manner, Saying
from compliance_engine.records.states import UnknownStateError, state_of_code
from compliance_engine.records.weighing import Scale

ANSWERED = "answered"
"""That the State has answered, where the record does not tell what."""

_REPORT = (
    PublisherKind.UN_ORGAN,
    PublisherKind.ICRC,
    PublisherKind.MONITOR,
    PublisherKind.PRESS,
)
"""Kinds that report on their own authority; others pass on what came before them."""

_UPDATE = "update by the State"
_ACKNOWLEDGES = "acknowledges"


def saying_of_case(case: Case, scale: Scale, day: date, *, acknowledged: bool) -> Saying:
    """Who says what a case is about, as known on a day by which the State has `acknowledged` it."""
    states, named = _who(case.by, scale)
    voices = {} if states and not named else _reporting(case.source, scale)
    others = tuple(one.title for one in named if one.family not in voices)
    words = "" if case.by else case.alleged_by
    return Saying(
        Manner.ALLEGED,
        states,
        others,
        words,
        tuple(one.title for one in voices.values()),
        _ACKNOWLEDGES if acknowledged else _answer(case, day),
    )


def saying_of_request(request: ClarificationRequest, scale: Scale) -> Saying:
    """Who asked for clarification, and who reports that."""
    states, _ = _who((request.by,), scale)
    voices = _reporting(request.source, scale)
    reported = tuple(one.title for one in voices.values())
    return Saying(Manner.ASKED, states, (), "", reported, None)


def _who(by: Iterable[str], scale: Scale) -> tuple[tuple[str, ...], tuple[Publisher, ...]]:
    """The States and the publishers among those who allege something."""
    states: list[str] = []
    named: list[Publisher] = []
    for one in by:
        try:
            states.append(state_of_code(one).code)
        except UnknownStateError:
            publisher = scale.publishers.get(one)
            if publisher is not None and publisher.state is not None:
                states.append(publisher.state)
            elif publisher is not None:
                named.append(publisher)
    return tuple(states), tuple(named)


def _reporting(names: Iterable[str], scale: Scale) -> dict[str, Publisher]:
    """The voices that report on their own authority: what is passed on adds nothing."""
    own = [name for name in names if scale.sources[name].carries is None]
    found = scale.voices(own)
    return {family: one for family, one in found.items() if one.kind in _REPORT}


def _answer(case: Case, day: date) -> str | None:
    """What the State answered last by a day."""
    given = [step for step in case.history if step.event == _UPDATE]
    if given:
        by_then = [step for step in given if step.date.last <= day]
        if not by_then:
            return None
        if any(step.answer == _ACKNOWLEDGES for step in by_then):
            return _ACKNOWLEDGES
        return max(by_then, key=lambda step: step.date.last).answer or ANSWERED
    if case.known is not None and case.known.last > day:
        return None
    return case.answer or (ANSWERED if case.state_response else None)
