"""Sentences with gaps: what fills them, how they read, and what is no gap."""

from __future__ import annotations

import pytest

from compliance_engine.rulebook.conditions import AsOf, Constant, FieldRef, Shift, Sum
from compliance_engine.rulebook.templates import Gap, Reading, Template, parse_template
from compliance_engine.rulebook.vocabulary import Type
from tests.unit.rulebook.scope import EARLIER, refusal_of_template

DUE = FieldRef("before", "due", Type.DATE)
GAPS = "Write gaps as {duty.due}, with the name of a pattern; or {state}, or {as_of}."
YEAR = FieldRef("before", "year", Type.YEAR)
DAYS = FieldRef("before", "days_late", Type.COUNT)


@pytest.mark.parametrize(
    ("written", "gap"),
    [
        ("{state}", Gap(None)),
        ("{as_of}", Gap(AsOf())),
        ("{as_of:on}", Gap(AsOf(), Reading.ON)),
        ("{before.due}", Gap(DUE)),
        ("{ before.due }", Gap(DUE)),
        ("{before.due:}", Gap(DUE)),
        ("{before.due:on}", Gap(DUE, Reading.ON)),
        ("{before.days_late}", Gap(DAYS)),
        ("{before.days_late:days}", Gap(DAYS, Reading.DAYS)),
        ("{before.words}", Gap(FieldRef("before", "words", Type.TEXT))),
        ("{before.year - 1}", Gap(Sum(YEAR, Constant(1, Type.COUNT), True, Type.YEAR))),
        ("{before.due + years(1):on}", Gap(Shift(DUE, 1), Reading.ON)),
        ("{as_of - before.due:days}", Gap(Sum(AsOf(), DUE, True, Type.COUNT), Reading.DAYS)),
    ],
)
def test_a_gap_names_what_fills_it_and_how_it_reads(written: str, gap: Gap) -> None:
    assert parse_template(written, EARLIER) == Template((gap,))


def test_a_sentence_is_its_texts_and_gaps_in_order() -> None:
    sentence = "Due {before.due}, {state}: {before.days_late:days} late ({as_of})."
    assert parse_template(sentence, EARLIER).parts == (
        "Due ",
        Gap(DUE),
        ", ",
        Gap(None),
        ": ",
        Gap(DAYS, Reading.DAYS),
        " late (",
        Gap(AsOf()),
        ").",
    )


@pytest.mark.parametrize("text", ["", "No gap at all.", "100 %: é😀 [x] (y) $z"])
def test_a_sentence_may_have_no_gap(text: str) -> None:
    assert parse_template(text, {}).parts == ((text,) if text else ())


READINGS = "Known: 'on', 'days'."


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("Due ¦{", "a lone '{' stands in the text", GAPS),
        ("Due ¦}", "a lone '}' stands in the text", GAPS),
        ("Due ¦{before.due", "a lone '{' stands in the text", GAPS),
        ("Due before.due¦}", "a lone '}' stands in the text", GAPS),
        ("¦{{before.due}}", "a lone '{' stands in the text", GAPS),
        ("{before.due} ¦}", "a lone '}' stands in the text", GAPS),
        ("Due {¦before.deu}", "a report has no field 'deu'", "Did you mean 'due'?"),
        ("é😀 {¦before.deu}", "a report has no field 'deu'", "Did you mean 'due'?"),
        ("{state}, {  ¦before.deu}", "a report has no field 'deu'", "Did you mean 'due'?"),
        (
            "{before.due + ¦befre.days_late}",
            "no earlier pattern is named 'befre'",
            "Did you mean 'before'?",
        ),
        (
            "Due {¦report.due}",
            "no earlier pattern is named 'report'",
            "Earlier patterns: membership, before.",
        ),
        ("Due {¦due}", "'due' is no pattern's field", "Write it as pattern.field."),
        ("Due {¦State}", "'State' is no pattern's field", "Write it as pattern.field."),
        ("Due ¦{before.due:onn}", "'onn' is not a way to read a gap", "Did you mean 'on'?"),
        ("Due ¦{before.due:x}", "'x' is not a way to read a gap", READINGS),
        ("¦{before.due:days}", "'days' reads a number, but before.due is a date", ""),
        ("¦{before.kind:on}", "'on' reads a date, but before.kind is a text", ""),
        ("¦{before.year:days}", "'days' reads a number, but before.year is a calendar year", ""),
        (
            "{¦before.due == as_of}",
            "'before.due == as_of' is not allowed in a condition",
            "Allowed are fields, texts, whole numbers, as_of, + and -, and years(n).",
        ),
        (
            "{¦known(before.due)}",
            "'known(before.due)' is not allowed in a condition",
            "Allowed are fields, texts, whole numbers, as_of, + and -, and years(n).",
        ),
    ],
)
def test_a_mistake_in_a_gap_is_told_at_its_place(marked: str, what: str, remedy: str) -> None:
    error = refusal_of_template(marked.replace("¦", ""))
    assert (error.what, error.remedy) == (what, remedy)
    assert error.column == marked.index("¦") + 1


@pytest.mark.parametrize("text", ["Due {}", "Due { }", "Due {:on}"])
def test_an_empty_gap_is_told_what_it_can_hold(text: str) -> None:
    error = refusal_of_template(text)
    assert (error.what, error.remedy, error.column) == ("a gap is empty", GAPS, 5)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{before.due!r}", "cannot be read from here on"),
        ("{before due}", "the text 'before due' needs quotes"),
        ("{lambda: 1}", "cannot be read from here on"),
    ],
)
def test_a_gap_that_names_nothing_is_refused(text: str, what: str) -> None:
    assert refusal_of_template(text).what.startswith(what)


@pytest.mark.parametrize("text", ["{0}", "Due {1}", '{"a text"}', "{true}"])
def test_a_gap_that_is_a_fixed_value_is_refused(text: str) -> None:
    assert refusal_of_template(text).what == "a gap is a fixed value"


@pytest.mark.parametrize(
    "text",
    ["{before.due + years(101)}", "{as_of - years(9000):on}", "{before.due + 40000}",
     "{before.due + years(60) + 20000}"],
)  # fmt: skip
def test_a_gap_that_could_lead_out_of_the_calendar_is_refused(text: str) -> None:
    assert "more than a century away" in refusal_of_template(text).what


def test_a_gap_may_name_a_day_within_a_century() -> None:
    shifted = Gap(Shift(DUE, 100))
    assert parse_template("{before.due + years(100)}", EARLIER) == Template((shifted,))
