"""National measures, Article 1 cases and requests for clarification over time."""

from datetime import date

import pytest

from compliance_engine.facts.model import Dated
from tests.builders import facts, on, record, verdict

TODAY = date(2026, 11, 23)
MEMBER = "- {instrument: accession, deposited: 2011-09-13, source: example}"


def statuses(kind: str, section: dict[str, str], *days: date) -> list[str]:
    found = facts(record(**section), kind)
    return [str(on(day, found)[0].fields["status"]) if on(day, found) else "" for day in days]


def test_before_any_statement_measures_are_not_known() -> None:
    assert statuses("measure", {}, date(2012, 2, 29), date(2012, 3, 1), TODAY) == [
        "",
        "not known",
        "not known",
    ]


def test_a_statement_of_a_year_holds_from_the_last_day_of_that_year() -> None:
    none = {"article_9": "- {status: none reported, known: 2015, source: example}"}
    days = date(2015, 12, 30), date(2015, 12, 31)
    assert statuses("measure", none, *days) == ["not known", "none reported"]


def test_law_is_there_from_its_adoption() -> None:
    law = {
        "article_9": """
- {status: legislation adopted, adopted: 2014-06-01, known: 2019, law: An Act, source: example}
"""
    }
    assert statuses("measure", law, date(2014, 5, 31), date(2014, 6, 1)) == [
        "not known",
        "legislation adopted",
    ]


def test_a_later_statement_supersedes_an_earlier_one() -> None:
    two = {
        "article_9": """
- {status: in progress, known: 2013-05-01, source: example}
- {status: legislation in force, adopted: 2016-02-01, known: 2016-03-01, source: example}
"""
    }
    days = date(2013, 5, 1), date(2016, 1, 31), date(2016, 2, 1), TODAY
    assert statuses("measure", two, *days) == [
        "in progress",
        "in progress",
        "legislation in force",
        "legislation in force",
    ]


def case(more: str, status: str = "open") -> dict[str, str]:
    return {
        "article_1": f"""
cases:
  - id: C-1
    provisions: [1(1)(a)]
    happened_from: 2014
    happened_until: 2014-09
    alleged_by: a neighbour
    actor: not named
    location: the border
    summary: mines said to be newly laid
    status: {status}
    source: example
{more}
"""
    }


def test_a_case_is_open_from_the_latest_possible_day_of_the_allegation() -> None:
    alleged = case("    alleged: 2015-02")
    days = date(2015, 2, 27), date(2015, 2, 28), TODAY
    assert statuses("case", alleged, *days) == ["", "open", "open"]


def test_a_case_is_closed_from_the_earliest_day_on_which_it_may_have_been() -> None:
    closed = case("    history: [{date: 2018-06, event: closed}]", "'investigated, closed'")
    days = date(2018, 5, 31), date(2018, 6, 1)
    assert statuses("case", closed, *days) == ["open", "closed"]


def test_a_case_closed_by_some_day_is_not_known_before_that_day() -> None:
    closed = case("    history: [{date: by 2018-12-31, event: closed}]", "closed")
    days = date(2018, 12, 30), date(2018, 12, 31)
    assert statuses("case", closed, *days) == ["not known", "closed"]


def test_a_case_denied_and_never_confirmed_is_history() -> None:
    assert statuses("case", case("", "'denied, not confirmed'"), TODAY) == ["historic"]


def test_the_last_update_is_the_latest_one_given_by_the_day() -> None:
    updated = case(
        """
    history:
      - {date: 2016-03, event: update by the State}
      - {date: 2018-11-30, event: update by the State}
"""
    )
    found = facts(record(**updated), "case")
    days = date(2016, 3, 30), date(2016, 3, 31), date(2018, 11, 30)
    updates = [on(day, found)[0].fields.get("last_update") for day in days]
    assert [one.day if isinstance(one, Dated) else None for one in updates] == [
        None,
        date(2016, 3, 31),
        date(2018, 11, 30),
    ]


def request(more: str) -> dict[str, str]:
    return {
        "article_8": f"""
requests:
  - id: 2025-07-THA
    by: THA
    made: 2025-07-24
    what: clarification sought
    source: example
{more}
"""
    }


ANSWER = "answer to a request for clarification"


def test_an_answer_is_due_28_days_after_receipt() -> None:
    received = record(
        membership=MEMBER,
        **request("    received: 2025-07-25\n    answered: none\n    known: 2025-12-01"),
    )
    assert verdict(received, ANSWER, date(2025, 8, 22)) == "not yet due"
    assert verdict(received, ANSWER, date(2025, 8, 23)) == "outstanding"
    assert verdict(received, ANSWER, date(2025, 12, 2)) == "last known outstanding"


def test_without_the_day_of_receipt_the_date_is_an_estimate_from_the_request() -> None:
    unknown = record(membership=MEMBER, **request(""))
    (fact,) = [
        fact for fact in on(TODAY, facts(unknown, "duty", TODAY)) if fact.fields["kind"] == ANSWER
    ]
    assert fact.fields["due"] == date(2025, 8, 21)
    assert fact.fields["due_estimated"] is True
    assert fact.fields["verdict"] == "undetermined"


def test_an_answer_in_time_meets_the_duty() -> None:
    answered = record(
        membership=MEMBER, **request("    received: 2025-07-25\n    answered: 2025-08-22")
    )
    assert verdict(answered, ANSWER, TODAY) == "met"


def test_a_later_statement_on_earlier_law_corrects_what_was_said_before_it() -> None:
    both = {
        "article_9": """
- {status: in progress, known: 2013-05-01, source: example}
- {status: legislation adopted, adopted: 2013, known: 2019, source: example}
"""
    }
    assert statuses("measure", both, date(2013, 6, 1), date(2020, 1, 31)) == [
        "legislation adopted",
        "legislation adopted",
    ]


def test_known_law_is_carried_forward_when_later_nothing_is_reported() -> None:
    both = {
        "article_9": """
- {status: legislation in force, adopted: 2014-02-01, known: 2015-06-18, source: example}
- {status: none reported, known: 2019-06-18, source: example}
- {status: not known, known: 2020-06-18, source: example}
"""
    }
    assert statuses("measure", both, date(2021, 1, 1)) == ["legislation in force"]


def applied(dates: str, membership: str = MEMBER, provision: str = "1(1)(a)") -> str:
    """Whether Article 1 applied to a matter that happened on these dates."""
    text = case("")["article_1"].replace("1(1)(a)", provision)
    text = text.replace("happened_from: 2014\n    happened_until: 2014-09", dates)
    (fact,) = on(TODAY, facts(record(membership=membership, article_1=text), "case"))
    return str(fact.fields["article_1_applied"])


def happened(first: str, last: str) -> str:
    return f"happened_from: {first}\n    happened_until: {last}"


def test_article_1_applies_to_what_happened_from_entry_into_force_on() -> None:
    assert applied(happened("2011-05", "2012-02-29")) == "no"
    assert applied(happened("2011-05", "2012-03-01")) == "yes"
    assert applied(happened("2012", "2012")) == "not known"
    assert applied(happened("2012-05-01", "2012")) == "yes"


def test_provisional_application_is_of_the_first_paragraph_only() -> None:
    early = MEMBER.replace("source: example", "provisional_application: true, source: example")
    during = happened("2011-10-01", "2011-10-02")
    assert applied(during, early) == "yes"
    assert applied(during, early, "1(2)") == "no"


ACKNOWLEDGED = "'open, acknowledged by the State'"
HISTORY = """\
    history:
      - {date: 2015-05-20, event: update by the State}
      - {date: 2016-12, event: update by the State}
"""


@pytest.mark.parametrize(
    ("status", "more", "first"),
    [
        ("open", HISTORY, None),
        ("open", "    acknowledged: 2015-05-20\n", date(2015, 5, 20)),
        ("closed", "    acknowledged: 2015\n", date(2015, 12, 31)),
        (ACKNOWLEDGED, "    acknowledged: 2015-05-20\n" + HISTORY, date(2015, 5, 20)),
        (ACKNOWLEDGED, HISTORY, date(2016, 12, 31)),
        (ACKNOWLEDGED, "    known: 2018-06\n", date(2018, 6, 30)),
        (ACKNOWLEDGED, "", None),
    ],
)
def test_a_case_is_acknowledged_from_the_day_on_which_it_surely_was(
    status: str, more: str, first: date | None
) -> None:
    found = facts(record(**case(more, status)), "case")
    acknowledged = {one.held.first for one in found if one.fields["acknowledged"]}
    assert min(acknowledged, default=None) == first
    for one in found:
        assert one.fields["acknowledged"] == (first is not None and one.held.first >= first)


def test_what_happened_while_a_state_was_bound_applies_whatever_it_did_later() -> None:
    notice = "{notified: 2014-01-15, armed_conflict: no, source: example}"
    left = MEMBER.replace("source: example", f"source: example, withdrawal: {notice}")
    assert applied(happened("2014-07-14", "2014-07-20"), left) == "yes"
    assert applied(happened("2014-07-15", "2014-07-20"), left) == "no"
    assert applied(happened("2014-07", "2014-07-20"), left) == "not known"


def test_what_may_have_ended_on_the_day_of_entry_into_force_is_not_known() -> None:
    assert applied(happened("2012-02", "by 2012-03-01")) == "not known"
    assert applied(happened("2012-02", "by 2012-02-29")) == "no"


def test_a_case_closed_on_a_day_not_told_is_closed_from_the_day_of_its_source() -> None:
    closed = case("    known: 2018-06", "closed")
    days = date(2018, 6, 29), date(2018, 6, 30)
    assert statuses("case", closed, *days) == ["not known", "closed"]
    assert statuses("case", case("", "closed"), TODAY) == ["not known"]


def test_a_statement_that_adds_nothing_hides_no_later_one() -> None:
    three = {
        "article_9": """
- {status: in progress, known: 2013-05-01, source: example}
- {status: not known, known: 2014-05-01, source: example}
- {status: legislation in force, known: 2015-05-01, source: example}
"""
    }
    assert statuses("measure", three, date(2014, 6, 1), date(2015, 5, 1)) == [
        "in progress",
        "legislation in force",
    ]


def test_of_two_statements_of_one_day_the_later_written_holds() -> None:
    two = {
        "article_9": """
- {status: in progress, known: 2013-05-01, source: example}
- {status: legislation in force, known: 2013-05-01, source: example}
"""
    }
    assert statuses("measure", two, date(2013, 4, 30), date(2013, 5, 1)) == [
        "not known",
        "legislation in force",
    ]


def test_measures_known_on_the_day_of_entry_into_force_are_known_from_the_beginning() -> None:
    known = {"article_9": "- {status: in progress, known: 2012-03-01, source: example}"}
    assert [one.fields["status"] for one in facts(record(**known), "measure")] == ["in progress"]
