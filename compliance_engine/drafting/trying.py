"""A draft tried out in a copy of the rulebook, so that nothing is written that does not pass."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from compliance_engine.documents.files import make_folder, write_text
from compliance_engine.drafting.clauses import clauses_naming
from compliance_engine.drafting.example import bound_from, record_of
from compliance_engine.drafting.model import Draft, DraftedCase
from compliance_engine.drafting.plans import plans_naming
from compliance_engine.drafting.writing import cases_text, rule_text
from compliance_engine.errors import InvalidInputError
from compliance_engine.findings.cases import CaseResult, run_cases
from compliance_engine.findings.checking import check
from compliance_engine.inference.engine import Engine, EngineChoice
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook

_FINDING, _UNDETERMINED, _NOTHING = "finding", "undetermined", "nothing"


@dataclass(frozen=True)
class Tried:
    """A draft that passes: the texts of its files by name, and the outcome of its cases.

    `registers` are the files that name the new rule, as they are then: plans, and clauses.
    """

    files: Mapping[str, str]
    registers: Mapping[str, str]
    results: tuple[CaseResult, ...]


def try_draft(draft: Draft, rulebook: Rulebook, rules: Path, choice: EngineChoice) -> Tried:
    """The draft with the messages of its cases, run in a copy of `rulebook`, read from `rules`.

    Raises InvalidInputError with every problem of the rule and its cases.
    """
    with TemporaryDirectory() as temporary:
        copy = Path(shutil.copytree(rules, Path(temporary) / "rules"))
        registers = {
            **plans_naming(draft.id, draft.cites, rulebook, copy),
            **clauses_naming(draft.id, draft.cites, rulebook, copy),
        }
        _write(registers, copy)
        rulebook = _with(draft, copy)
        with Engine(rulebook, choice) as engine:
            draft = draft.with_cases(_told(draft, rulebook, engine))
            files = _files(draft, rulebook)
            _write(files, copy)
            results = tuple(run_cases(rulebook.rule(draft.id), copy, rulebook, engine))
    problems = [one.problem for one in results if one.problem is not None]
    if problems:
        raise InvalidInputError(problems)
    return Tried(files, registers, results)


def _with(draft: Draft, copy: Path) -> Rulebook:
    _write({f"{draft.id}.yaml": rule_text(draft)}, copy)
    return load_rulebook(copy)


def _files(draft: Draft, rulebook: Rulebook) -> dict[str, str]:
    """The files by name, the cases first."""
    in_force: date = bound_from(rulebook)
    return {
        f"{draft.id}.cases.yaml": cases_text(draft, rulebook, in_force),
        f"{draft.id}.yaml": rule_text(draft),
    }


def _write(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        make_folder(path.parent)
        write_text(path, text)


def _told(draft: Draft, rulebook: Rulebook, engine: Engine) -> tuple[DraftedCase, ...]:
    """The cases with what the rule says in each that it finds; what is not known, as it is."""
    return tuple(_case_told(case, draft, rulebook, engine) for case in draft.cases)


def _case_told(case: DraftedCase, draft: Draft, rulebook: Rulebook, engine: Engine) -> DraftedCase:
    record = record_of({**draft.common, **case.record})
    result = check({record.state: record}, rulebook, engine, case.as_of)
    if case.expect == _FINDING:
        said = [one.message for one in result.findings if one.rule == draft.id]
        return replace(case, message=said[0]) if said else case
    if case.expect == _UNDETERMINED:
        article = rulebook.rule(draft.id).article.partition("(")[0]
        known = [one for one in result.undetermined if one.article.partition("(")[0] == article]
        # Cited under another article, what is not known is listed elsewhere.
        return replace(case, expect=_UNDETERMINED if known else _NOTHING)
    return case
