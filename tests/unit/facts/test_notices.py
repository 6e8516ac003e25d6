"""Communications about a State's standing of which the treaty's file says something."""

from tests.builders import facts, record


def test_an_event_of_which_the_treaty_says_nothing_hides_no_notice() -> None:
    of = record(
        events="""
- {date: 2014, event: domestic step, what: a vote, source: example}
- {date: 2015-07, event: purported suspension, what: a note verbale, source: example}
"""
    )
    assert [one.fields["what"] for one in facts(of, "notice")] == ["a note verbale"]
