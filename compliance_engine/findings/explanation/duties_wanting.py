"""What would have to be known of a duty for a condition on its verdict to hold, and from when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.counting import add_days
from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.telling import Telling
from compliance_engine.findings.explanation.turning import OverTime
from compliance_engine.findings.language.wording import Wording
from compliance_engine.inference.model import Row
from compliance_engine.inference.plain_conditions import test_holds
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.conditions import Test, references
from compliance_engine.rulebook.vocabulary import FactKind, Verdict

_MET = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
_LATE = (Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
_MISSING = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)


@dataclass(frozen=True)
class Needed:
    """What would have to be different, and the first day on which it could be.

    `possible` is false where nothing could make the condition hold of the same thing.
    """

    sentences: tuple[str, ...]
    first: date | None = None
    possible: bool = True


class DutiesWanting:
    """Tells it of the duties of one State, in the language of a `Wording`."""

    def __init__(self, wording: Wording, telling: Telling, over_time: OverTime) -> None:
        self._wording = wording
        self._telling = telling
        self._over_time = over_time
        self._phrases = Phrases("explain", wording.language)

    def needed(self, fact: Fact, wanted: Sequence[str], as_of: date) -> Needed | None:
        """Of a duty with another verdict than those `wanted`; None where that is of no one kind.

        The kinds are that what is due is missing, that it was done, and that it was done late.
        """
        if not wanted:
            return None
        missing, late, done = (set(wanted) <= set(kind) for kind in (_MISSING, _LATE, _MET))
        if not (missing or done):
            return None
        due = fact.fields["due"]
        assert isinstance(due, date)
        verdict = Verdict(str(fact.fields["verdict"]))
        if verdict is Verdict.NOT_OWED:
            return self._nothing_more("never owed", fact, missing=missing)
        if verdict in _MET:
            return self._nothing_more("nothing more", fact, missing=missing)
        if done and not late:
            return Needed((self._phrases("done needed"),))
        if verdict is Verdict.NOT_YET_DUE:
            return self._once_due(fact, missing=missing)
        if fact.fields.get("sources_disagree") is True:
            return Needed((self._phrases("undetermined disagree"),))
        if late:
            return Needed((self._phrases("done late needed", due=self._wording.day(due)),))
        still = as_of if Verdict.LAST_KNOWN_OUTSTANDING not in wanted else add_days(due, 1)
        return Needed((self._phrases("statement needed", day=self._wording.day(still)),))

    def _nothing_more(self, key: str, fact: Fact, *, missing: bool) -> Needed:
        """Of a duty of which it cannot hold any more; and what of the next of its kind."""
        sentences = [self._phrases(key)]
        later = self._over_time.next_due(fact)
        if later is not None:
            due = later.fields["due"]
            assert isinstance(due, date)
            sentences.append(self._phrases("next due", due=self._wording.day(due)))
            sentences += self._once_due(later, missing=missing).sentences
        return Needed(tuple(sentences), possible=False)

    def _once_due(self, fact: Fact, *, missing: bool) -> Needed:
        """Of a duty whose due date has not passed, and that the record says nothing more of."""
        later = self._over_time.following(fact)
        if later is None or later.fields["verdict"] != Verdict.UNDETERMINED:
            told = (self._telling.known(later or fact), self._phrases("nothing more"))
            return Needed(told, possible=False)
        day = later.held.first
        key = "not met yet" if missing else "not late yet"
        return Needed((self._phrases(key, day=self._wording.day(day)),), day)


def admitted(
    tests: Sequence[Test], kind: str, field: str, kinds: Mapping[str, FactKind]
) -> tuple[str, ...]:
    """The values of a field that meet those of the tests that ask about it alone."""
    about = [
        test
        for test in tests
        if {(ref.pattern, ref.field) for ref in references(test)} == {(None, field)}
    ]
    if not about:
        return ()
    rows = {value: Row(kind, {field: value}, 0, 1) for value in kinds[kind].fields[field].values}
    return tuple(
        value
        for value, row in rows.items()
        if all(test_holds(test, row, {}, date.min) for test in about)
    )
