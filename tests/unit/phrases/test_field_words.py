"""What rules can ask about has its words in every language: each kind, field and value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from compliance_engine.phrases.phrases import page_phrases
from compliance_engine.rulebook.vocabulary import FactKind, Type, Verdict
from tests.builders import rulebook

KINDS = rulebook().kinds
TITLED = {("duty", "kind"), ("finding", "kind"), ("finding", "rule")}
"""Fields whose values have their titles from the rulebook."""


def of_fields() -> Iterator[str]:
    """The phrases of every kind and field."""
    for kind in KINDS.values():
        yield from (kind.name, f"any {kind.name}", f"another {kind.name}")
        yield f"meaning of {kind.name}"
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}"
            if field.type is Type.FLAG:
                yield f"not {kind.name}.{name}"


def of_values() -> Iterator[str]:
    """The phrases of every value that is neither a verdict nor has a title."""
    for kind in KINDS.values():
        for name, field in kind.fields.items():
            if (kind.name, name) not in TITLED and field.values != tuple(Verdict):
                yield from (f"{kind.name}.{name}.{value}" for value in field.values)


@pytest.mark.parametrize(("page", "wanted"), [("fields", of_fields), ("values", of_values)])
def test_everything_that_rules_can_ask_about_has_its_words(
    page: str, wanted: type[Iterator[str]]
) -> None:
    assert sorted(set(wanted()) - set(page_phrases(page))) == []


@pytest.mark.parametrize(("page", "wanted"), [("fields", of_fields), ("values", of_values)])
def test_no_words_are_left_of_what_rules_cannot_ask_about(
    page: str, wanted: type[Iterator[str]]
) -> None:
    assert sorted(set(page_phrases(page)) - set(wanted())) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_a_kind_of_fact_is_called_in_english_is_what_the_vocabulary_says(
    kind: FactKind,
) -> None:
    said = page_phrases("fields")[f"meaning of {kind.name}"]["en"]
    assert said == kind.meaning[0].lower() + kind.meaning[1:]
