"""Letters over time: from when and until when an answer is awaited, and which in a row it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.errors import InvalidInputError
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.letters import letter_facts
from compliance_engine.facts.model import Dated
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Correspondence, Rulebook
from tests.builders import facts, on, record, rulebook

INITIAL = "article-7/initial-report-outstanding"
MEASURES = "article-9/no-measures-reported"


def letters(*entries: str) -> Record:
    """A record with letters, each given without its source."""
    return record(letters="\n".join(f"- {{{entry}, source: example}}" for entry in entries))


def letter(reference: str, sent: str, *more: str, about: str = INITIAL) -> str:
    return ", ".join((f"reference: {reference}", f"sent: {sent}", f"matters: [{about}]", *more))


def status(of: Record, day: str, reference: str = "2016/001") -> str | None:
    found = [
        one for one in on(date.fromisoformat(day), facts(of, "letter"))
        if one.fields["key"] == reference
    ]  # fmt: skip
    return str(found[0].fields["status"]) if found else None


def number(of: Record, reference: str) -> object:
    (found,) = {
        one.fields.get("number") for one in facts(of, "letter") if one.fields["key"] == reference
    }
    return found


def test_an_answer_is_awaited_from_the_sending_to_the_answer_and_on_until_it_is_closed() -> None:
    of = letters(letter("2016/001", "2016-03-01", "answered: 2016-04-10", "closed: 2016-05-02"))
    assert status(of, "2016-02-29") is None
    assert status(of, "2016-03-01") == "answer awaited"
    assert status(of, "2016-04-09") == "answer awaited"
    assert status(of, "2016-04-10") == "answered"
    assert status(of, "2016-05-01") == "answered"
    assert status(of, "2016-05-02") == "closed"


def test_days_known_in_part_give_the_benefit_of_the_doubt() -> None:
    of = letters(letter("2016/001", "2016-03", "answered: 2016-04"))
    assert status(of, "2016-03-30") is None
    assert status(of, "2016-03-31") == "answer awaited"
    assert status(of, "2016-04-01") == "answered"


def test_an_answer_in_the_month_of_the_letter_does_not_come_before_it() -> None:
    of = letters(letter("2016/001", "2016-03", "answered: 2016-03"))
    assert status(of, "2016-03-30") is None
    assert status(of, "2016-03-31") == "answered"


def test_another_letter_on_all_its_matters_takes_its_place() -> None:
    of = letters(letter("2016/001", "2016-03-01"), letter("2016/002", "2016-05-10"))
    assert status(of, "2016-05-09") == "answer awaited"
    assert status(of, "2016-05-10") == "followed by another letter"
    assert (number(of, "2016/001"), number(of, "2016/002")) == (1, 2)


def test_a_letter_on_two_matters_is_followed_when_both_were_taken_up() -> None:
    of = letters(
        letter("2016/001", "2016-03-01", about=f"{INITIAL}, {MEASURES}"),
        letter("2016/002", "2016-05-10"),
        letter("2016/003", "2016-06-10", about=MEASURES),
    )
    assert status(of, "2016-06-09") == "answer awaited"
    assert status(of, "2016-06-10") == "followed by another letter"
    assert [number(of, f"2016/00{one}") for one in (1, 2, 3)] == [1, 2, 2]


def test_an_answer_that_comes_after_the_next_letter_is_still_an_answer() -> None:
    of = letters(
        letter("2016/001", "2016-03-01", "answered: 2016-06-01"), letter("2016/002", "2016-05-10")
    )
    assert status(of, "2016-05-31") == "followed by another letter"
    assert status(of, "2016-06-01") == "answered"
    assert number(of, "2016/002") == 2


def test_a_letter_says_when_it_was_sent_and_from_the_answer_on_when_that_came() -> None:
    of = letters(letter("2016/001", "2016-03", "answered: 2016-04", "closed: 2016-05-02"))
    found = sorted(facts(of, "letter"), key=lambda one: one.held)
    assert [one.held.first for one in found] == [
        date(2016, 3, 31), date(2016, 4, 1), date(2016, 5, 2),
    ]  # fmt: skip
    assert ["answered" in one.fields for one in found] == [False, True, True]
    assert {one.fields["sent"] for one in found} == {Dated.latest(PartialDate.parse("2016-03"))}
    assert found[1].fields["answered"] == Dated.earliest(PartialDate.parse("2016-04"))


def test_it_is_explained_until_when_an_answer_is_awaited_while_it_is() -> None:
    of = letters(letter("2016/001", "2016-03-01", "answered: 2016-04-10", "closed: 2016-05-02"))
    told = {str(one.fields["status"]): bool(one.working) for one in facts(of, "letter")}
    assert told == {"answer awaited": True, "answered": False, "closed": False}


def test_a_letter_after_the_matter_was_closed_begins_anew() -> None:
    of = letters(
        letter("2016/001", "2016-03-01", "closed: 2016-05-10"), letter("2016/002", "2016-05-10")
    )
    assert number(of, "2016/002") == 1
    before = letters(
        letter("2016/001", "2016-03-01", "closed: 2016-05-11"), letter("2016/002", "2016-05-10")
    )
    assert number(before, "2016/002") == 2


def test_a_letter_on_the_day_of_the_answer_begins_anew() -> None:
    of = letters(
        letter("2016/001", "2016-03-01", "answered: 2016-05-10"), letter("2016/002", "2016-05-10")
    )
    assert number(of, "2016/002") == 1


def test_a_matter_keeps_its_subject_when_another_rule_finds_it() -> None:
    of = letters(
        letter("2016/001", "2016-03-01", about="annual report/2014"),
        letter("2016/002", "2016-05-10", about="article-7/annual-report-outstanding/2014"),
        letter("2016/003", "2016-08-10", about="article-7/two-years-silent/2014"),
    )
    assert [number(of, f"2016/00{one}") for one in (1, 2, 3)] == [1, 2, 3]


def test_a_letter_that_asks_for_nothing_has_no_number_and_takes_no_place() -> None:
    of = letters(
        letter("2016/001", "2016-03-01"),
        letter("2016/002", "2016-03-20", "answer_awaited: false"),
    )
    assert status(of, "2016-04-01") == "answer awaited"
    assert status(of, "2016-04-01", "2016/002") == "no answer awaited"
    assert number(of, "2016/002") is None


@pytest.mark.parametrize(
    ("about", "article"),
    [
        (INITIAL, "7"),
        ("annual report/2014", "7"),
        ("article-1/case-open/north-2014", "1"),
        ("alleged matter/north-2014", "1"),
        ("national implementation measures", "9"),
        (MEASURES, "9"),
        ("meeting/24MSP", ""),
    ],
)
def test_a_matter_is_listed_under_the_article_of_its_rule_or_duty(about: str, article: str) -> None:
    (found,) = facts(letters(letter("2016/001", "2016-03-01", about=about)), "matter")
    assert found.fields == {
        "key": f"2016/001/{about}",
        "reference": "2016/001",
        "article": article,
    }


def subjects(rules: Rulebook, *about: str) -> list[tuple[object, object]]:
    """The article of each matter, and which letter in a row the one about it is."""
    of = letters(*(letter(f"2016/{at}", f"2016-0{at}-01", about=it)
                   for at, it in enumerate(about, start=1)))  # fmt: skip
    found = list(letter_facts(of, rules))
    numbers = {one.fields["key"]: one.fields["number"] for one in found if one.kind == "letter"}
    return [
        (one.fields["article"], numbers[one.fields["reference"]])
        for one in found
        if one.kind == "matter"
    ]


def renamed(name: str, *formerly: str) -> Rulebook:
    """The rulebook, as if one of its rules had had other names before."""
    rules = (
        replace(rule, formerly=formerly) if rule.id == name else rule for rule in rulebook().rules
    )
    return replace(rulebook(), rules=tuple(rules))


def test_a_matter_under_the_former_name_of_its_rule_is_the_same() -> None:
    rules = renamed("article-9/no-measures-reported", "article-7/of-before")
    about = ("article-7/of-before/2014", "article-9/no-measures-reported/2014")
    assert subjects(rules, *about) == [("9", 1), ("9", 2)]


def test_of_two_names_that_begin_alike_the_longer_is_meant() -> None:
    rules = renamed("article-9/no-measures-reported", f"{INITIAL}/9")
    assert subjects(rules, f"{INITIAL}/9/2014", f"{INITIAL}/2014") == [("9", 1), ("7", 1)]


def test_letters_about_two_cases_do_not_follow_each_other() -> None:
    about = ("article-1/case-open/a", "article-1/case-open/b")
    assert subjects(rulebook(), *about) == [("1", 1), ("1", 1)]


def test_a_matter_that_no_rule_asks_about_is_of_no_article() -> None:
    none = replace(rulebook(), rules=(), duties=())
    assert subjects(none, "alleged matter/a", "annual report/2014") == [("", 1), ("", 1)]


def test_what_was_known_on_a_day_is_what_had_come_by_then() -> None:
    of = letters(letter("2016/001", "2016-03-01", "answered: 2016-04-10", "closed: 2016-05-02"))
    assert as_known_at(of, date(2016, 2, 29)).letters == ()
    assert status(as_known_at(of, date(2016, 4, 9)), "2016-12-31") == "answer awaited"
    assert status(as_known_at(of, date(2016, 4, 10)), "2016-12-31") == "answered"
    assert status(as_known_at(of, date(2016, 5, 2)), "2016-12-31") == "closed"


def awaited(of: Record, by_default: int | None) -> tuple[object, object]:
    """For how many days an answer to the first letter is awaited, and until when."""
    default = Correspondence(by_default, {}) if by_default else None
    book = replace(rulebook(), correspondence=default)
    fields = next(
        one.fields for one in facts_of(of, book, date(2030, 1, 1))
        if (one.kind, one.fields["key"]) == ("letter", "2016/001")
    )  # fmt: skip
    return fields.get("answer_within"), fields.get("awaited_until")


@pytest.mark.parametrize(
    ("sent", "more", "by_default", "expected"),
    [
        ("2022-05-10", (), 60, (60, date(2022, 7, 9))),
        ("2022-05-10", (), 90, (90, date(2022, 8, 8))),
        ("2022-05-10", ("answer_within: 30",), 60, (30, date(2022, 6, 9))),
        ("2022-05-10", ("answer_within: 30",), None, (30, date(2022, 6, 9))),
        ("2016-02-28", ("answer_within: 1",), 60, (1, date(2016, 2, 29))),
        ("2022-05", (), 60, (60, date(2022, 7, 30))),
        ("2022-05-10", (), None, (None, None)),
        ("2022-05-10", ("answer_awaited: false", "answer_within: 30"), 60, (None, None)),
    ],
)
def test_a_letter_says_how_long_or_else_the_rulebook_does(
    sent: str, more: tuple[str, ...], by_default: int | None, expected: tuple[object, object]
) -> None:
    assert awaited(letters(letter("2016/001", sent, *more)), by_default) == expected


@pytest.mark.parametrize("days", ["0", "3651", "-5", "soon"])
def test_what_is_no_number_of_days_is_refused(days: str) -> None:
    with pytest.raises(InvalidInputError):
        letters(letter("2016/001", "2016-03-01", f"answer_within: {days}"))
