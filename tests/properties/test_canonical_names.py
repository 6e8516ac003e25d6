"""Names and ids: any form of Unicode and any white space is the same name, wherever it is read."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.documents.model import Document, validate
from compliance_engine.documents.text import canonical
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.loading import read_record
from compliance_engine.rulebook.files import DutyFile, RuleFile, TreatyFile
from compliance_engine.rulebook.letters.files import FamilyFile
from compliance_engine.rulebook.meetings import MeetingsFile
from compliance_engine.rulebook.plans import PlanFile
from tests.acceptance.command_line import CHECKOUT
from tests.hostile_text import BASE, as_yaml

RECORDS = sorted((CHECKOUT / "fixtures" / "states").glob("*.yaml"))
RULES = CHECKOUT / "rules" / "apmbc"
SENTENCES = {
    *("title", "note", "what", "summary", "location", "actor", "alleged_by", "state_response"),
    *("committee", "law", "state_of_play", "decided_at", "in_force_reason", "difference"),
    *("checked", "reading", "url"),  # of records
    *("en", "fr", "es", "ru", "zh", "ar", "doubt", "rationale", "gist", "venue"),  # of rules
}
"""Keys under which sentences stand: their white space is theirs."""

SPACES = (*"\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}\t", "  ")
UNSEEN = ("", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{RIGHT-TO-LEFT MARK}")
ENDS = ("", " ", "\N{NO-BREAK SPACE}", "\t")
SEEDS = st.integers(0, 1 << 32)


def varied(name: str, chance: random.Random) -> str:
    """The same name in another form of Unicode, other white space, with signs nobody sees."""
    spaced = "".join(chance.choice(SPACES) if one == " " else one for one in name)
    at = chance.randint(0, len(spaced))
    unseen = spaced[:at] + chance.choice(UNSEEN) + spaced[at:]
    return chance.choice(ENDS) + decomposed(unseen) + chance.choice(ENDS)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def disguised(tree: object, chance: random.Random, key: str = "") -> object:
    """The document with each name and key varied, and each sentence decomposed."""
    match tree:
        case Mapping():
            return {
                varied(name, chance): disguised(one, chance, name) for name, one in tree.items()
            }
        case list():
            return [disguised(one, chance, key) for one in tree]
        case str():
            return decomposed(tree) if key in SENTENCES else varied(tree, chance)
        case _:
            return tree


def written(tree: object) -> str:
    """The document as YAML, all keys in quotes."""
    match tree:
        case Mapping():
            pairs = (f"{as_yaml(key, escaped=True)}: {written(one)}" for key, one in tree.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(written, tree))}]"
        case None:
            return "null"
        case _:
            return as_yaml(tree, escaped=True)


@cache
def made_up() -> str:
    """A record with names that have spaces, accents and other scripts."""
    text = BASE.replace("id: T", "id: Zoé été n° 1").replace("reference: T", "reference: CICR é/1")
    return text.replace("one", "Déclaration de l'État").replace("two", "第二 文書")


def test_the_made_up_record_is_read() -> None:
    record = read_record(made_up(), "SSD.yaml")
    assert record.article_1.cases[0].id == "Zoé été n° 1"
    assert "第二 文書" in record.sources


@given(st.sampled_from([*RECORDS, None]), SEEDS)
def test_a_record_is_the_same_in_any_form_of_its_names(path: Path | None, seed: int) -> None:
    name = path.name if path else "SSD.yaml"
    text = path.read_text(encoding="utf-8") if path else made_up()
    other = written(disguised(parse_yaml(text, name), random.Random(seed)))
    assert read_record(other, name).model_dump(warnings=False) == read_record(
        text, name
    ).model_dump(warnings=False)


KINDS: dict[str, type[Document]] = {
    "duties/*.yaml": DutyFile,
    "article-*/*[!s].yaml": RuleFile,
    "commitments/*[!s].yaml": RuleFile,
    "plans/*.yaml": PlanFile,
    "letters/families/*.yaml": FamilyFile,
    "treaty.yaml": TreatyFile,
    "meetings.yaml": MeetingsFile,
}
FILES = [
    (path, kind)
    for pattern, kind in KINDS.items()
    for path in sorted(RULES.glob(pattern))
    if not path.name.endswith(".cases.yaml")
]


@given(st.sampled_from(FILES), SEEDS)
def test_a_file_of_a_rulebook_is_the_same_in_any_form_of_its_names(
    file: tuple[Path, type[Document]], seed: int
) -> None:
    path, kind = file
    text = path.read_text(encoding="utf-8")
    tree = parse_yaml(text, path.name)
    other = parse_yaml(written(disguised(tree, random.Random(seed))), path.name)
    made, expected = (validate(kind, one, path.name) for one in (other, tree))
    assert made.model_dump(warnings=False) == expected.model_dump(warnings=False)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30), SEEDS)
def test_a_variant_of_any_name_is_the_same_name(name: str, seed: int) -> None:
    plain = canonical(name)
    assert canonical(varied(plain, random.Random(seed))) == plain
    assert canonical(plain) == plain


VARIANTS: dict[str, Callable[[str], str]] = {
    "decomposed": decomposed,
    "no-break spaces": lambda one: one.replace(" ", "\N{NO-BREAK SPACE}"),
    "spaces about it": lambda one: f"\N{NO-BREAK SPACE}{one} ",
    "two spaces": lambda one: one.replace(" ", "  "),
    "unseen": lambda one: f"{one[:1]}\N{ZERO WIDTH SPACE}{one[1:]}",
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_key_that_stands_twice_in_other_forms_stands_twice(variant: str) -> None:
    key = "été de l'État"
    with pytest.raises(Exception, match="stands here a second time"):
        parse_yaml(f'"{key}": 1\n"{VARIANTS[variant](key)}": 2\n', "a.yaml")
