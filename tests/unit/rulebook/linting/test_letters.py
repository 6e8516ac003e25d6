"""What `rules lint` says of the texts of letters."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compliance_engine.rulebook.linting.linter import lint
from compliance_engine.shipped import shipped

RULES = shipped("rules") / "apmbc"
INITIAL = "letters/families/initial-report-outstanding.yaml"
LANGUAGES = "letters/languages.yaml"
UPDATE = "letters/families/case-update.yaml"
PRESIDENT = "letters/families/president-engages.yaml"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The treaty, its duties and two rules that a letter follows, with every letter."""
    pack = tmp_path_factory.mktemp("rules")
    for name in ("treaty.yaml", "words.yaml", "meetings.yaml"):
        shutil.copy(RULES / name, pack / name)
    for name in ("duties", "letters"):
        shutil.copytree(RULES / name, pack / name)
    (pack / "article-7").mkdir()
    shutil.copy(RULES / "article-7" / "initial-report-outstanding.yaml", pack / "article-7")
    (pack / "plans").mkdir()
    shutil.copy(RULES / "plans" / "oslo.yaml", pack / "plans")
    return pack


@pytest.fixture
def pack(shared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(shared, tmp_path / "rules")


def remarks(pack: Path, name: str, old: str, new: str) -> list[str]:
    """What is said of a file of letters, or of a rule, after an edit."""
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [
        str(one.problem)
        for one in lint(pack).remarks
        if one.place.file == name and "no rule has this letter" not in one.problem.what
    ]


def test_a_letter_that_a_rule_names_and_that_is_not_there(pack: Path) -> None:
    rule = "article-7/initial-report-outstanding.yaml"
    (told,) = [
        one for one in remarks(pack, rule, "follow_up: initial-", "follow_up: inital-")
        if "letter" in one
    ]  # fmt: skip
    assert "there is no letter 'inital-report-outstanding'" in told
    assert "Did you mean 'initial-report-outstanding'" in told


def test_a_letter_that_no_rule_names_is_to_be_known(pack: Path) -> None:
    notes = [one for one in lint(pack).remarks if "no rule has this letter" in one.problem.what]
    assert "letters/families/case-update.yaml" in {one.place.file for one in notes}
    assert INITIAL not in {one.place.file for one in notes}


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (INITIAL, "{duty.due}", "{duty.deu}", "a duty has no field 'deu'"),
        (
            INITIAL,
            "rests_on: findings",
            "rests_on: finding",
            "can rest on\n    Did you mean 'findings'",
        ),
        (INITIAL, "about: duty", "about: duties", "there is no kind of fact 'duties'"),
        (INITIAL, 'duty.verdict == "last known', 'duty.verdict == "lst known', "lst known"),
        (INITIAL, "    each: true\n", "", "names fields of a matter"),
        (INITIAL, "concerns: findings", "concerns: finding", "'finding' is not a known value"),
        (INITIAL, 'article: "7"', 'article: "77"', "there is no heading for Article 77"),
        (INITIAL, "would be pleased", "must be pleased", "'must' is not said: a letter invites"),
        (
            INITIAL,
            'en: "If it has',
            'en: "To clarify, if it has',
            "'clarify' is not said: a letter",
        ),
        (INITIAL, "}, attendu", "}, non conforme, attendu", "'non conforme' is not said"),
        (INITIAL, "Article 7(1) of the Convention", "Article 8(2)", "'Article 8(2)' is not said"),
        (
            INITIAL,
            "L'article 7, paragraphe 1,",
            "L'article 8, paragraphe 2,",
            "'article 8, paragraphe 2' is not said",
        ),
        (
            INITIAL,
            "El artículo 7, párrafo 1,",
            "El artículo 8, párrafo 2,",
            "'artículo 8, párrafo 2' is not said",
        ),
        (INITIAL, 'in a position to do so."', 'in a position to do so:"', "without a full stop"),
        (INITIAL, "agradecería que se le", "agradecería  que se le", "two spaces stand here"),
        (
            PRESIDENT,
            "foresees that",
            "is required so that",
            "'required' is not said: an action plan",
        ),
        (UPDATE, "[case-information]", "[case-informations]", "Did you mean 'case-information'"),
        (LANGUAGES, "[AND, BDI", "[ADN, BDI", "'ADN' is not a State"),
        (LANGUAGES, "[AND, BDI", "[AND, ARG, BDI", "ARG is written to in two languages"),
        ("letters/letter.yaml", "  - if: once", "  - if: answered", "nothing is said for 'once'"),
        ("letters/letter.yaml", "the {mission} and has", "the {misson} and has", "misson"),
    ],
)
def test_each_mistake_is_told_at_its_place(
    pack: Path, name: str, old: str, new: str, told: str
) -> None:
    said = remarks(pack, name, old, new)
    assert any(told in one for one in said), said


def test_a_text_that_lacks_a_language_is_told(pack: Path) -> None:
    path = pack / INITIAL
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  fr: Rapport initial")]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = [str(one.problem) for one in lint(pack).remarks if one.place.file == INITIAL]
    assert any("the key 'fr' is missing" in one for one in told)
