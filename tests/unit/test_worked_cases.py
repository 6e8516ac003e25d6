"""A test of the worked cases of a rule loses none that fails."""

from __future__ import annotations

import pytest

from compliance_engine.rulebook.model import Rule
from tests.worked_cases import RULES, cases_file, each_case


def test_every_case_that_fails_is_named_and_the_others_are_not() -> None:
    rule, cases = RULES[0], cases_file(RULES[0].id).cases

    @each_case()
    def all_but_two_fail(rule: Rule, index: int) -> None:
        assert index in (1, 3)

    with pytest.raises(ExceptionGroup) as raised:
        all_but_two_fail(rule)
    named = [note for error in raised.value.exceptions for note in error.__notes__]
    failing = [case for index, case in enumerate(cases) if index not in (1, 3)]
    assert named == [f"the case '{case.name}'" for case in failing]
