"""What a record cannot say: dates in reverse, and statements that lack what they rest on."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.records.covers import CoverKind, Covers
from compliance_engine.records.loading import read_record
from tests.unit.records.writing_by_hand import problems

HEAD = "state: GNQ\n"
FOOT = "sources: {s: {title: T, publisher: monitor, date: 2199-12-31}}\n"
MEMBER = "membership: [{instrument: accession, deposited: 1998-09-16, source: s}]\n"


def joining(entry: str) -> str:
    """A record whose only entry of `membership` is this one."""
    return f"{HEAD}membership:\n  - {{{entry}, source: s}}\n{FOOT}"


def saying(part: str) -> str:
    """A record that says this beside its membership."""
    return f"{HEAD}{MEMBER}{part}\n{FOOT}"


DEPOSITED = "instrument: accession, deposited: 1998-09-16"
NEEDS_REASON = "'in_force' overrides Article 17: give the reason in 'in_force_reason'"
SUCCESSION = (
    "the entry into force of a succession follows depositary practice, not Article 17: "
    "give 'in_force' and 'in_force_reason'"
)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "instrument: ratification, signed: 1998-09-17, deposited: 1998-09-16",
            "the instrument is dated before the signature",
        ),
        (
            f"{DEPOSITED}, withdrawal: {{notified: 1998-09-15, source: s}}",
            "the withdrawal is dated before the instrument",
        ),
        ("note: nothing", "an entry of 'membership' needs 'signed' or 'deposited'"),
        (
            "deposited: 1998-09-16",
            "'instrument' and 'deposited' belong together: give both or neither",
        ),
        (
            "signed: 1997-12-03, instrument: ratification",
            "'instrument' and 'deposited' belong together: give both or neither",
        ),
        (f"{DEPOSITED}, in_force: 1999-07-09", NEEDS_REASON),
        ("instrument: succession, deposited: 2006-10-23", SUCCESSION),
    ],
)
def test_a_membership_that_contradicts_itself_is_refused(entry: str, told: str) -> None:
    assert problems(joining(entry)) == [f"GNQ.yaml:3:5: {told}"]


@pytest.mark.parametrize(
    "entry",
    [
        "signed: 1997-12-03",
        "instrument: ratification, signed: 1998-09-16, deposited: 1998-09-16",
        f"{DEPOSITED}, withdrawal: {{notified: 1998-09-16, source: s}}",
        f"{DEPOSITED}, in_force: 1998-01-01, in_force_reason: a reason",
        "instrument: succession, deposited: 2011-11-11, in_force: 2011-07-09, "
        "in_force_reason: date of succession",
        f"{DEPOSITED}, withdrawal: {{notified: 2025-06-27, effective: 2025-06-27, source: s}}",
        f"{DEPOSITED}, withdrawal: {{notified: 2025-06-27, revoked: 2025-06-27, source: s}}",
    ],
)
def test_a_membership_may_have_several_steps_on_one_day(entry: str) -> None:
    assert len(read_record(joining(entry), "GNQ.yaml").membership) == 1


@pytest.mark.parametrize("step", ["effective", "revoked"])
def test_a_withdrawal_neither_takes_effect_nor_is_revoked_before_its_notice(step: str) -> None:
    entry = f"{DEPOSITED}, withdrawal: {{notified: 2025-06-27, {step}: 2025-06-26, source: s}}"
    assert problems(joining(entry)) == [
        f"GNQ.yaml:3:{8 + len(DEPOSITED) + len(', withdrawal')}: '{step}' is before 'notified'"
    ]


LIST = "Write [one, other], or each item on a line with '- ', or [] for none."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("[]", "1:1: 'membership' needs at least one entry: a signature or an instrument"),
        ("", f"2:12: 'membership' must be a list, not nothing | {LIST}"),
        ("{}", f"2:13: 'membership' must be a list, not a mapping | {LIST}"),
        ("none", f"2:13: 'membership' must be a list, not 'none' | {LIST}"),
    ],
)
def test_a_record_needs_a_membership(value: str, told: str) -> None:
    assert problems(f"{HEAD}membership: {value}\nsources: {{}}\n") == [f"GNQ.yaml:{told}"]


@pytest.mark.parametrize(
    ("covers", "told"),
    [
        ("2010-2004", "the period '2010-2004' ends before it begins"),
        ("2008-04-01/2007-04-02", "the period '2008-04-01/2007-04-02' ends before it begins"),
        (
            "0000",
            "'0000' names a day that the calendar does not have | Correct the year, month or day.",
        ),
        (
            "2008-02-30/2008-04-01",
            "'2008-02-30' names a day that the calendar does not have "
            "| Correct the year, month or day.",
        ),
    ],
)
def test_a_report_on_a_period_in_reverse_is_refused(covers: str, told: str) -> None:
    part = f"article_7:\n  reports:\n    - {{covers: {covers}, submitted: 2011, source: s}}"
    assert problems(saying(part)) == [f"GNQ.yaml:5:16: {told}"]


@pytest.mark.parametrize(
    "covers", ["10", "initially", "true", "2010-", "2010/2011", "2010-05", "NO", "2010-2011-2012"]
)
def test_a_report_covers_something_that_is_written_in_one_of_the_known_ways(covers: str) -> None:
    part = f"article_7:\n  reports:\n    - {{covers: {covers}, submitted: 2011, source: s}}"
    (told,) = problems(saying(part))
    assert told.startswith(f"GNQ.yaml:5:16: '{covers.replace('true', 'True')}' is nothing that")
    assert "write initial, voluntary, a calendar year (2010)" in told


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (
            "covers: initial, submitted: none",
            "'submitted: none' needs 'known': the day on which the source said so",
        ),
        (
            "covers: not stated, submitted: by 2011",
            "a report whose period is not stated needs at least the year of its submission",
        ),
    ],
)
def test_a_report_says_when(report: str, told: str) -> None:
    part = f"article_7:\n  reports:\n    - {{{report}, source: s}}"
    assert problems(saying(part)) == [f"GNQ.yaml:5:7: {told}"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (
            "submitted: 2013-02-29",
            "'2013-02-29' names a day that the calendar does not have "
            "| Correct the year, month or day.",
        ),
        (
            "submitted: 2013-04-31",
            "'2013-04-31' names a day that the calendar does not have "
            "| Correct the year, month or day.",
        ),
        (
            "submitted: 2013-00",
            "'2013-00' names a day that the calendar does not have "
            "| Correct the year, month or day.",
        ),
        (
            "submitted: 2013-05-00",
            "'2013-05-00' names a day that the calendar does not have "
            "| Correct the year, month or day.",
        ),
        ("submitted: ", "a date is expected here: write 2013-05-31, 2013-05 or 2013"),
        ("submitted: true", "a date is expected here: write 2013-05-31, 2013-05 or 2013"),
    ],
)
def test_an_impossible_date_is_refused_at_its_place(field: str, told: str) -> None:
    part = f"article_7:\n  reports:\n    - {{covers: initial, {field}, source: s}}"
    (found,) = problems(saying(part))
    assert found.startswith("GNQ.yaml:5:")
    assert found.endswith(f": {told}")


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ("covers: initial, submitted: 9999-12-31", "9999-12-31"),
        ("covers: initial, submitted: 1899", "1899"),
        ("covers: initial, submitted: by 2200", "by 2200"),
        ("covers: 0001, submitted: 2011", "0001"),
        ("covers: 2010-2200, submitted: 2011", "2010-2200"),
        ("covers: 2010-01-01/9999-12-31, submitted: 2011", "2010-01-01/9999-12-31"),
    ],
)
def test_a_date_of_another_age_is_a_slip(report: str, text: str) -> None:
    part = f"article_7:\n  reports:\n    - {{{report}, source: s}}"
    assert problems(saying(part)) == [
        f"GNQ.yaml:5:{8 + report.index(text)}: {text!r} lies outside of the years 1900 to 2199: "
        "is it a slip?"
    ]


def test_the_first_and_the_last_year_of_the_age_are_allowed() -> None:
    part = "article_7:\n  reports:\n    - {covers: 1900-2199, submitted: by 2199, source: s}"
    (report,) = read_record(saying(part), "GNQ.yaml").article_7.reports
    assert len(report.covers.calendar_years) == 300


@pytest.mark.parametrize("day", ["9999-12-01", "0001-01-01"])
def test_a_membership_of_another_age_is_a_slip(day: str) -> None:
    assert problems(joining(f"instrument: accession, deposited: {day}")) == [
        f"GNQ.yaml:3:40: {day!r} lies outside of the years 1900 to 2199: is it a slip?"
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "complete_from: 2010-01-02, complete_until: 2010-01-01, complete_source: s",
            "'complete_until' is before 'complete_from'",
        ),
        (
            "complete_from: 2010-01-01, complete_source: s",
            "'complete_from', 'complete_until' and 'complete_source' belong together",
        ),
        (
            "complete_until: 2010-01-01",
            "'complete_from', 'complete_until' and 'complete_source' belong together",
        ),
    ],
)
def test_a_list_is_complete_for_a_time_that_has_both_ends(fields: str, told: str) -> None:
    text = saying(f"article_7: {{{fields}}}")
    assert problems(text) == [f"GNQ.yaml:3:12: {told}"]


def test_a_list_may_be_complete_for_a_single_day() -> None:
    fields = "complete_from: 2010-01-01, complete_until: 2010-01-01, complete_source: s"
    article = read_record(saying(f"article_7: {{{fields}}}"), "GNQ.yaml").article_7
    assert article.complete_from == article.complete_until


def case(first: str, last: str, name: str = "A") -> str:
    return (
        f"    - {{id: {name}, provisions: [1(1)(a)], happened_from: {first}, "
        f"happened_until: {last}, alleged_by: a source, actor: not named, location: there, "
        "summary: alleged use, status: open, source: s}"
    )


def test_what_is_alleged_falls_under_a_provision() -> None:
    one = case("2011", "2011").replace("[1(1)(a)]", "[]")
    assert problems(saying("article_1:\n  cases:\n" + one)) == [
        "GNQ.yaml:5:7: 'provisions' needs at least one provision, such as 1(1)(a)"
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2011-06-02", "2011-06-01"), ("2011", "2010-12-31"), ("2011-06", "2011-05")],
)
def test_what_is_alleged_does_not_end_before_it_begins(first: str, last: str) -> None:
    assert problems(saying("article_1:\n  cases:\n" + case(first, last))) == [
        "GNQ.yaml:5:7: 'happened_until' is before 'happened_from'"
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2011-06-01", "2011-06-01"),
        ("2011", "2011"),
        ("2011-06-15", "2011"),
        ("2011", "2011-01-01"),
    ],
)
def test_what_is_alleged_may_have_happened_on_a_day_known_only_in_part(
    first: str, last: str
) -> None:
    record = read_record(saying("article_1:\n  cases:\n" + case(first, last)), "GNQ.yaml")
    assert len(record.article_1.cases) == 1


def test_two_cases_have_two_ids() -> None:
    two = "\n".join([case("2011", "2011"), case("2012", "2012")])
    assert problems(saying("article_1:\n  cases:\n" + two)) == [
        "GNQ.yaml:6:12: 'A' is already the id at GNQ.yaml:5:12 | "
        "Each id is given once: A-2 is free."
    ]
    other = "\n".join([case("2011", "2011"), case("2012", "2012", "B")])
    record = read_record(saying("article_1:\n  cases:\n" + other), "GNQ.yaml")
    assert [one.id for one in record.article_1.cases] == ["A", "B"]


def test_an_unknown_actor_kind_is_refused_and_without_one_nobody_is_charged() -> None:
    part = "article_1:\n  cases:\n" + case("2011", "2011")
    (one,) = read_record(saying(part), "GNQ.yaml").article_1.cases
    assert one.actor_kind == "not established"
    wrong = part.replace("actor: not named", "actor: not named, actor_kind: an other State")
    (told,) = problems(saying(wrong))
    assert "'an other State' is not a known value of 'actor_kind'" in told
    assert "Did you mean 'another State'?" in told


def test_a_report_that_was_not_submitted_has_no_content_and_no_forms() -> None:
    for more in ("content: nil", "forms: [A]", "forms: []"):
        part = (
            "article_7:\n  reports:\n"
            f"    - {{covers: 2012, submitted: none, known: 2013-12-02, {more}, source: s}}"
        )
        assert problems(saying(part)) == [
            "GNQ.yaml:5:7: a report that was not submitted has no 'content', no 'forms' and no "
            "'sent_to'"
        ]


@pytest.mark.parametrize("more", ["content: nil", "content: unchanged", "forms: [A, D]"])
def test_a_report_may_tell_its_content_and_its_forms(more: str) -> None:
    part = (
        f"article_7:\n  reports:\n    - {{covers: 2012, submitted: 2013-04-30, {more}, source: s}}"
    )
    assert len(read_record(saying(part), "GNQ.yaml").article_7.reports) == 1


@pytest.mark.parametrize("mines", ["-1", "many"])
def test_a_number_of_mines_is_a_count(mines: str) -> None:
    (told,) = problems(saying(f"article_3:\n  - {{mines: {mines}, known: 2015, source: s}}"))
    assert told.startswith("GNQ.yaml:4:")


def test_a_request_that_was_not_answered_says_as_of_when() -> None:
    part = (
        "article_8:\n  requests:\n"
        "    - {id: R, by: THA, made: 2025-07-24, answered: none, what: request, source: s}"
    )
    assert problems(saying(part)) == [
        "GNQ.yaml:5:7: 'answered: none' needs 'known': the day on which the source said so"
    ]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (
            "in progrs",
            "'in progrs' is not a known value of 'status' | Did you mean 'in progress'?",
        ),
        (
            "adopted not in force",
            "'adopted not in force' is not a known value of 'status' "
            "| Did you mean 'adopted, not in force'?",
        ),
    ],
)
def test_a_status_is_one_of_those_known(status: str, told: str) -> None:
    part = f"article_9:\n  - {{status: {status}, known: 2012, source: s}}"
    assert problems(saying(part)) == [f"GNQ.yaml:4:14: {told}"]


@pytest.mark.parametrize(
    ("value", "kind", "years"),
    [
        ("initial", CoverKind.INITIAL, ()),
        ("voluntary", CoverKind.VOLUNTARY, ()),
        ("not stated", CoverKind.NOT_STATED, ()),
        (2010, CoverKind.PERIOD, (2010,)),
        ("2010", CoverKind.PERIOD, (2010,)),
        ("2010-2012", CoverKind.PERIOD, (2010, 2011, 2012)),
        ("2010-01-01/2010-12-31", CoverKind.PERIOD, (2010,)),
        ("2010-01-02/2012-12-30", CoverKind.PERIOD, (2011,)),
        ("2010-04-01/2011-03-31", CoverKind.PERIOD, ()),
    ],
)
def test_a_report_covers_the_calendar_years_that_lie_wholly_within_its_period(
    value: object, kind: CoverKind, years: tuple[int, ...]
) -> None:
    covered = Covers.parse(value)
    assert (covered.kind, covered.calendar_years, covered.text) == (kind, years, str(value))


@pytest.mark.parametrize(
    ("value", "first", "last", "days"),
    [
        ("2010", date(2010, 1, 1), date(2010, 12, 31), 365),
        ("2012", date(2012, 1, 1), date(2012, 12, 31), 366),
        ("2010-05-01/2010-05-01", date(2010, 1, 1), date(2010, 12, 31), 1),
        ("2010-04-01/2011-03-31", date(2010, 1, 1), date(2010, 12, 31), 275),
        ("2010-04-01/2011-03-31", date(2011, 3, 31), date(2011, 12, 31), 1),
        ("2010-04-01/2011-03-31", date(2011, 4, 1), date(2011, 12, 31), 0),
        ("2010-04-01/2011-03-31", date(2009, 1, 1), date(2009, 12, 31), 0),
        ("initial", date(2010, 1, 1), date(2010, 12, 31), 0),
    ],
)
def test_the_days_that_a_report_covers_are_counted_with_both_ends(
    value: str, first: date, last: date, days: int
) -> None:
    assert Covers.parse(value).days_within(first, last) == days
