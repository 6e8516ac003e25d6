"""What is not said, and what to say instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError
from compliance_engine.phrases import __file__ as phrases_file
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.states import all_states
from compliance_engine.rulebook.words import Words, load_words
from compliance_engine.shipped import shipped
from scripts.cli_reference import reference

PACK = shipped("rules") / "apmbc"

FILE = """\
never:
  - why: an allegation is not a finding
    en: {words: [violat*, breach], say: alleged, except: [no violation, breach of the peace]}
    fr: {words: ["mis à l’index"], say: allégué}
never_of_commitments:
  - {why: a plan binds politically, en: {words: [must], say: committed to}}
names:
  MKD: {en: [Macedonia], fr: [Macédoine], except: [North Macedonia, Macédoine du Nord]}
"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    return words_of(tmp_path, FILE)


def words_of(folder: Path, text: str) -> Words:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return load_words(folder)


def found(words: Words, text: str, language: str = "en") -> list[tuple[int, str]]:
    return [(one.column, one.word) for one in words.found_in(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("violat", [(1, "violat")]),
        ("It VIOLATED, and violates.", [(4, "VIOLATED"), (18, "violates")]),
        ("a breach", [(3, "breach")]),
        ("breaches", []),
        ("unviolated", []),
        ("no violation, but a violation", [(21, "violation")]),
        ("no\nviolation", []),
        ("a breach of the peace", []),
        ("Macedonia and North Macedonia", [(1, "Macedonia")]),
        ("{violation.breach} {state}", []),
        ("{state} breach", [(9, "breach")]),
        ("you must", []),
        ("", []),
    ],
)
def test_words_are_found_whole_in_any_case_where_they_stand(
    words: Words, text: str, expected: list[tuple[int, str]]
) -> None:
    assert found(words, text) == expected


def test_a_word_tells_why_it_is_not_said_and_what_is(words: Words) -> None:
    (word,) = words.found_in("a violation", "en")
    assert (word.why, word.say) == ("an allegation is not a finding", "alleged")
    (name,) = words.found_in("Macédoine", "fr")
    assert name.say == "Macédoine du Nord"


def test_each_language_has_its_own_words(words: Words) -> None:
    assert found(words, "violation", "fr") == []
    assert found(words, "Il est mis à l'index.", "fr") == [(8, "mis à l'index")]
    assert found(words, "breach", "ru") == []


def test_some_words_are_not_said_of_commitments_alone(words: Words) -> None:
    found_words = words.found_in("The State must.", "en", commitment=True)
    assert [one.word for one in found_words] == ["must"]


def test_a_rulebook_without_the_file_has_no_words(tmp_path: Path) -> None:
    assert load_words(tmp_path).found_in("violation", "en") == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "breach]",
            '"(a+)+$"]',
            "words.yaml:3:17: '(a+)+$' is not a word\n    Write letters; a space, hyphen or "
            "apostrophe within; * only at the end.",
        ),
        (
            "violat*",
            '"*"',
            "words.yaml:3:17: '*' is not a word\n    Write letters; a space, hyphen or apostrophe "
            "within; * only at the end.",
        ),
        (
            "no violation",
            "no guilt",
            "words.yaml:3:58: 'no guilt' contains none of the words\n    Remove it.",
        ),
        (
            "MKD",
            "MKX",
            "words.yaml:8:8: 'MKX' is not a State that the engine knows\n    Write the "
            "three letters of ISO 3166-1, such as GNQ.",
        ),
        (
            "[must]",
            "[]",
            "words.yaml:6:49: lists no words\n    List at least one.",
        ),
        (
            ", en: {words: [must], say: committed to}",
            "",
            "words.yaml:6:5: no language has words here\n    Add: en: {words: […], say: …}",
        ),
        (
            "say: alleged, except",
            "instead: alleged, except",
            "words.yaml:3:36: unknown key 'instead'\n    Known keys here: except, say, words.",
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert FILE.count(old) == 1
    with pytest.raises(InvalidInputError) as raised:
        words_of(tmp_path, FILE.replace(old, new))
    assert problem in [str(one) for one in raised.value.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_that_the_table_of_states_gives_is_never_one_not_said(language: str) -> None:
    words = load_words(PACK)
    names = [state.names[language] for state in all_states().values()]
    assert [name for name in names if words.found_in(name, language)] == []


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "The State violated, breached, failed, refused; a rogue regime, a violator.", 7),
        ("en", "non-compliant Swaziland, Turkey, Cape Verde, Burma, East Timor, FYROM", 7),
        ("en", "alleged or known non-compliance; the violet refuge; default; North Macedonia", 0),
        ("fr", "Violation, manquement, échec, refusé, coupable, défaillant, contrevenant", 7),
        ("fr", "Turquie, Cap-Vert, République tchèque, Macédoine, Zaïre, Birmanie", 6),
        ("fr", "Türkiye, Tchéquie, Macédoine du Nord, violence, accusé de réception", 0),
        ("es", "Violación, infractor, incumplimiento, fracaso, rechazó, culpable, se negó", 7),
        ("es", "Turquía, Costa de Marfil, República Checa, Macedonia, Timor Oriental", 5),
        ("es", "Türkiye, Chequia, Macedonia del Norte, violencia, presunto incumplimiento", 0),
    ],
)
def test_the_words_shipped_are_not_said_and_their_neighbours_are(
    language: str, text: str, count: int
) -> None:
    assert len(load_words(PACK).found_in(text, language)) == count


def test_every_reason_has_words_in_every_language() -> None:
    words = load_words(PACK)
    reasons = {language: {one.why for one in words.always[language]} for language in LANGUAGES}
    assert reasons["en"] == reasons["fr"] == reasons["es"]


PHRASES = sorted(Path(phrases_file).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", PHRASES, ids=lambda path: str(path.stem))
def test_the_program_s_own_phrases_hold_none_of_the_words(path: Path) -> None:
    data = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(data, YamlMap)
    words = load_words(PACK)
    said = [
        (language, str(text))
        for phrase in data.values()
        if isinstance(phrase, YamlMap)
        for language, text in phrase.items()
    ]
    assert said
    assert [(language, text) for language, text in said if words.found_in(text, language)] == []


def test_the_help_of_the_commands_holds_none_of_the_words() -> None:
    text = reference().replace("--fail-on", "").replace("report-failure", "")
    assert [one.word for one in load_words(PACK).found_in(text, "en")] == []
