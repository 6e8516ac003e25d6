"""The words of a rule's page and of drafts: each value that can stand in a rule has one."""

from __future__ import annotations

from typing import get_args

import pytest

from compliance_engine.drafting.subjects import subject_values
from compliance_engine.findings.cases import KINDS
from compliance_engine.phrases.phrases import page_phrases
from compliance_engine.rulebook.conditions import Operator
from compliance_engine.rulebook.files import CaseFile, Once
from compliance_engine.rulebook.vocabulary import NATURES
from tests.builders import rulebook

ORDERS = [one for one in Operator if one not in (Operator.EQUAL, Operator.UNEQUAL)]


def of(begins: str) -> set[str]:
    """The ends of those keys of the page that begin so."""
    keys = page_phrases("rule")
    return {key.removeprefix(begins) for key in keys if key.startswith(begins)}


@pytest.mark.parametrize(
    ("begins", "values"),
    [
        ("occasion.", get_args(Once.model_fields["after"].annotation)),
        ("nature.", NATURES),
        ("shows.", KINDS),
        ("expect.", get_args(CaseFile.model_fields["expect"].annotation)),
        ("level.", ("1", "2")),
    ],
)
def test_every_value_has_its_word_on_the_page_of_a_rule_and_no_other_has(
    begins: str, values: tuple[str, ...]
) -> None:
    assert of(begins) == set(values)


def test_every_order_of_days_and_of_counts_reads_as_a_sentence() -> None:
    wanted = {f"{one} of {what}" for one in ORDERS for what in ("days", "counts")}
    assert wanted | {"==", "!="} <= set(page_phrases("conditions"))


@pytest.mark.parametrize("subject", ["measure", "case"])
def test_every_status_that_a_draft_can_be_about_has_its_words(subject: str) -> None:
    wanted = {f"{subject}.status.{one}" for one in subject_values(subject, rulebook())}
    assert wanted <= set(page_phrases("values"))
