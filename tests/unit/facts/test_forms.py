"""Which forms a report is known to contain, and to lack."""

from datetime import date

from compliance_engine.facts.model import Dated, Fact
from tests.builders import facts, on, record, reports


def forms(*entries: str) -> list[Fact]:
    return facts(record(article_7=reports(*entries)), "form")


def included(*entries: str) -> dict[str, bool]:
    """Each form of which something is known, and whether the report contains it."""
    return {str(one.fields["form"]): bool(one.fields["included"]) for one in forms(*entries)}


def test_of_a_report_whose_forms_are_all_told_each_is_there_or_not() -> None:
    told = included("covers: 2014, submitted: 2015-04-20, forms: [A, D]")
    assert told == {letter: letter in "AD" for letter in "ABCDEFGHIJ"}


def test_of_a_report_without_any_form_none_is_there() -> None:
    told = included("covers: 2014, submitted: 2015-04-20, forms: []")
    assert told == dict.fromkeys("ABCDEFGHIJ", False)


def test_of_a_report_whose_forms_are_not_told_nothing_is_known() -> None:
    assert forms("covers: 2014, submitted: 2015-04-20") == []


def test_of_a_report_that_was_not_submitted_nothing_is_known() -> None:
    assert forms("covers: 2014, submitted: none, known: 2015-12-31") == []


def test_what_a_cover_page_does_not_send_again_is_not_absent() -> None:
    told = included("covers: 2014, submitted: 2015-04-20, content: unchanged, forms: [G, A]")
    assert told == {"A": True, "G": True}


def test_a_nil_report_lacks_the_forms_that_it_does_not_contain() -> None:
    told = included("covers: 2014, submitted: 2015-04-20, content: nil, forms: [A]")
    assert told["A"]
    assert not told["D"]


def test_a_voluntary_report_has_no_form_that_anybody_asks_for() -> None:
    assert forms("covers: voluntary, submitted: 2013-04-20, forms: [A]") == []


def test_a_form_is_known_from_the_latest_possible_day_of_the_submission() -> None:
    of = forms("covers: 2014, submitted: 2015, forms: [A]")
    assert on(date(2015, 12, 30), of) == []
    found = on(date(2015, 12, 31), of)
    assert len(found) == 10
    submitted = found[0].fields["submitted"]
    assert isinstance(submitted, Dated)
    assert (submitted.day, str(submitted.shown)) == (date(2015, 12, 31), "2015")


def test_the_forms_of_two_reports_are_told_apart() -> None:
    of = forms(
        "covers: 2013, submitted: 2014-04-20, forms: [A, D]",
        "covers: 2014, submitted: 2015-04-20, forms: [A]",
    )
    of_d = {one.fields["key"]: one.fields["included"] for one in of if one.fields["form"] == "D"}
    assert of_d == {"2013/D": True, "2014/D": False}


def test_a_form_tells_the_last_year_of_its_period_and_none_for_an_initial_report() -> None:
    (several, *_) = forms("covers: 2012-2014, submitted: 2015-04-20, forms: [A]")
    (initial, *_) = forms("covers: initial, submitted: 2012-08-20, forms: [A]")
    assert several.fields["period"] == 2014
    assert "period" not in initial.fields


def test_a_report_of_which_no_forms_are_told_hides_none_that_follows() -> None:
    of = record(
        article_7=reports(
            "covers: 2012, submitted: 2013-04-20",
            "covers: voluntary, submitted: 2013-05-20, forms: [A]",
            "covers: 2013, submitted: 2014-04-20, forms: [A]",
        )
    )
    assert {one.fields["period"] for one in facts(of, "form")} == {2013}
