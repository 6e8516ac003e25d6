"""Worked cases of rules: a made-up record, a day, and what the rule must say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import Place, Problem
from compliance_engine.findings.checking import check
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import read_record_data
from compliance_engine.records.model import Record
from compliance_engine.records.statement import EXAMPLE_SOURCE
from compliance_engine.records.states import EXAMPLE
from compliance_engine.rulebook.files import CaseFile, CasesFile
from compliance_engine.rulebook.model import Rule, Rulebook

_SOURCES = "sources"

KINDS = ("fires", "silent", "day before", "day of", "day after", "missing data")
"""What the worked cases of a rule must show, each at least once."""


@dataclass(frozen=True)
class CaseResult:
    """A worked case that was run: what is wrong with its outcome, or None."""

    rule: str
    case: CaseFile
    place: Place
    complaint: str | None

    @property
    def problem(self) -> Problem | None:
        """The complaint at the place of the case."""
        if self.complaint is None:
            return None
        what = f"'{self.case.name}': {self.complaint}"
        return Problem(self.place, what, "Correct the rule, or the case if it is wrong.")


def cases_path(folder: Path, rule: str) -> Path:
    """Where the worked cases of a rule are."""
    return folder / f"{rule}.cases.yaml"


def read_cases(rule: Rule, folder: Path) -> CasesFile:
    """The worked cases of a rule. Raises InvalidInputError if they cannot be read."""
    path = cases_path(folder, rule.id)
    name = path.relative_to(folder).as_posix()
    return validate(CasesFile, parse_yaml(read_text(path, name), name), name)


def read_cases_if_any(rule: Rule, folder: Path) -> CasesFile:
    """The worked cases of a rule, none if nobody has written them yet."""
    if not is_there(cases_path(folder, rule.id)):
        return CasesFile(cases=())
    return read_cases(rule, folder)


def kinds_missing(results: Iterable[CaseResult]) -> tuple[str, ...]:
    """The compulsory kinds of which there is no case."""
    shown = {result.case.shows for result in results}
    return tuple(kind for kind in KINDS if kind not in shown)


def run_cases(rule: Rule, folder: Path, rulebook: Rulebook, engine: Engine) -> Iterator[CaseResult]:
    """Runs every worked case of a rule. Raises InvalidInputError if the cases cannot be read."""
    cases = read_cases(rule, folder)
    name = cases_path(folder, rule.id).relative_to(folder).as_posix()
    cited = {_article(one) for one in (rule.article, *(cite.provision for cite in rule.cites))}
    for case in cases.cases:
        record = record_of_case(cases, case, name)
        result = check({record.state: record}, rulebook, engine, case.as_of)
        found = [one for one in result.findings if one.rule == rule.id]
        keys = [one.id.removeprefix(f"{record.state}/{rule.id}").strip("/") for one in found]
        of_key = [one for one, key in zip(found, keys, strict=True) if case.key in (None, key)]
        unknown = [
            one
            for one in result.undetermined
            if _article(one.article) in cited and case.key in (None, one.key)
        ]
        complaint = None
        if case.expect == "finding" and not of_key:
            complaint = f"expected a finding, but found {', '.join(keys) or 'nothing'}"
        elif case.expect != "finding" and of_key:
            complaint = f"expected {case.expect}, but found: {of_key[0].message}"
        elif case.expect == "undetermined" and not unknown:
            complaint = "expected something undetermined, but everything is known"
        elif case.message is not None and case.message not in [one.message for one in of_key]:
            complaint = f"the message is: {of_key[0].message if of_key else 'none'}"
        yield CaseResult(rule.id, case, case.place, complaint)


def _article(provision: str) -> str:
    return provision.partition("(")[0]


def record_of_case(cases: CasesFile, case: CaseFile, name: str) -> Record:
    """The record of a case: what all share, then its own; its one source need not be declared.

    Raises InvalidInputError if it is no record; `name` is the file that problems name.
    """
    data = YamlMap(case.place)
    for part in (cases.common, case.record):
        for key, value in part.items():
            data[key] = value
            data.key_places[key] = data.value_places[key] = case.place
    data.setdefault("state", EXAMPLE.code)
    if _SOURCES not in data:
        data[_SOURCES] = {"example": dict(EXAMPLE_SOURCE)}
    return read_record_data(data, name)
