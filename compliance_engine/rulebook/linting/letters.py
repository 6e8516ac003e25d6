"""What is wrong with the texts of letters, and where rules name a letter that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import InvalidInputError
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.commitments import Plan
from compliance_engine.rulebook.letters.loading import FAMILIES, FOLDER, read_letters
from compliance_engine.rulebook.letters.model import Concern
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.names import SUFFIX
from compliance_engine.rulebook.words import Words, load_words
from compliance_engine.suggestions import did_you_mean


def letters(pack: Pack) -> Iterator[Remark]:
    """What is wrong with letters; nothing of a rulebook that has none."""
    if not (pack.folder / FOLDER).is_dir():
        return
    read = read_letters(pack.folder, pack.read.kinds)
    yield from map(Remark, read.problems)
    if not read.problems:
        yield from _follow_ups(pack, {
            name for name, one in read.families.items() if one.concerns is Concern.FINDINGS
        })  # fmt: skip
    try:
        words = load_words(pack.folder / FOLDER)
    except InvalidInputError as problem:
        yield from map(Remark, problem.problems)
        return
    for name, data in pack.files.items():
        if name.startswith(f"{FOLDER}/") and not name.endswith("words.yaml"):
            yield from _words_of_letters(data, words)
            if name.startswith(f"{FAMILIES}/"):
                yield from _words_of_commitments(data, pack)


def _follow_ups(pack: Pack, families: set[str]) -> Iterator[Remark]:
    """Rules that name a family that is not there, and families that no rule names."""
    named = set()
    for rule in pack.read.rules:
        if rule.follow_up is None:
            continue
        named.add(rule.follow_up)
        if rule.follow_up not in families:
            yield error(
                pack.files[rule.id + SUFFIX].value_places["follow_up"],
                f"there is no letter '{rule.follow_up}'",
                did_you_mean(rule.follow_up, families, f"Write {FAMILIES}/{rule.follow_up}.yaml."),
            )
    for family in sorted(families - named):
        place = pack.files[f"{FAMILIES}/{family}{SUFFIX}"].place
        yield note(place, "no rule has this letter as its 'follow_up'", "Name it in a rule.")


def _words_of_letters(part: object, words: Words) -> Iterator[Remark]:
    """Words that stand in a text and are not said in a letter."""
    match part:
        case YamlMap():
            for key, value in part.items():
                if key in LANGUAGES and isinstance(value, str):
                    for word in words.found_in(value, key):
                        yield Remark(word.problem(part.place_within(key, word.column)))
                yield from _words_of_letters(value, words)
        case YamlList():
            for one in part:
                yield from _words_of_letters(one, words)


def _words_of_commitments(data: YamlMap, pack: Pack) -> Iterator[Remark]:
    """Words of law in a sentence that rests on an action plan."""
    for sentence in _maps(data.get("says")):
        if not _of_plan(sentence, pack.read.plans):
            continue
        for variant in _maps(sentence.get("text")):
            for language in LANGUAGES:
                text = str(variant.get(language, ""))
                for word in pack.words.found_in(text, language, commitment=True):
                    yield Remark(word.problem(variant.place_within(language, word.column)))


def _maps(part: object) -> Iterator[YamlMap]:
    """The mappings of a list."""
    for one in part if isinstance(part, YamlList) else ():
        if isinstance(one, YamlMap):
            yield one


def _of_plan(sentence: YamlMap, plans: tuple[Plan, ...]) -> bool:
    rests_on = str(sentence.get("rests_on", ""))
    return any(rests_on.startswith(plan.title) for plan in plans)
