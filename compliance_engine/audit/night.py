"""What a run sees of every State: its items or, where its record cannot be used, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.audit.items import Item
from compliance_engine.audit.judging import judged_items
from compliance_engine.audit.making import Words, finding_item, matter_item, places_of
from compliance_engine.audit.runs import Failure
from compliance_engine.errors import EngineError, InvalidInputError, Place, Problem
from compliance_engine.findings.checking import finding_of
from compliance_engine.findings.evaluating import evaluate
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.language.undated import UndatedWording
from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.model import Finding
from compliance_engine.inference.engine import Engine
from compliance_engine.judgement.model import Judgement
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.languages import missing_translations
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.store.canonical import digest_of_value


@dataclass(frozen=True)
class Night:
    """The items of all States whose records could be used, by id, and the failures of others.

    Judgements are among the items of these States; `judgements` are those that could be read, of
    all States. `result_sha256` is the digest of all that was found, down to lines of records.
    """

    as_of: date
    items: Mapping[str, Item]
    failures: tuple[Failure, ...]
    result_sha256: str
    judgements: Mapping[str, Sequence[Judgement]]


def night_of(
    codes: Iterable[str],
    read: Callable[[str], Record],
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    *,
    judgements: Mapping[str, Sequence[Judgement]] | None = None,
) -> Night:
    """Evaluates each of these States on the day; `read` gives its record.

    `judgements` are by State. A record that cannot be used is a failure of its State alone. Raises
    EngineError if the evaluators cannot be relied on: then nothing of the run may be kept.
    """
    languages = languages_of(rulebook)
    items: dict[str, Item] = {}
    failures: list[Failure] = []
    whole: list[object] = []
    for code in codes:
        try:
            evaluation = evaluate(_own_record(code, read), rulebook, engine, as_of)
        except InvalidInputError as error:
            failures.append(Failure(code, tuple(str(one) for one in error.problems)))
            continue
        for item, down_to_lines in items_of(evaluation, rulebook, as_of, languages):
            _add(item, items)
            whole.append(down_to_lines)
    judged = judgements or {}
    for code in sorted(judged.keys() - {one.state for one in failures}):
        of_state = [one for one in items.values() if one.state == code]
        for item in judged_items(of_state, judged[code], rulebook, as_of):
            _add(item, items)
            whole.append(item.content)
    return Night(as_of, items, tuple(failures), digest_of_value(whole), judged)


def languages_of(rulebook: Rulebook) -> tuple[str, ...]:
    """The languages in which a rulebook says everything."""
    return tuple(one for one in LANGUAGES if not missing_translations(rulebook, one))


def items_of(
    evaluation: Evaluation, rulebook: Rulebook, as_of: date, languages: Sequence[str]
) -> Iterator[tuple[Item, object]]:
    """The items of a State, each also as JSON down to the lines of the record that it rests on."""
    versions = {rule.id: rule.version for rule in rulebook.rules}
    for finding, words in _told(evaluation, rulebook, as_of, languages):
        item = finding_item(finding, versions[finding.rule], words)
        yield item, [item.content, places_of(finding)]
    for one in evaluation.undetermined:
        names = {language: named_matter(one.matter, rulebook, language) for language in languages}
        item = matter_item(one, names)
        yield item, item.content


def _add(item: Item, items: dict[str, Item]) -> None:
    """Adds an item; two with the same id could not be told apart in any later run."""
    if item.id in items:
        raise EngineError(f"two findings have the id {item.id}; please report it with the record")
    items[item.id] = item


def _own_record(code: str, read: Callable[[str], Record]) -> Record:
    record = read(code)
    if record.state != code:
        what = f"its record is of {record.state}, which is not the name of the file"
        raise InvalidInputError([Problem(Place(f"{code}.yaml"), what)])
    return record


def _told(
    evaluation: Evaluation, rulebook: Rulebook, as_of: date, languages: Iterable[str]
) -> Iterator[tuple[Finding, Mapping[str, Words]]]:
    """Each finding, with its words in each language."""
    state = state_of_code(evaluation.state)
    wordings = {one: UndatedWording(state, as_of, one) for one in languages}
    for conclusion in evaluation.conclusions:
        title = conclusion.rule.title
        told = {
            language: finding_of(evaluation.state, conclusion, rulebook, wording, as_of)
            for language, wording in wordings.items()
        }
        words = {
            language: Words(title[language], one.message, one.remedy)
            for language, one in told.items()
        }
        yield next(iter(told.values())), words
