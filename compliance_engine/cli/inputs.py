"""The records and rules that a command works on, with every problem of both shown together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance_engine.cli.filters import article_of, article_order, is_within
from compliance_engine.errors import InvalidInputError, Problem, UsageError
from compliance_engine.facts import consistency_problems, fields_named, word_problems
from compliance_engine.records import Record, Records, UnknownStateError, find_state, load_records
from compliance_engine.rulebook import Rule, Rulebook, load_rulebook, missing_translations
from compliance_engine.rulebook.words import Words, load_words
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class Inputs:
    """A rulebook and the records that it runs on."""

    rulebook: Rulebook
    records: Records

    def chosen(self, names: Sequence[str]) -> Mapping[str, Record]:
        """The records of the States named, or all of them. Raises UsageError."""
        if not names:
            return self.records.by_state
        codes = sorted({self.code_of(name) for name in names})
        return {code: self.records.by_state[code] for code in codes}

    def code_of(self, name: str) -> str:
        """The code of a State with a record. Raises UsageError."""
        if name.upper() in self.records.by_state:
            return name.upper()
        try:
            state = find_state(name)
        except UnknownStateError as error:
            raise UsageError(f"{error}. {error.remedy}") from error
        if state.code not in self.records.by_state:
            raise UsageError(
                f"there is no record of {state.code} ({state.name}). "
                "To list the States that have one: compliance-engine states"
            )
        return state.code

    def rule(self, name: str) -> Rule:
        """The rule of this id, which may be given without its folder. Raises UsageError."""
        return rule_named(name, self.rulebook)

    def article(self, given: str) -> str:
        """An article, or a part of one, under which something is checked. Raises UsageError."""
        provisions = {rule.article for rule in self.rulebook.rules}
        provisions |= {duty.article for duty in self.rulebook.duties}
        if any(is_within(one, given) for one in provisions):
            return given
        articles = sorted({article_of(one) for one in provisions}, key=article_order)
        raise UsageError(
            f"nothing is checked under '{given}'. Write {', '.join(articles)}, or a paragraph of "
            "an article, such as 7(1)"
        )


def rule_named(name: str, rulebook: Rulebook) -> Rule:
    """The rule of this id, which may be given without its folder. Raises UsageError."""
    return rulebook.rule(id_named(name, [rule.id for rule in rulebook.rules]))


def id_named(name: str, ids: Sequence[str]) -> str:
    """The id of a rule, which may be given without its folder. Raises UsageError."""
    found = [one for one in ids if name in (one, one.partition("/")[2])]
    if len(found) == 1:
        return found[0]
    remedy = did_you_mean(name, ids, f"Rules: {', '.join(ids)}.")
    raise UsageError(f"there is no rule '{name}'. {remedy}")


def load_inputs(records_folder: Path, rules_folder: Path, language: str = "en") -> Inputs:
    """Reads both, for a page in a language.

    Raises InvalidInputError with every problem of both, among them what the rulebook does not
    say in that language, or UsageError.
    """
    problems: list[Problem] = []
    rulebook, records, words = None, None, Words({}, {})
    try:
        rulebook = load_rulebook(rules_folder)
        problems += missing_translations(rulebook, language)
    except InvalidInputError as error:
        problems += error.problems
    try:
        records = load_records(records_folder)
    except InvalidInputError as error:
        problems += error.problems
    try:
        words = load_words(rules_folder)
    except InvalidInputError as error:
        problems += error.problems
    if rulebook is not None and records is not None:
        shown = fields_named(rulebook)
        for record in records.by_state.values():
            problems += consistency_problems(record, rulebook.treaty)
            problems += word_problems(record, shown, words)
    if problems:
        raise InvalidInputError(problems)
    assert rulebook is not None
    assert records is not None
    return Inputs(rulebook, records)


def check_day(as_of: date, rulebook: Rulebook) -> None:
    """Refuses a day on which the treaty was not in force. Raises UsageError."""
    treaty = rulebook.treaty
    if as_of < treaty.in_force:
        raise UsageError(
            f"the {treaty.title['en']} entered into force on {treaty.in_force}; "
            f"there is nothing to check as of {as_of}"
        )
