"""The shipped rulebook in English, French and Spanish: every text, and every message filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import pytest
from pydantic import BaseModel

from compliance_engine.documents.files import read_text
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.facts.model import FactValue
from compliance_engine.findings.checking import finding_of
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.language.prose import name_in_prose
from compliance_engine.findings.language.wording import Wording
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.states import EXAMPLE, State, state_of_code
from compliance_engine.rulebook.citation import COMMITMENT
from compliance_engine.rulebook.conditions import FieldRef
from compliance_engine.rulebook.files import DutyFile, LocalText, RuleFile, TreatyFile
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.templates import Gap, Texts
from compliance_engine.rulebook.vocabulary import Type
from tests.builders import engine, rulebook
from tests.worked_cases import PACK, cases_file, each_rule, record_of

OTHERS = [language for language in LANGUAGES if language != "en"]
MODELS: Mapping[str, type[TreatyFile | DutyFile | RuleFile]] = {
    "treaty.yaml": TreatyFile,
    **{path.relative_to(PACK).as_posix(): DutyFile for path in (PACK / "duties").glob("*.yaml")},
    **{f"{rule.id}.yaml": RuleFile for rule in rulebook().rules},
}
STATES = [EXAMPLE, *map(state_of_code, ["NER", "SLB", "HTI", "NLD", "BRA", "SLV", "TUN", "CUB"])]

FORBIDDEN = {
    "en": r"\b(violat|fail|refus|guilt|rogue)",
    "fr": r"\b(viol|manque|échec|échou|refus|défaill|coupab|infract)",
    "es": r"\b(viola|incumpl|fracas|rechaz|culpab|infrac|fall[aóo])",
}
BINDING = {
    "en": r"\b(obligat|oblige|must|shall|requir|duty|duties)",
    "fr": r"\b(obligat|oblig[eé]|doi[st]|doivent|devoir|devai|dû\b|dues?\b|requi|exig|tenue?s? d)",
    "es": r"\b(obligac|obligad|deb[eí]|deber|requ?er|requier|requis|exig)",
}
COMMITMENTS = [
    *(f"{rule.id}.yaml" for rule in rulebook().rules if rule.nature == COMMITMENT),
    *(duty.place.file for duty in rulebook().duties if duty.nature == COMMITMENT),
]
UNCONTRACTED = {
    "fr": r"\b(de|à) les? |\b(que|de|le|la|ne|se) [aeiouyéèêàâîôûAEIOUÉÈÊÀÂÎÔÛ]",
    "es": r"\b(de|a) el ",
}
DOUBLED = r"\b(\w+) \1\b|  | [.,)]|\( "
BEFORE_A_STATE = {
    "fr": ("de ", "à ", "par ", "pour ", "Pour ", "lie plus ", "lie pas ", "liait plus "),
    "es": ("de ", "a ", "por ", "para ", "Para "),
}
QUOTED = re.compile(r"«[^»]*»")
CITED = ("provision", "article", "said_by")
"""Texts of facts that are no words of the record: a provision reads alike in every language, and
who says something is told in each."""

each_file = pytest.mark.parametrize("name", MODELS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def local_texts(value: object) -> Iterator[LocalText]:
    """Every text in languages that a file holds."""
    if isinstance(value, LocalText):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from local_texts(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from local_texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from local_texts(one)


@cache
def texts_of_file(name: str) -> tuple[LocalText, ...]:
    data = parse_yaml(read_text(PACK / name, name), name)
    return tuple(local_texts(validate(MODELS[name], data, name)))


SAME_WORD = ("Exceptions", "Signature")
"""Headings of articles that are the same in French."""


def gaps(text: str) -> set[str]:
    """What fills the gaps of a text; how it reads there is the language's own."""
    return set(re.findall(r"\{([^}:]*)", text))


# --- what is written


@each_file
def test_every_text_is_in_every_language(name: str) -> None:
    texts = texts_of_file(name)
    assert texts
    for text in texts:
        assert tuple(text.by_language()) == LANGUAGES, text.en
        assert all(said.strip() == said != "" for said in text.by_language().values())


@each_file
def test_a_text_has_the_same_gaps_in_every_language(name: str) -> None:
    for text in texts_of_file(name):
        for language, said in text.by_language().items():
            assert gaps(said) == gaps(text.en), f"{language}: {said}"


@each_file
def test_no_text_is_left_in_english(name: str) -> None:
    for text in texts_of_file(name):
        said = text.by_language()
        assert text.en in SAME_WORD or len(set(said.values())) == len(said), text.en


@each_file
@each_language
def test_a_text_speaks_in_the_spirit_of_cooperation(name: str, language: str) -> None:
    said = [text.by_language()[language] for text in texts_of_file(name)]
    assert [one for one in said if re.search(FORBIDDEN[language], one, re.IGNORECASE)] == []


@each_file
@pytest.mark.parametrize("language", OTHERS)
def test_no_verb_has_to_agree_with_the_name_of_a_state(name: str, language: str) -> None:
    """The Solomon Islands are plural in French and Spanish: a State is no subject."""
    for text in texts_of_file(name):
        for before in text.by_language()[language].split("{state}")[:-1]:
            assert before.endswith(BEFORE_A_STATE[language]), before


@pytest.mark.parametrize("name", COMMITMENTS)
@each_language
def test_a_political_commitment_is_never_called_an_obligation(name: str, language: str) -> None:
    said = [re.sub(r"\{[^}]*\}", "", one.by_language()[language]) for one in texts_of_file(name)]
    assert [one for one in said if re.search(BINDING[language], one, re.IGNORECASE)] == []


# --- what fills it


def every_texts() -> Iterator[Texts]:
    """Every sentence of the treaty, of the duties and of the rules."""
    book = rulebook()
    treaty = book.treaty
    explained = [treaty.explain, treaty.explain_first, treaty.explain_stated]
    explained += treaty.notices.values()
    if treaty.provisional is not None:
        explained.append(treaty.provisional.explain)
    if (law := treaty.withdrawal) is not None:
        explained.append(law.explain)
        if (deferral := law.deferral) is not None:
            explained += [deferral.pending, deferral.unknown, deferral.ended]
    if (special := treaty.special_meeting) is not None:
        explained.append(special.explain)
    yield from (one.texts for one in explained)
    for duty in book.duties:
        yield duty.explain
        yield from filter(None, (duty.explain_extended, duty.explain_later_date))
        for why in ("explain_before_first", "explain_coincides", "explain_not_bound"):
            if (texts := getattr(duty.recurrence, why, None)) is not None:
                yield texts
    for rule in book.rules:
        yield from (message.texts for message in rule.messages)
        yield rule.remedy


def made_up(texts: Texts) -> dict[str, dict[str, FactValue]]:
    """A value for every gap of a sentence."""
    values: dict[Type, FactValue] = {
        Type.DATE: date(1999, 3, 1),
        Type.YEAR: 2012,
        Type.COUNT: 5427,
        Type.TEXT: "words of the record",
        Type.FLAG: True,
    }
    filled: dict[str, dict[str, FactValue]] = {}
    for part in texts["en"].parts:
        if isinstance(part, Gap) and isinstance(one := part.expression, FieldRef):
            filled.setdefault(str(one.pattern), {})[one.field] = values[one.type]
    return filled


def complaints(said: str, language: str) -> list[str]:
    """What a reader would stumble over: doubled words, forms that are not contracted."""
    own = QUOTED.sub("« »", said).replace("\u00a0", " ") if language != "en" else said
    if language == "fr":
        own = re.sub(r" (?=[:;?!»])", "", own)
    patterns = [DOUBLED, UNCONTRACTED.get(language, r"(?!)")]
    return [found[0] for pattern in patterns for found in re.finditer(pattern, own)]


@each_language
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.code)
def test_every_sentence_is_filled_as_the_language_joins_its_words(
    state: State, language: str
) -> None:
    wording = Wording(state, date(2016, 3, 1), language)
    for texts in every_texts():
        said = wording.sentence(texts, made_up(texts))
        assert "…" not in said
        assert complaints(said, language) == [], said


@pytest.mark.parametrize("language", OTHERS)
def test_the_words_of_the_record_are_quoted_in_another_language(language: str) -> None:
    for texts in every_texts():
        parts = texts[language].parts
        for index, part in enumerate(parts):
            if not (isinstance(part, Gap) and isinstance(one := part.expression, FieldRef)):
                continue
            if one.type is not Type.TEXT or one.field in CITED:
                continue
            before, after = parts[index - 1], parts[index + 1]
            assert isinstance(before, str)
            assert isinstance(after, str)
            assert before.rstrip().endswith("«"), one
            assert after.lstrip().startswith("»"), one


@each_rule
def test_no_message_prints_a_value_that_only_rules_compare(rule: Rule) -> None:
    kinds = {pattern.name: pattern.kind for pattern in rule.logic.when}
    for message in rule.messages:
        for part in message.texts["en"].parts:
            if isinstance(part, Gap) and isinstance(one := part.expression, FieldRef):
                field = rulebook().kinds[kinds[str(one.pattern)]].fields[one.field]
                assert field.values == () or one.field in CITED
                assert field.type is not Type.FLAG


# --- the messages of the worked cases


@cache
def conclusions(rule: str) -> tuple[tuple[Conclusion, date], ...]:
    """What a rule concludes in its own cases, with the day of each."""
    found = []
    for index, case in enumerate(cases_file(rule).cases):
        record = record_of(rule, index)
        facts = facts_on(record, rulebook(), case.as_of, None)
        concluded = engine().conclude(record.state, facts, case.as_of)
        found += [(one, case.as_of) for one in concluded if one.rule.id == rule]
    return tuple(found)


def message(conclusion: Conclusion, state: State, as_of: date, language: str) -> str:
    wording = Wording(state, as_of, language)
    return finding_of(state.code, conclusion, rulebook(), wording, as_of).message


@each_rule
@pytest.mark.parametrize("language", OTHERS)
def test_a_message_is_filled_wherever_its_english_is(rule: Rule, language: str) -> None:
    assert conclusions(rule.id)
    for conclusion, as_of in conclusions(rule.id):
        english = message(conclusion, EXAMPLE, as_of, "en")
        for state in STATES:
            said = message(conclusion, state, as_of, language)
            assert said.count("…") == english.count("…"), said
            assert complaints(said, language) == [], said
            assert name_in_prose(EXAMPLE, "en") not in said
