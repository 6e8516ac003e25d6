"""What in a record cannot be right under the law: each contradiction, in full, and its absence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance_engine.errors import Place
from compliance_engine.facts.consistency import consistency_problems
from compliance_engine.rulebook.treaty import Treaty
from tests.builders import record, reports, rulebook

SIGNED = "- {signed: 1997-12-04, source: example}"


def problems(treaty: Treaty | None = None, **sections: str) -> list[tuple[str, str]]:
    """What is wrong, and what to do."""
    found = consistency_problems(record(**sections), treaty or rulebook().treaty)
    return [(one.what, one.remedy) for one in found]


def place(**sections: str) -> Place:
    """Where the only thing wrong is."""
    (only,) = consistency_problems(record(**sections), rulebook().treaty)
    return only.place


# --- entry into force, stated and computed: deposit 13 September 2011 gives 1 March 2012


def joining(more: str) -> str:
    return f"- {{instrument: accession, deposited: 2011-09-13, source: example{more}}}"


def test_an_entry_into_force_that_the_deposit_does_not_give_needs_an_explanation() -> None:
    stated = joining(", in_force_stated: 2012-03-02")
    assert problems(membership=stated) == [
        (
            "entry into force is stated as 2012-03-02, but the deposit gives 2012-03-01",
            "Correct the dates, or explain the difference in 'difference'.",
        )
    ]
    assert place(membership=stated) == Place("XXX.yaml", 5, stated.index("2012-03-02") + 3)


@pytest.mark.parametrize(
    "more",
    [
        "",
        ", in_force_stated: 2012-03-01",
        ", in_force_stated: 2012-03-02, difference: the source counts from another day",
    ],
)
def test_an_entry_into_force_that_is_not_stated_or_right_or_explained_is_no_problem(
    more: str,
) -> None:
    assert problems(membership=joining(more)) == []


def test_every_entry_is_looked_at_even_after_a_signature_that_led_to_nothing() -> None:
    both = f"{SIGNED}\n{joining(', in_force_stated: 2012-03-02')}"
    assert len(problems(membership=both)) == 1


# --- withdrawals


def leaving(more: str, deposited: str = "2004-05-12", notified: str = "2025-06-27") -> str:
    return f"""
- instrument: accession
  deposited: {deposited}
  source: example
  withdrawal: {{notified: {notified}, source: example{more}}}
"""


def test_a_withdrawal_that_would_take_effect_before_entry_into_force_is_told() -> None:
    membership = leaving(", armed_conflict: no", "1997-12-03", "1998-09-01")
    assert problems(membership=membership) == [
        (
            "the withdrawal would take effect on 1999-03-01, when the State was not bound "
            "yet: entry into force is on 1999-03-01",
            "Correct the dates.",
        )
    ]
    assert place(membership=membership) == Place("XXX.yaml", 8, 17)
    a_day_later = leaving(", armed_conflict: no", "1997-12-03", "1998-09-02")
    assert problems(membership=a_day_later) == []


def test_a_withdrawal_takes_effect_on_the_day_its_notice_expires_and_not_before() -> None:
    too_early = leaving(", effective: 2025-12-26")
    assert problems(membership=too_early) == [
        (
            "the withdrawal cannot take effect before 2025-12-27, when its notice expires",
            "Correct 'notified' or 'effective'.",
        )
    ]
    line = too_early.splitlines()[4]
    assert place(membership=too_early) == Place("XXX.yaml", 8, line.index("2025-12-26") + 3)
    assert problems(membership=leaving(", effective: 2025-12-27")) == []


def test_a_withdrawal_cannot_take_effect_while_the_armed_conflict_goes_on() -> None:
    fighting = leaving(", effective: 2025-12-27, armed_conflict: yes")
    assert problems(membership=fighting) == [
        (
            "a withdrawal cannot take effect while the armed conflict goes on",
            "Give 'conflict_ended', or leave 'effective' out.",
        )
    ]
    line = fighting.splitlines()[4]
    assert place(membership=fighting) == Place("XXX.yaml", 8, line.index("2025-12-27") + 3)


@pytest.mark.parametrize(
    "more", ["armed_conflict: no", "armed_conflict: yes, conflict_ended: 2025-12-26"]
)
def test_a_conflict_that_is_over_or_never_was_does_not_hinder_a_withdrawal(more: str) -> None:
    assert problems(membership=leaving(f", effective: 2025-12-27, {more}")) == []


def test_where_a_treaty_defers_no_withdrawal_a_conflict_does_not_matter() -> None:
    treaty = rulebook().treaty
    assert treaty.withdrawal is not None
    plain = replace(treaty, withdrawal=replace(treaty.withdrawal, deferral=None))
    fighting = leaving(", effective: 2025-12-27, armed_conflict: yes")
    assert problems(plain, membership=fighting) == []


def test_a_treaty_that_is_silent_on_withdrawal_leaves_its_effect_to_the_record() -> None:
    silent = replace(rulebook().treaty, withdrawal=None)
    assert problems(silent, membership=leaving("")) == [
        (
            "the Anti-Personnel Mine Ban Convention has no rule on when a withdrawal takes effect",
            "Give 'effective', or add 'withdrawal' to the file of the treaty.",
        )
    ]
    assert problems(silent, membership=leaving(", effective: 2025-07-01")) == []
    assert problems(silent, membership=leaving(", revoked: 2025-07-01")) == []
    fighting = leaving(", effective: 2025-12-27, armed_conflict: yes")
    assert problems(silent, membership=fighting) == []


def test_a_withdrawal_is_looked_at_even_after_an_entry_without_one() -> None:
    both = f"{SIGNED}\n{leaving(', effective: 2025-12-26').strip()}"
    assert len(problems(membership=both)) == 1


# --- memberships that overlap


def test_a_membership_begins_only_when_the_earlier_one_has_ended() -> None:
    again = "- {instrument: accession, deposited: 2025-06-26, source: example}"
    left = leaving(", effective: 2025-12-27").strip()
    assert problems(membership=f"{left}\n{again}") == [
        (
            "this membership begins on 2025-12-01, while an earlier one still runs",
            "Record the withdrawal that ended the earlier one.",
        )
    ]
    assert place(membership=f"{left}\n{again}") == Place("XXX.yaml", 9, 5)
    next_month = again.replace("2025-06-26", "2025-07-26")
    assert problems(membership=f"{left}\n{next_month}") == []


# --- reports before a State was bound

EARLY = "covers: initial, submitted: 2012-02-29"
REMEDY = (
    "Write 'covers: voluntary', or 'before_entry_into_force: true' if a source counts it as the "
    "initial report."
)


def test_a_report_of_the_day_before_entry_into_force_needs_a_word_on_it() -> None:
    assert problems(article_7=reports(EARLY)) == [
        (
            "the report was submitted on 2012-02-29, but the State was bound only from 2012-03-01",
            REMEDY,
        )
    ]
    line = f"    - {{{EARLY}, source: example}}"
    assert place(article_7=reports(EARLY)) == Place("XXX.yaml", 8, line.index("2012-02-29") + 1)


def test_a_report_of_a_state_that_was_never_bound_needs_a_word_on_it() -> None:
    assert problems(membership=SIGNED, article_7=reports(EARLY)) == [
        ("the report was submitted on 2012-02-29, but it never was", REMEDY)
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "covers: initial, submitted: 2012-03-01",
        "covers: initial, submitted: by 2012-03-01",
        "covers: initial, submitted: none, known: 2012-02-29",
        "covers: voluntary, submitted: 2012-02-29",
        f"{EARLY}, before_entry_into_force: true",
    ],
)
def test_a_report_that_may_be_of_the_day_or_is_explained_is_no_problem(entry: str) -> None:
    assert problems(article_7=reports(entry)) == []


def test_every_report_is_looked_at_even_after_one_that_is_explained() -> None:
    explained = "covers: voluntary, submitted: 2012-02-01"
    assert len(problems(article_7=reports(explained, EARLY))) == 1


def extended(*deadlines: tuple[str, str]) -> str:
    lines = [
        "clearance: {original_deadline: 2009-03-01, latest_deadline_known: 2019-03-01, "
        "state_of_play: not complete, source: example}",
        "extensions:",
    ]
    lines += [
        f"  - {{deadline: {deadline}, decided_at: a meeting, decided: {decided}, "
        "decision: granted, source: example}"
        for deadline, decided in deadlines
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("deadlines", "before"),
    [
        ((("2009-02-28", "2008-11"),), "2009-03-01"),
        ((("2019-03-01", "2008-11"), ("2018-12-31", "2013-12")), "2019-03-01"),
        ((("2018-12-31", "2013-12"), ("2019-03-01", "2008-11")), "2019-03-01"),
    ],
)
def test_an_extension_does_not_bring_the_date_forward(
    deadlines: tuple[tuple[str, str], ...], before: str
) -> None:
    ((what, remedy),) = problems(article_5=extended(*deadlines))
    assert what.endswith(f" is before the date that was in force, {before}")
    assert remedy == "Correct the day: an extension gives more time."


@pytest.mark.parametrize(
    "deadlines",
    [
        (("2009-03-01", "2008-11"),),
        (("2019-03-01", "2008-11"), ("2019-03-01", "2013-12")),
        (("2019-03-01", "2008"), ("2018-12-31", "2008-11")),
        (("2019-03-01", "2008-11"), ("2024-03-01", "2018-11")),
    ],
)
def test_an_extension_to_the_same_date_or_of_an_order_not_known_is_taken(
    deadlines: tuple[tuple[str, str], ...],
) -> None:
    assert problems(article_5=extended(*deadlines)) == []
