"""The register of clauses that a new rule cites: each encoded clause names what carries it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import CLAUSES


def clauses_naming(
    rule: str, cites: tuple[str, ...], rulebook: Rulebook, folder: Path
) -> Mapping[str, str]:
    """The register with the rule under each clause cited, by its name; nothing without a register.

    A clause that nothing has carried so far stays as it is: how it is then covered is for a person
    to say, and the linter asks for it.
    """
    path = folder / CLAUSES
    if not is_there(path):
        return {}
    before = text = read_text(path, CLAUSES)
    treaty = rulebook.treaty.abbreviation
    for cited in cites:
        document, _, provision = cited.rpartition(" ")
        if document == treaty:
            text = _with_rule(rule, provision, text)
    return {CLAUSES: text} if text != before else {}


def _with_rule(rule: str, provision: str, text: str) -> str:
    """The register with the rule at the end of the clause's list, which may be written two ways."""
    listed = _carriers(text, provision)
    if listed is None or rule in listed:
        return text
    lines = text.splitlines(keepends=True)
    last = listed.value_places[-1]
    line = lines[last.line - 1]
    if line.lstrip().startswith("- "):
        lines.insert(last.line, line.replace(str(listed[-1]), rule))
    elif line.rstrip().endswith("]"):
        lines[last.line - 1] = f"{line.rstrip()[:-1]}, {rule}]\n"
    return "".join(lines)


def _carriers(text: str, provision: str) -> YamlList | None:
    """What carries a clause, if anything does."""
    found: object = parse_yaml(text, CLAUSES)
    for key in ("clauses", provision, "by"):
        found = found.get(key) if isinstance(found, YamlMap) else None
    return found if isinstance(found, YamlList) and found else None
