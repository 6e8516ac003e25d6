"""Random records: well formed, and otherwise as odd as the format allows."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap
from compliance_engine.errors import Place
from compliance_engine.records.covers import Covers
from compliance_engine.records.model import Record

FIRST_DAY, LAST_DAY = date(1999, 3, 1), date(2030, 12, 31)

days = st.dates(FIRST_DAY, LAST_DAY)

MATTERS = (
    "article-7/initial-report-outstanding",
    "article-7/annual-report-outstanding/2013",
    "article-7/two-years-silent/2013",
    "article-9/no-measures-reported",
)


def _told(day: date, precision: int) -> str:
    return str(day)[: (10, 7, 4)[precision]]


partial_dates = st.builds(_told, days, st.integers(0, 2))
dates_or_by = st.one_of(partial_dates, partial_dates.map(lambda text: f"by {text}"))
sources = st.sampled_from(["one", "other", "rumour"])


def _statement(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({"source": sources, **fields})


def _has_begun(report: dict[str, object]) -> bool:
    """Whether the period of a report begins no later than the day on which it is told of."""
    begins = Covers.parse(str(report["covers"])).first
    day = report["submitted"] if report["submitted"] != "none" else report["known"]
    return begins is None or begins <= PartialDate.parse(str(day)).last


@st.composite
def memberships(draw: st.DrawFn) -> list[dict[str, object]]:
    """One membership, or two with a withdrawal between them."""
    deposited = draw(st.dates(date(1997, 12, 3), date(2026, 1, 1)))
    entry: dict[str, object] = {"source": draw(sources)}
    if draw(st.integers(0, 9)) == 0:
        return [{**entry, "signed": str(deposited)}]
    entry |= {"instrument": "accession", "deposited": str(deposited)}
    if draw(st.booleans()):
        entry["provisional_application"] = True
    entries = [entry]
    if draw(st.integers(0, 3)) == 0:
        notified = date(deposited.year + draw(st.integers(2, 10)), deposited.month, 5)
        withdrawal: dict[str, object] = {"notified": str(notified), "source": draw(sources)}
        withdrawal["armed_conflict"] = draw(st.sampled_from(["no", "yes", "unknown"]))
        entry["withdrawal"] = withdrawal
        if withdrawal["armed_conflict"] == "no" and draw(st.booleans()):
            again = str(date(notified.year + 1, 12, 1))
            entries.append({"instrument": "accession", "deposited": again, "source": "one"})
    return entries


covers = st.one_of(
    st.sampled_from(["initial", "voluntary"]),
    st.integers(1998, 2028),
    st.builds(
        lambda first, more: f"{first}-{first + more}", st.integers(1998, 2020), st.integers(0, 8)
    ),
    st.builds(lambda first, last: f"{min(first, last)}/{max(first, last)}", days, days),
)
submitted_reports = st.one_of(
    _statement(covers=covers, submitted=dates_or_by),
    _statement(covers=st.just("not stated"), submitted=partial_dates),
)
missing_reports = _statement(covers=covers, submitted=st.just("none"), known=partial_dates)
reports = st.one_of(submitted_reports, missing_reports).filter(_has_begun)
lists = _statement(
    list=st.just("initial reports outstanding"),
    on=days.map(str),
    names_this_state=st.booleans(),
)
disagreements = st.fixed_dictionaries(
    {
        "covers": st.one_of(st.just("initial"), st.integers(1998, 2028)),
        "kept": st.sampled_from(["submitted", "not submitted"]),
        "kept_source": sources,
        "contrary_source": sources,
        "explained": st.booleans(),
        "reading": st.just("sources differ"),
    }
)
measures = _statement(
    status=st.sampled_from(
        [
            "legislation in force",
            "adopted, not in force",
            "in progress",
            "existing law considered sufficient",
            "none reported",
            "not known",
        ]
    ),
    known=partial_dates,
    penal_sanctions=st.sampled_from(["yes", "no", "not stated"]),
)
case_events = st.fixed_dictionaries(
    {
        "date": dates_or_by,
        "event": st.sampled_from(["update by the State", "no update known", "closed"]),
    }
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, object]:
    """An alleged matter."""
    first, last = sorted([draw(days), draw(days)])
    case = draw(
        _statement(
            alleged_by=st.just("a source"),
            actor=st.just("not named"),
            location=st.just("the border"),
            summary=st.just("alleged use"),
            provisions=st.just(["1(1)(a)"]),
            history=st.lists(case_events, max_size=4),
            status=st.sampled_from(
                ["open", "open, acknowledged by the State", "closed", "not confirmed"]
            ),
        )
    )
    return {**case, "happened_from": str(first), "happened_until": str(last)}


@st.composite
def requests(draw: st.DrawFn) -> dict[str, object]:
    """A request for clarification, perhaps received, perhaps answered or said not to be."""
    made, received, answered = sorted([draw(days), draw(days), draw(days)])

    def told(day: date) -> str:
        return _told(day, draw(st.integers(0, 2)))

    one = draw(
        _statement(
            by=st.just("THA"), made=st.just(told(made)), what=st.just("clarification sought")
        )
    )
    if draw(st.booleans()):
        one["received"] = told(received)
    match draw(st.sampled_from(["answered", "not answered", "not known"])):
        case "answered":
            one["answered"] = draw(st.sampled_from(["", "by "])) + told(answered)
        case "not answered":
            one |= {"answered": "none", "known": told(answered)}
    return one


@st.composite
def letters(draw: st.DrawFn) -> dict[str, object]:
    """A letter on one or two of a few matters, perhaps answered, perhaps closed."""
    sent, answered, closed = sorted([draw(days), draw(days), draw(days)])
    one = draw(
        _statement(
            sent=st.just(_told(sent, draw(st.integers(0, 2)))),
            matters=st.lists(st.sampled_from(MATTERS), min_size=1, max_size=2, unique=True),
            answer_awaited=st.sampled_from([True, True, False]),
        )
    )
    if draw(st.booleans()):
        one["answered"] = _told(answered, draw(st.integers(0, 2)))
    if draw(st.booleans()):
        one["closed"] = _told(closed, draw(st.integers(0, 2)))
    return one


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of the Example State."""
    article_7: dict[str, object] = {
        "reports": draw(st.lists(reports, max_size=8)),
        "lists": draw(st.lists(lists, max_size=2)),
        "disagreements": draw(st.lists(disagreements, max_size=1)),
    }
    if draw(st.integers(0, 4)) == 0:
        first, last = sorted([draw(days), draw(days)])
        article_7 |= {"complete_from": str(first), "complete_until": str(last)}
        article_7["complete_source"] = "one"
    listed_cases = [
        {**case, "id": f"C-{number}"}
        for number, case in enumerate(draw(st.lists(cases(), max_size=3)))
    ]
    listed_requests = [
        {**one, "id": f"R-{number}"}
        for number, one in enumerate(draw(st.lists(requests(), max_size=2)))
    ]
    listed_letters = [
        {**one, "reference": f"L-{number}"}
        for number, one in enumerate(draw(st.lists(letters(), max_size=4)))
    ]
    data = YamlMap(Place("XXX.yaml"))
    data.update(
        {
            "state": "XXX",
            "membership": draw(memberships()),
            "article_1": {"cases": listed_cases},
            "article_7": article_7,
            "article_8": {"requests": listed_requests},
            "article_9": draw(st.lists(measures, max_size=3)),
            "letters": listed_letters,
            "sources": {
                "one": {"title": "One source", "publisher": "monitor", "date": "2199"},
                "other": {"title": "Another source", "publisher": "icrc", "seen": "2199-01-01"},
                "rumour": {
                    "title": "A rumour",
                    "publisher": "background-knowledge",
                    "seen": "2199-01-01",
                },
            },
        }
    )
    return validate(Record, data, "XXX.yaml")
