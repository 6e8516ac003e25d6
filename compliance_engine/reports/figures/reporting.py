"""Article 7 in figures: what is known, as of a day, of the reports that States owed.

The rate of a year is of the States that owe a report for that year, whether or not they are States
Parties now, and it is one "as of" a day: a report that comes late changes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import Dated, Fact
from compliance_engine.reports.figures.shares import Share
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

INITIAL = "initial report"
ON_A_PERIOD = "report on the period"
"""What meets a duty to report, as the definitions of duties call it."""

SUBMITTED = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
OWED = (
    *SUBMITTED,
    Verdict.OUTSTANDING,
    Verdict.LAST_KNOWN_OUTSTANDING,
    Verdict.UNDETERMINED,
)
"""What can be known of a report that is owed and whose due date has passed."""


@dataclass(frozen=True)
class ReportingYear:
    """The annual reports on one calendar year, due on `due`: the States by what is known of them.

    Under every verdict of `OWED` stand the codes of its States, in alphabetical order.
    """

    period: int
    due: date
    by_verdict: Mapping[Verdict, tuple[str, ...]]

    @property
    def owed(self) -> tuple[str, ...]:
        """The States that owe, or owed, a report on the year."""
        return tuple(sorted(code for codes in self.by_verdict.values() for code in codes))

    @property
    def submitted(self) -> Share:
        """The States that have submitted it, in time or late.

        Of one that was last known as outstanding before the day, it is not known.
        """
        return self._share(SUBMITTED, (Verdict.UNDETERMINED, Verdict.LAST_KNOWN_OUTSTANDING))

    @property
    def on_time(self) -> Share:
        """The States that submitted it in time, on the due date at the latest."""
        return self._share((Verdict.MET,), (Verdict.UNDETERMINED, Verdict.MET_TIMELINESS_UNKNOWN))

    @property
    def outstanding(self) -> Share:
        """The States that had not submitted it by the day.

        Of one that was last known as outstanding before the day, it is not known.
        """
        return self._share(
            (Verdict.OUTSTANDING,), (Verdict.UNDETERMINED, Verdict.LAST_KNOWN_OUTSTANDING)
        )

    def among(self, codes: Collection[str]) -> ReportingYear:
        """The same of these States only."""
        return ReportingYear(
            self.period,
            self.due,
            {
                verdict: tuple(code for code in of if code in codes)
                for verdict, of in self.by_verdict.items()
            },
        )

    def _share(self, counted: Sequence[Verdict], unknown: Sequence[Verdict]) -> Share:
        def of(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
            return tuple(sorted(code for one in verdicts for code in self.by_verdict[one]))

        return Share(self.owed, of(counted), of(unknown))


@dataclass(frozen=True)
class InitialReport:
    """A State's initial report whose due date has passed, as of a day.

    `known` is the day for which a source last said that it had not been submitted.
    """

    state: str
    due: date
    verdict: Verdict
    known: Dated | None


def reporting_years(
    facts: Mapping[str, Sequence[Fact]], rulebook: Rulebook, as_of: date
) -> tuple[ReportingYear, ...]:
    """Every year whose due date lies before `as_of`, with what is known on that day, in order.

    `facts` are those of each State, complete for checks as of that day.
    """
    years: dict[tuple[int, date], dict[Verdict, set[str]]] = {}
    for code, of_state in facts.items():
        for fact in _owed(of_state, rulebook, ON_A_PERIOD, as_of):
            due, period = fact.fields["due"], fact.fields["period"]
            assert isinstance(due, date)
            assert isinstance(period, int)
            of_year = years.setdefault((period, due), {verdict: set() for verdict in OWED})
            of_year[Verdict(str(fact.fields["verdict"]))].add(code)
    return tuple(
        ReportingYear(
            period, due, {verdict: tuple(sorted(codes)) for verdict, codes in of_year.items()}
        )
        for (period, due), of_year in sorted(years.items())
    )


def initial_reports(
    facts: Mapping[str, Sequence[Fact]], rulebook: Rulebook, as_of: date
) -> tuple[InitialReport, ...]:
    """The initial reports of States Parties that are not known to have been submitted by the day.

    Listed is what is outstanding, last known as outstanding, or undetermined, by codes of States.
    """
    return tuple(
        InitialReport(code, due, verdict, known if isinstance(known, Dated) else None)
        for code, of_state in sorted(facts.items())
        if (joined := _bound_since(of_state, as_of)) is not None
        for fact in _owed(of_state, rulebook, INITIAL, as_of)
        if fact.fields["joined"] == joined
        and (verdict := Verdict(str(fact.fields["verdict"]))) not in SUBMITTED
        and isinstance(due := fact.fields["due"], date)
        for known in (fact.fields.get("known"),)
    )


def silence(years: Sequence[ReportingYear], number: int, silent: Collection[str]) -> Share:
    """The States without a report on any of the `number` latest years that they owed, of all such.

    `silent` are those of which rules find it. Not known it is of the others whose reports on all
    of these years may be missing. `years` are all there are, in order.
    """
    latest = years[-number:]
    if len(latest) < number:
        return Share((), (), ())
    of = sorted(set.intersection(*(set(year.owed) for year in latest)))
    submitted = {code for year in latest for code in year.submitted.counted}
    counted = tuple(code for code in of if code in silent)
    unknown = tuple(code for code in of if code not in silent and code not in submitted)
    return Share(tuple(of), counted, unknown)


def _owed(facts: Sequence[Fact], rulebook: Rulebook, met_by: str, as_of: date) -> list[Fact]:
    """What is known on the day of the duties that are met in this way and fell due before it."""
    kinds = {duty.kind for duty in rulebook.duties if duty.met_by == met_by}
    return [
        fact
        for fact in facts
        if fact.kind == "duty"
        and as_of in fact.held
        and fact.fields["kind"] in kinds
        and fact.fields["verdict"] in OWED
        and isinstance(due := fact.fields["due"], date)
        and due < as_of
    ]


def _bound_since(facts: Sequence[Fact], as_of: date) -> date | None:
    """The day of entry into force for a State that is bound on the day; None for others."""
    for fact in facts:
        if fact.kind == "membership" and as_of in fact.held and fact.fields["bound"] is True:
            in_force = fact.fields["in_force"]
            assert isinstance(in_force, date)
            return in_force
    return None
