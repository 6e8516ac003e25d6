"""Article 9 in figures: every State Party in one category, and what is not known apart."""

from __future__ import annotations

from datetime import date

from compliance_engine.reports.figures.measures import Category, measures_on, measures_over_years
from tests.builders import facts_on_record, record

AS_OF = date(2016, 6, 30)


def measure(status: str, more: str = "known: 2014-05-05") -> str:
    return f'- {{status: "{status}", {more}, source: example}}'


RECORDS = {
    "AAA": record(article_9=measure("legislation in force", "known: 2015-01-01, adopted: 2013")),
    "BBB": record(article_9=measure("adopted, not in force")),
    "CCC": record(article_9=measure("existing law considered sufficient")),
    "DDD": record(article_9=measure("in progress")),
    "EEE": record(article_9=measure("none reported")),
    "FFF": record(),
    "GGG": record(membership="- {signed: 1997-12-03, source: example}"),
}
FACTS = {code: facts_on_record(one, AS_OF) for code, one in RECORDS.items()}


def test_every_state_party_is_in_one_category_and_a_signatory_in_none() -> None:
    found = measures_on(FACTS, AS_OF)
    assert found.by_category == {
        Category.LEGISLATION: ("AAA", "BBB"),
        Category.EXISTING_LAW: ("CCC",),
        Category.IN_PROGRESS: ("DDD",),
        Category.NONE_REPORTED: ("EEE",),
        Category.NOT_KNOWN: ("FFF",),
    }
    assert found.parties == ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
    assert found.of("GGG") is None


def test_legislation_that_is_not_in_force_is_told_apart() -> None:
    assert measures_on(FACTS, AS_OF).not_in_force == ("BBB",)


def test_the_trend_has_the_end_of_each_year_and_the_day_itself() -> None:
    trend = measures_over_years(FACTS, date(2012, 3, 1), AS_OF)
    assert [str(one.day) for one in trend] == [
        "2012-12-31",
        "2013-12-31",
        "2014-12-31",
        "2015-12-31",
        "2016-06-30",
    ]
    legislation = [one.by_category[Category.LEGISLATION] for one in trend]
    assert legislation == [(), ("AAA",), ("AAA", "BBB"), ("AAA", "BBB"), ("AAA", "BBB")]
