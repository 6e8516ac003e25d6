"""Files are read, listed and written in one place: everything else goes through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "compliance_engine"

DIRECT = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "NamedTemporaryFile"),
    *("TemporaryDirectory", "mkdtemp", "mkstemp", "TemporaryFile", "mkdir", "makedirs"),
    *("glob", "rglob", "iterdir", "scandir", "listdir", "walk", "chmod", "copytree", "rename"),
}
OURS = ("read_bytes", "read_text", "write_bytes", "write_text")
"""Names of the one place's functions, which are called by their bare name."""

ALLOWED = {
    "cache": "entries of our own, which are dropped where they cannot be read",
    "store": "the database, its lock and its copies",
    "phrases/phrases.py": "a file of the package",
    "records/reference_tables.py": "a file of the package",
    "reports/page/world.py": "a file of the package",
    "reports/page/rendering.py": "a file of the package",
    "reports/brief/rendering/html.py": "a file of the package",
    "letters/drafting/previewing.py": "a folder of its own, for another program",
    "letters/drafting/folder.py": "asks only whether a folder is empty",
    "records/editing/saving.py": "holds a folder while it is written to",
    "records/registers/html_tables.py": "parts of a message in memory",
    "records/spreadsheets/inspecting.py": "parts of an archive in memory",
    "records/spreadsheets/workbook_xml.py": "a part of an archive in memory",
    "audit/notifying/command.py": "what a command of the user says",
    "cli/audit_replay.py": "a folder of its own",
    "drafting/trying.py": "a folder of its own",
    "cli/__init__.py": "where output goes that nobody reads",
    "cli/streams.py": "where output goes that nobody reads",
    "cli/judge_finding.py": "Bench.open",
    "cli/judge_waive.py": "Bench.open",
    "cli/records_import.py": "Desk.open",
}


def direct_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in DIRECT and name not in OURS:
                yield f"{name}, line {node.lineno}"
            case ast.Attribute(attr=name) if name in DIRECT:
                yield f"{name}, line {node.lineno}"


def test_no_module_reads_lists_or_writes_files_by_itself() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith("documents/") or {name, name.partition("/")[0]} & {*ALLOWED}:
            continue
        if calls := [*direct_calls(path)]:
            found[name] = calls
    assert not found
