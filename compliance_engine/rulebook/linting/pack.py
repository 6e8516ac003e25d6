"""The files of a rulebook as a linter sees them: what was read, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import read_text
from compliance_engine.documents.folders import listed
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.rulebook.files import CasesFile
from compliance_engine.rulebook.linting.placed import PlacedRule, placed
from compliance_engine.rulebook.loading import PartlyRead, read_rulebook
from compliance_engine.rulebook.names import CASES, SUFFIX, WORDS, is_rule
from compliance_engine.rulebook.words import Words, load_words


@dataclass(frozen=True)
class Pack:
    """A rulebook in its folder.

    `files` are those that are YAML, by name; `rules` and `cases` those that have no problem.
    """

    folder: Path
    read: PartlyRead
    words: Words
    files: Mapping[str, YamlMap]
    rules: Mapping[str, PlacedRule]
    cases: Mapping[str, CasesFile]
    problems: tuple[Problem, ...]
    names_of_rules: tuple[str, ...]


def open_pack(folder: Path) -> Pack:
    """The rulebook in `folder`, with everything that its loader finds wrong.

    Raises UsageError if there is no rulebook.
    """
    read = read_rulebook(folder)
    problems = list(read.problems)
    words = Words({}, {})
    try:
        words = load_words(folder)
    except InvalidInputError as error:
        problems += error.problems
    files, cases, names_of_rules = {}, {}, []
    for name, path in listed(folder, SUFFIX, below=True).paths.items():
        if is_rule(name):
            names_of_rules.append(name.removesuffix(SUFFIX))
        try:
            data = parse_yaml(read_text(path, name), name)
            if isinstance(data, YamlMap):
                files[name] = data
            if name.endswith(CASES):
                cases[name] = validate(CasesFile, data, name)
        except InvalidInputError as error:
            problems += error.problems
    with_problems = {problem.place.file for problem in problems}
    rules = {
        name: placed(rule, files[name], read.kinds)
        for rule in read.rules
        if (name := rule.id + SUFFIX) not in with_problems
    }
    found = tuple(sorted(set(problems)))
    return Pack(folder, read, words, files, rules, cases, found, tuple(names_of_rules))


def is_worded(name: str) -> bool:
    """Whether a file of a rulebook holds texts in its own voice."""
    return not name.endswith(WORDS) and not name.endswith(CASES)
