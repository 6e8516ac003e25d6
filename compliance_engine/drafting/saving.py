"""The files of a new rule, written all or not at all, and never over those of others."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from compliance_engine.documents.files import is_there, make_folder, read_bytes, write_all
from compliance_engine.errors import UsageError
from compliance_engine.shipped import inside_installed_package

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
NO_REGISTERS: Mapping[str, str] = MappingProxyType({})
_NO_RULES = ("duties", "plans")


def refuse_unless_free(rule: str, rules: Path) -> None:
    """Raises UsageError where a rule of this id cannot be written into the folder."""
    if not _ID.fullmatch(rule):
        raise UsageError(
            f"'{rule}' cannot be the id of a rule: write folder/name in small letters, digits and "
            "hyphens, such as article-9/bill-before-parliament"
        )
    if rule.partition("/")[0] in _NO_RULES:
        raise UsageError(
            f"'{rule}': {rule.partition('/')[0]}/ holds no rules; choose another folder"
        )
    if inside_installed_package(rules):
        raise UsageError(
            f"{rules} belongs to the installed program, whose next version would overwrite what is "
            "written there. Copy the folder to a place of your own and name the copy with --rules"
        )
    for path in _paths(rule, rules):
        if is_there(path):
            raise UsageError(f"{path} exists already; choose another id, or edit that file")
    if not os.access(rules, os.W_OK):
        raise UsageError(f"{rules} cannot be written to; name a folder of your own with --rules")


def _paths(rule: str, rules: Path) -> tuple[Path, Path]:
    return rules / f"{rule}.yaml", rules / f"{rule}.cases.yaml"


def save_draft(
    files: Mapping[str, str], rules: Path, registers: Mapping[str, str] = NO_REGISTERS
) -> None:
    """Writes files, by their names within the folder, and `registers` over theirs: all or none.

    The last of the files completes the rule: until it is there, the rulebook is not usable, rather
    than used with a rule whose cases are missing. Raises UsageError if they cannot be written.
    """
    made = [rules / name for name in files]
    for path in made:
        if is_there(path):
            raise UsageError(f"{path} has come into being meanwhile; nothing was written")
        make_folder(path.parent)
    before = {rules / name: read_bytes(rules / name, name) for name in registers}
    texts = {rules / name: text.encode() for name, text in {**files, **registers}.items()}
    try:
        write_all(texts)
    except BaseException:
        write_all(before)
        for path in made:
            path.unlink(missing_ok=True)
        raise
