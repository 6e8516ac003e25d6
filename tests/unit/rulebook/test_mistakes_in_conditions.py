"""Every mistake in a condition is told with its place and what to write instead.

The sign ¦ shows the character that the error points at; it is no part of the condition.
"""

from __future__ import annotations

import pytest

from tests.unit.rulebook.scope import refusal

ALLOWED = "Allowed are fields, texts, whole numbers, as_of, + and -, and years(n)."
BRACKETS = "The only tests written with brackets are known(field) and not known(field)."
COMPARE = 'Compare two values, such as: verdict == "outstanding"'
DATES = 'Compare a date with a date: another field, as_of, or "2020-01-31".'
FIELDS = "Its fields: key, kind, verdict, due, known, year, period, days_late, late, words."
FLAGS = "Compare a yes-or-no field with true or false, or name it alone."
JOIN = 'Join two comparisons with "and".'
LISTS = 'Write: field in ["one", "other"]'
SUMS = "Whole days can be added to a date, whole numbers to a year, and years(n) to a date."
TEXTS = 'Compare a text with a text in quotes, such as "initial report".'
WRITE = 'Write, for example: verdict == "outstanding" and year >= 2010'
YEARS = "Compare a year with a year or a whole number."


def expect(marked: str, what: str, remedy: str) -> None:
    error = refusal(marked.replace("¦", ""))
    assert (error.what, error.remedy) == (what, remedy)
    assert error.column == marked.index("¦") + 1
    assert str(error) == what


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("¦yeer == 2010", "a report has no field 'yeer'", "Did you mean 'year'?"),
        ("¦foo == 2010", "a report has no field 'foo'", FIELDS),
        ("late and ¦yeer == 2010", "a report has no field 'yeer'", "Did you mean 'year'?"),
        ("year == ¦before.yeer", "a report has no field 'yeer'", "Did you mean 'year'?"),
        (
            "¦membership.year == 2010",
            "a membership has no field 'year'",
            "Its fields: bound, in_force.",
        ),
        ("year == ¦befre.year", "no earlier pattern is named 'befre'", "Did you mean 'before'?"),
        (
            "year == ¦later.year",
            "no earlier pattern is named 'later'",
            "Earlier patterns: membership, before.",
        ),
        ("known(¦yeer)", "a report has no field 'yeer'", "Did you mean 'year'?"),
        ("not known(¦befre.year)", "no earlier pattern is named 'befre'", "Did you mean 'before'?"),
        ("¦words == key", "'words' is only for messages", "Compare another field."),
    ],
)
def test_an_unknown_name(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        (
            'kind == ¦"initl report"',
            "\"initl report\" is not a value that 'kind' can have",
            "Did you mean 'initial report' or 'annual report'?",
        ),
        (
            'kind == ¦"xyz"',
            "\"xyz\" is not a value that 'kind' can have",
            'It can be: "initial report", "annual report".',
        ),
        (
            'verdict == ¦"Outstanding"',
            "\"Outstanding\" is not a value that 'verdict' can have",
            "Did you mean 'outstanding'?",
        ),
        (
            '¦"met lat" == verdict',
            "\"met lat\" is not a value that 'verdict' can have",
            "Did you mean 'met late'?",
        ),
        (
            'verdict in ["met late", ¦"not owd"]',
            "\"not owd\" is not a value that 'verdict' can have",
            "Did you mean 'not owed'?",
        ),
        (
            'before.kind != ¦"annual"',
            "\"annual\" is not a value that 'before.kind' can have",
            "Did you mean 'annual report'?",
        ),
    ],
)
def test_an_unknown_value(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("due < ¦2020", "compares a date (due) with a number (2020)", DATES),
        ("¦due < year", "compares a calendar year (year) with a date (due)", YEARS),
        ("¦due == kind", "compares a text (kind) with a date (due)", TEXTS),
        ('due < ¦"2020"', '"2020" is a text, not a date', DATES),
        ('due < ¦"next year"', '"next year" is a text, not a date', DATES),
        ('due < ¦"2021-02-29"', '"2021-02-29" is a text, not a date', DATES),
        ('¦"by 2020" > due', '"by 2020" is a text, not a date', DATES),
        ('due in [¦"2020-13-01"]', '"2020-13-01" is a text, not a date', DATES),
        ('as_of > ¦"today"', '"today" is a text, not a date', DATES),
        ('year == ¦"2010"', 'compares a calendar year (year) with a text ("2010")', YEARS),
        (
            "¦year == days_late",
            "compares a number (days_late) with a calendar year (year)",
            "Compare a number with a number.",
        ),
        ('year in [2010, ¦"2011"]', 'compares a calendar year (year) with a text ("2011")', YEARS),
        (
            'days_late > ¦"5"',
            'compares a number (days_late) with a text ("5")',
            "Compare a number with a number.",
        ),
        ("kind == ¦5", "compares a text (kind) with a number (5)", TEXTS),
        ("kind == ¦true", "compares a text (kind) with a yes or no (true)", TEXTS),
        ("late == ¦1", "compares a yes or no (late) with a number (1)", FLAGS),
        ('late == ¦"yes"', 'compares a yes or no (late) with a text ("yes")', FLAGS),
    ],
)
def test_values_of_two_types(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("¦1 < year < 3", "comparisons cannot be chained", JOIN),
        ("¦year == 2010 == true", "comparisons cannot be chained", JOIN),
        ("¦year in [2010] in [2010]", "comparisons cannot be chained", JOIN),
        (
            '¦kind == "annual report" or late',
            '"or" is not allowed',
            "Write 'field in [..]' for several values, or a second rule.",
        ),
        ("¦due is late", "'is' is not allowed", "Write known(field) or not known(field)."),
        ("¦due is not late", "'is' is not allowed", "Write known(field) or not known(field)."),
        ("kind in ¦kind", "a list of values is expected here", LISTS),
        ('kind in ¦"annual report"', "a list of values is expected here", LISTS),
        ("kind in ¦[]", "a list of values is expected here", LISTS),
        ("kind in [¦before.kind]", "'before.kind' is not a value", "List plain values only."),
        ("¦as_of in [2010]", "'as_of' is not a field", LISTS),
        (
            "¦kind",
            "'kind' is a text, not a yes-or-no field",
            "Compare it with something, such as: kind == …",
        ),
        (
            "not ¦year",
            "'year' is a calendar year, not a yes-or-no field",
            "Compare it with something, such as: year == …",
        ),
        ("¦true", "'true' is a fixed value", "Name a yes-or-no field."),
        ("¦1 == 1", "compares two fixed values", "Name a field on one side."),
        ('¦"a" != "b"', "compares two fixed values", "Name a field on one side."),
        ("¦1 + 1 == 2", "adds two fixed values", "Write the result."),
        ("days_late > ¦2 - 1", "adds two fixed values", "Write the result."),
        (
            "¦late < true",
            "'<' cannot compare a yes or no",
            "Only dates, years and numbers have an order; use ==, != or in [..].",
        ),
        (
            "¦kind > before.kind",
            "'>' cannot compare a text",
            "Only dates, years and numbers have an order; use ==, != or in [..].",
        ),
        ("¦not year == 2010", "'not year == 2010' is not a test", COMPARE),
        ("late and ¦5", "'5' is not a test", COMPARE),
        ("year == ¦-1", "'-1' is not allowed in a condition", ALLOWED),
        ("year == ¦2010.5", "'2010.5' is not allowed in a condition", ALLOWED),
        ("days_late < ¦1000001", "'1000001' is not allowed in a condition", ALLOWED),
        ("known ==  ¦None", "'None' is not allowed in a condition", ALLOWED),
        ("¦year * 2 == 4", "'year * 2' is not allowed in a condition", ALLOWED),
        ("¦known(due, known)", "'known(due, known)' is not allowed here", BRACKETS),
        ("¦known(as_of)", "'known(as_of)' is not allowed here", BRACKETS),
        ("¦known()", "'known()' is not allowed here", BRACKETS),
        ("¦unknown(due)", "'unknown(due)' is not allowed here", BRACKETS),
    ],
)
def test_a_form_that_is_not_allowed(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("¦due + known == 5", "cannot add a date (known) to a date (due)", SUMS),
        (
            "¦year + year == 4020",
            "cannot add a calendar year (year) to a calendar year (year)",
            SUMS,
        ),
        ("¦days_late - due == 5", "cannot subtract a date (due) from a number (days_late)", SUMS),
        ("¦due - year == 5", "cannot subtract a calendar year (year) from a date (due)", SUMS),
        ('¦key + "x" == key', 'cannot add a text ("x") to a text (key)', SUMS),
        ("¦due + late == known", "cannot add a yes or no (late) to a date (due)", SUMS),
        ("¦year + years(1) == 2010", "years(n) is added to a date field or to as_of", ""),
        ("¦due + 5 + years(1) < known", "years(n) is added to a date field or to as_of", ""),
        (
            "due + ¦years(days_late) < known",
            "'years(days_late)' is not allowed in a condition",
            ALLOWED,
        ),
        ("due + ¦years(-1) < known", "'years(-1)' is not allowed in a condition", ALLOWED),
        ("due + ¦years(True) < known", "'years(True)' is not allowed in a condition", ALLOWED),
        (
            "due + ¦years(1000001) < known",
            "'years(1000001)' is not allowed in a condition",
            ALLOWED,
        ),
        ("due + ¦years(1, 2) < known", "'years(1, 2)' is not allowed in a condition", ALLOWED),
        (
            "due + ¦years(1, months=6) < known",
            "'years(1, months=6)' is not allowed in a condition",
            ALLOWED,
        ),
        ("¦years(1) < due", "'years(1)' is not allowed in a condition", ALLOWED),
    ],
)
def test_a_sum_that_cannot_be(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize("marked", ["year == 2010¦;", "year == ¦010"])
def test_what_is_no_condition_at_all_is_shown_one_that_is(marked: str) -> None:
    expect(marked, "cannot be read from here on", WRITE)


@pytest.mark.parametrize(
    ("marked", "what", "remedy"),
    [
        ("¦", "is empty: nothing is asked", WRITE),
        ("¦  ", "is empty: nothing is asked", WRITE),
        ("year ¦= 2010", "one '=' compares nothing", "Write == to compare."),
        ("  year ¦= 2010", "one '=' compares nothing", "Write == to compare."),
        ('kind == "a = b" and year¦=2010', "one '=' compares nothing", "Write == to compare."),
        (
            "year ¦=> 2010",
            "'=>' is no sign that conditions know",
            "Write >= for 'at least', or 'on or after'.",
        ),
        (
            "year ¦=< 2010",
            "'=<' is no sign that conditions know",
            "Write <= for 'at most', or 'on or before'.",
        ),
        ("year ¦<> 2010", "'<>' is no sign that conditions know", "Write != for 'is not'."),
        ("year ¦=== 2010", "'===' is no sign that conditions know", "Write == to compare."),
        ("year ¦≥ 2010", "'≥' is no sign that conditions know", "Write >="),
        ("late ¦&& late", "'&&' is no sign that conditions know", "Write: and"),
        (
            "late ¦|| late",
            "'||' is no sign that conditions know",
            "Write 'field in [..]' for several values, or a second rule.",
        ),
        ("year == 2010 ¦AND late", "'AND' is written in capitals", "Write: and"),
        (
            "kind == ¦“annual report”",
            "the quote “ is not one that conditions know",
            'Write: "',
        ),
        (
            "kind == ¦'annual report",
            "the quote ' opened here is never closed",
            "Close the text with the same sign.",
        ),
        (
            'verdict == "met late" and kind == ¦"annual report',
            'the quote " opened here is never closed',
            "Close the text with the same sign.",
        ),
        ("known¦(due", "the bracket ( opened here is never closed", "Close it with )."),
        (
            'kind in ¦["annual report"',
            "the bracket [ opened here is never closed",
            "Close it with ].",
        ),
        ("known(due¦]", "the bracket ( is closed with ]", "Write ) here."),
        ("known(due)¦)", "the bracket ) closes nothing", "Remove it, or open it before."),
        ("due < ¦2010-05-01", "the day 2010-05-01 needs quotes", 'Write: "2010-05-01"'),
        ("due < ¦2010-10-11", "the day 2010-10-11 needs quotes", 'Write: "2010-10-11"'),
        (
            "kind == ¦annual report and late",
            "the text 'annual report' needs quotes",
            'Write: "annual report"',
        ),
        ("¦é é", "the text 'é é' needs quotes", 'Write: "é é"'),
        (
            "verdict == ¦outstanding",
            "'outstanding' is no field; a text stands in quotes",
            'Did you mean "outstanding"?',
        ),
        (
            "late ¦and",
            "'and' joins two conditions; one is missing",
            "Write it, or remove 'and'.",
        ),
        (
            "late ¦and and late",
            "'and' joins two conditions; one is missing",
            "Write it, or remove 'and'.",
        ),
    ],
)
def test_a_slip_that_people_make_is_told_as_such(marked: str, what: str, remedy: str) -> None:
    expect(marked, what, remedy)


@pytest.mark.parametrize(
    "marked",
    [
        "   ¦yeer == 2010",
        "\n  ¦yeer == 2010",
        "late\n  and\n¦yeer == 2010",
        "late\r\n  and ¦yeer == 2010",
        'key == "é😀" and ¦yeer == 2010',
        'key == "é😀" and kind in ["annual report",   ¦"é"]',
        "\t(  ¦yeer) == 2010",
    ],
)
def test_a_place_counts_characters_from_the_beginning_of_the_text(marked: str) -> None:
    assert refusal(marked.replace("¦", "")).column == marked.index("¦") + 1


@pytest.mark.parametrize(
    "marked",
    [
        "late ¦# a remark",
        "year == 2010 ¦# the first\nand late",
        "(late) ¦#",
        'key == "é" ¦# é',
    ],
)
def test_a_comment_is_refused_because_it_would_hide_what_follows_it(marked: str) -> None:
    expect(
        marked,
        "a comment inside of a condition hides all that follows it",
        "Write the comment on a line of its own, above.",
    )


def test_a_doubtful_escape_is_refused_and_never_a_warning(
    recwarn: pytest.WarningsRecorder, capsys: pytest.CaptureFixture[str]
) -> None:
    error = refusal(r'key == "\d"')
    assert error.what == "cannot be read from here on"
    assert not recwarn.list
    assert capsys.readouterr().err == ""
