"""Duties in short: read from their files, checked, and there for every shipped duty."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Duty
from compliance_engine.rulebook.sentences import ENTRY_INTO_FORCE, SOURCES
from compliance_engine.rulebook.templates import Gap, Template, Texts
from tests.builders import rulebook
from tests.unit.rulebook.packs import ONCE_FILE, edit, problems, written

IN_SHORT = """\
in_short:
  due:
    - if: duty.due < as_of
      en: "{state:of} report was due: {entry_into_force}."
    - en: "{state:of} report is due."
  known:
    - en: "Known {sources}."
rationale: Article 7(1)"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A rulebook with a duty in short."""
    folder = written(tmp_path)
    edit(folder, ONCE_FILE, "rationale: Article 7(1)", IN_SHORT)
    return folder


def texts_of(duty: Duty) -> list[Texts]:
    """Every sentence of a duty in short."""
    assert duty.in_short is not None
    short = duty.in_short
    return [one.texts for one in (*short.due, *short.again, *short.known)]


def test_a_duty_in_short_is_read(pack: Path) -> None:
    short = load_rulebook(pack).duty("first report").in_short
    assert short is not None
    assert [len(one) for one in (short.due, short.again, short.known)] == [2, 2, 1]
    gaps = [part for part in short.due[0].texts["en"].parts if isinstance(part, Gap)]
    assert [gap.filled_by for gap in gaps] == ["state", ENTRY_INTO_FORCE]


def test_a_duty_needs_no_short_form(pack: Path) -> None:
    assert load_rulebook(pack).duty("yearly report").in_short is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("duty.due < as_of", "membership.in_force < as_of", "'membership'"),
        ('"{state:of} report is due."', '"{sources} report is due."', "'sources'"),
        ('"Known {sources}."', '"Known {duty.dew}."', "'dew'"),
        ('"Known {sources}."', '"Known {duty.due:of}."', "'of' is not a way to read a gap"),
        (
            '    - en: "Known',
            '    - if: duty.due < as_of\n      en: "Known',
            "the last message must",
        ),
    ],
)
def test_a_mistake_in_a_short_form_is_named_with_its_place(
    pack: Path, old: str, new: str, said: str
) -> None:
    edit(pack, ONCE_FILE, old, new)
    (problem,) = problems(pack)
    assert problem.startswith(f"{ONCE_FILE}:")
    assert said in problem


def fillings(text: Template) -> set[str]:
    """What fills the gaps of a sentence."""
    gaps = [part for part in text.parts if isinstance(part, Gap)]
    return {str(gap.expression or gap.filled_by) for gap in gaps}


@pytest.mark.parametrize("duty", rulebook().duties, ids=lambda duty: duty.kind)
def test_every_shipped_duty_is_told_in_short_in_every_language(duty: Duty) -> None:
    for texts in texts_of(duty):
        assert set(texts) == set(LANGUAGES)
        assert all(fillings(text) == fillings(texts["en"]) for text in texts.values())


@pytest.mark.parametrize("duty", rulebook().duties, ids=lambda duty: duty.kind)
def test_every_shipped_duty_names_its_source(duty: Duty) -> None:
    assert any(
        isinstance(part, Gap) and part.filled_by == SOURCES
        for texts in texts_of(duty)
        for part in texts["en"].parts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_entry_into_force_is_told_in_short_in_every_language(language: str) -> None:
    treaty = rulebook().treaty
    for explanation in (treaty.explain, treaty.explain_first, treaty.explain_stated):
        assert explanation.in_short is not None
        assert language in explanation.in_short
