"""Article 7: what is known of the reports that States owed."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Chart,
    Inline,
    Note,
    Paragraph,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.tools import tools_on
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.regions import by_group
from compliance_engine.reports.figures.reporting import (
    INITIAL,
    ON_A_PERIOD,
    OWED,
    InitialReport,
    ReportingYear,
    initial_reports,
    silence,
)
from compliance_engine.reports.figures.shares import Share
from compliance_engine.reports.trends import reporting_trend, submitted_trend
from compliance_engine.rulebook.vocabulary import Verdict


def reporting_section(session: Session, words: Words) -> Section:
    """The status of reporting, by year, group and State, and what facilitates it."""
    return _Reporting(session, words).section()


class _Reporting:
    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        self._say = words.say
        self._day = words.day(session.as_of)
        self._basis = words.by_duty(session.duties(ON_A_PERIOD))

    def section(self) -> Section:
        say, years = self._say, self._session.years
        initial = Section(say("initial"), tuple(self._initial()))
        helps = Section(say("facilitates"), (tools_on("7", self._session, self._words),))
        if not years:
            nothing = (Paragraph(text(say("nothing due"))),)
            return Section(say("article 7"), nothing, (initial, helps))
        latest = years[-1]
        return Section(
            say("article 7"),
            parts=(
                Section(say("annual reports", period=latest.period), tuple(self._latest(latest))),
                Section(say("by region"), (self._by_region(latest),)),
                Section(say("trend"), tuple(self._trend())),
                initial,
                Section(say("silent"), tuple(self._silent())),
                helps,
            ),
        )

    def _latest(self, year: ReportingYear) -> Iterator[Block]:
        say, words = self._say, self._words
        values = {"period": year.period, "due": words.day(year.due), "day": self._day}
        where = say("marked owed", period=year.period)
        owed = words.note(year.owed, self._basis, marked=where)
        yield Paragraph(text(say.counted("annual due", len(year.owed), **values), owed))
        yield Table(
            text(say("table annual", **values)),
            (say("column known"), say("column number"), say("column share")),
            tuple(self._known(year, verdict) for verdict in OWED),
            (4, 1, 1),
            frozenset({1, 2}),
        )
        rates = ("on time", year.on_time), ("submitted", year.submitted)
        shares = (*rates, ("outstanding", year.outstanding))
        yield Bullets(
            tuple(
                text(say(f"rate {name}", share=words.share(share)), self._of_share(share, year))
                for name, share in shares
            )
        )

        told = [one for one in self._session.years if 2 * len(_undetermined(one)) <= len(one.owed)]
        if told and told[-1] is not year:
            share = words.share(told[-1].submitted)
            said = say("most known", period=told[-1].period, share=share)
            yield Paragraph(text(said, self._of_share(told[-1].submitted, told[-1])))

    def _known(self, year: ReportingYear, verdict: Verdict) -> tuple[Inline, ...]:
        codes = year.by_verdict[verdict]
        share = Share(year.owed, codes, ()).least
        shown = text(str(self._say.number(len(codes))), self._marked(year, verdict))
        name = self._words.named(f"report {verdict}")
        return cells(name, shown, self._words.percentage(share or 0.0))

    def _marked(self, year: ReportingYear, verdict: Verdict) -> Note:
        sign = self._say(f"sign report {verdict}")
        where = self._say("marked report", sign=sign, period=year.period)
        return self._words.note(year.by_verdict[verdict], self._basis, marked=where)

    def _of_share(self, share: Share, year: ReportingYear) -> Note:
        where = self._say("marked owed", period=year.period)
        return self._words.note(share.counted, self._basis, marked=where)

    def _by_region(self, year: ReportingYear) -> Table:
        say, words = self._say, self._words
        rows = []
        for group, codes in by_group(year.owed).items():
            among = year.among(codes)
            counts = (len(among.by_verdict[verdict]) for verdict in OWED)
            rows.append(cells(words.named(f"group {group or 'none'}"), len(among.owed), *counts))
        note = Note(f"{say('note trend')} {self._basis}")
        return Table(
            text(say("table region", period=year.period, day=self._day), note),
            (say("column group"), say("column owed"), *self._verdicts()),
            tuple(rows),
            (6, 2, *(3 for _ in OWED)),
            frozenset(range(1, len(OWED) + 2)),
        )

    def _verdicts(self) -> tuple[str, ...]:
        return tuple(self._words.named(f"report {verdict}") for verdict in OWED)

    def _trend(self) -> Iterator[Block]:
        say, years, language = self._say, self._session.years, self._words.language
        yield Paragraph(text(say("trend told")))
        ends = {"first": years[0].period, "last": years[-1].period}
        note = Note(f"{say('note trend')} {self._basis}")
        yield Chart(
            text(say("chart annual", day=self._day), note),
            say("chart annual told", **ends),
            reporting_trend(years, language),
        )
        yield Chart(
            text(say("chart submitted", day=self._day), note),
            say("chart submitted told"),
            submitted_trend(years, language),
        )
        rows = []
        for year in years:
            counts = (len(year.by_verdict[verdict]) for verdict in OWED)
            rows.append(cells(year.period, len(year.owed), *counts, self._range(year.submitted)))
        yield Table(
            text(say("table trend", day=self._day), note),
            (say("column year"), say("column owed"), *self._verdicts(), say("column submitted")),
            tuple(rows),
            (2, 2, *(3 for _ in OWED), 3),
            frozenset(range(1, len(OWED) + 3)),
        )

    def _range(self, share: Share) -> str:
        least, most = share.least or 0.0, share.most or 0.0
        if not share.unknown:
            return self._words.percentage(least)
        ends = {"least": round(least), "most": self._words.percentage(round(most))}
        return self._say("range", **ends)

    def _initial(self) -> Iterator[Block]:
        session = self._session
        reports = initial_reports(session.facts, session.rulebook, session.as_of)
        if not reports:
            basis = self._words.by_duty(session.duties(INITIAL))
            note = self._words.note((), basis)
            yield Paragraph(text(self._say("initial none"), note))
            return
        by_state = {one.state: one for one in reports}
        yield Bullets(
            tuple(self._initial_of(by_state[code]) for code in self._words.in_order(by_state))
        )

    def _initial_of(self, report: InitialReport) -> Inline:
        words = self._words
        values = {"state": words.state(report.state), "due": words.day(report.due)}
        duties = words.by_duty(self._session.duties(INITIAL))
        rules = words.by_rules(self._session.rules("initial report outstanding"))
        match report.verdict:
            case Verdict.LAST_KNOWN_OUTSTANDING if report.known is not None:
                values["known"] = words.when(report.known)
                return text(self._say("initial last known", **values), Note(rules))
            case Verdict.UNDETERMINED:
                return text(self._say("initial undetermined", **values), Note(duties))
            case _:
                return text(self._say("initial outstanding", day=self._day, **values), Note(rules))

    def _silent(self) -> Iterator[Block]:
        words, session = self._words, self._session
        lines = []
        for phrase, name, number in (
            ("silent two", "two years silent", 2),
            ("silent five", "five years silent", 5),
        ):
            found = session.found(name)
            share = silence(session.years, number, found)
            said = self._say(phrase, states=words.states(found))
            if share.unknown:
                said += self._say("silent unknown", states=words.counted(share.unknown))
            basis = words.by_rules(session.rules(name))
            if share.unknown:
                basis = f"{basis} {self._say('note silent unknown', number=number)}"
            lines.append(text(said, words.as_listed(tuple(found), basis)))
        yield Bullets(tuple(lines))
        yield Paragraph(text(self._say("silent years")), quiet=True)


def _undetermined(year: ReportingYear) -> tuple[str, ...]:
    return year.by_verdict[Verdict.UNDETERMINED]
