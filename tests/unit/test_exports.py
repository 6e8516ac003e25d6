"""Every room finds the names that it exports, and values are there without what made them."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import compliance_engine
from tests.processes import environment_of_a_process

PACKAGE = Path(compliance_engine.__file__).parent
ROOMS = sorted(
    path.parent
    for path in PACKAGE.rglob("__init__.py")
    if "exported_lazily(" in path.read_text(encoding="utf-8")
)

VALUES_IN_A_PROCESS = """\
import sys
from compliance_engine.cli.rendering.check import render_check
from compliance_engine.facts import Basis, Dated, Fact, Working
from compliance_engine.findings import Check, Evidence, Finding, Undetermined, written_day
from compliance_engine.phrases import Phrases
from compliance_engine.records import Confidence, Covers, all_states, state_of_code
from compliance_engine.rulebook import Duty, FactKind, Rule, Rulebook, Template, Treaty, Verdict
all_states()
print(*sorted(name for name in sys.modules if "." not in name))
"""


def name_of(room: Path) -> str:
    return ".".join(("compliance_engine", *room.relative_to(PACKAGE).parts))


def imports_for_readers(room: Path) -> list[tuple[str, str]]:
    """The module and name of every import that stands in a room for type checkers and people."""
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    return [
        (str(node.module), alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_room_exports_the_very_things_that_its_imports_name(room: Path) -> None:
    exports = import_module(name_of(room))
    named = imports_for_readers(room)
    assert sorted(name for _, name in named) == sorted(exports.__all__)
    for module, name in named:
        assert getattr(exports, name) is getattr(import_module(module), name)


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_room_says_that_it_lacks_what_it_does_not_export(room: Path) -> None:
    exports = import_module(name_of(room))
    with pytest.raises(AttributeError, match=f"'{name_of(room)}' has no attribute 'meteor'"):
        _ = exports.meteor


def test_values_and_the_page_of_a_check_need_no_models_no_parser_and_no_rule_engine() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", VALUES_IN_A_PROCESS],
        env=environment_of_a_process(),
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(ended.stdout.split())
    assert "compliance_engine" in imported
    assert not imported & {"babel", "durable", "durable_rules_engine", "pydantic", "yaml"}
