"""Every process that is started outside the package has an environment that was named."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import CHECKOUT, environment_of_a_process

FOLDERS = ("benchmarks", "scripts", "tests")
MAKES = "environment_of_a_process"
STARTS = {
    "subprocess": ("Popen", "call", "check_call", "check_output", "run"),
    "chromium": ("launch",),
}
"""What starts a process, and can be given its environment."""

INHERIT = {
    "os": ("exec", "popen", "posix_spawn", "spawn", "startfile", "system"),
    "pty": ("spawn",),
    "subprocess": ("getoutput", "getstatusoutput"),
    "asyncio": ("create_subprocess",),
}
"""What starts one that inherits ours; how the names begin."""

OF_ITS_OWN = ("Pool", "Process", "ProcessPoolExecutor", "get_context")
"""What starts processes of Python's own, which have to go through `start`."""


def modules() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (CHECKOUT / folder).rglob("*.py"))


def places(text: str) -> Iterator[tuple[int, str]]:
    """Where a module starts a process without an environment that was named, and how."""
    tree = ast.parse(text)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            brought = {one.name for one in node.names}
            if node.module in (*STARTS, *INHERIT):
                yield node.lineno, f"from {node.module} import {', '.join(sorted(brought))}"
            if brought.intersection(OF_ITS_OWN) and "start" not in names:
                yield node.lineno, ", ".join(sorted(brought.intersection(OF_ITS_OWN)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, of = node.func.attr, node.func.value
            room = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
            inherits = room in INHERIT and name.startswith(INHERIT[room])
            if inherits or (name in STARTS.get(room, ()) and not names_its_environment(node)):
                yield node.lineno, f"{room}.{name}"


def names_its_environment(call: ast.Call) -> bool:
    given = [part for one in call.keywords if one.arg == "env" for part in ast.walk(one.value)]
    return any(isinstance(one, ast.Name) and one.id == MAKES for one in given)


def test_no_process_is_started_without_an_environment_that_was_named() -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}: {how}"
        for path in modules()
        for line, how in places(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "give it env=environment_of_a_process(…)"


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess\nsubprocess.run(['true'])",
        "import subprocess\nsubprocess.Popen(['true'], env={**os.environ})",
        "import subprocess\nsubprocess.check_output(['true'], env=environment)",
        "import subprocess\nsubprocess.getoutput('true')",
        "from subprocess import run",
        "import os\nos.system('true')",
        "import os\nos.execv('/bin/true', ['true'])",
        "import os\nos.spawnlp(os.P_WAIT, 'true', 'true')",
        "import pty\npty.spawn(['true'])",
        "from multiprocessing import Process\nProcess(target=print).start()",
        "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()",
        "driver.chromium.launch(args=[])",
    ],
)
def test_a_start_without_one_is_found(text: str) -> None:
    assert [line for line, _ in places(text)][:1] in ([1], [2])


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess\nsubprocess.run(['true'], env=environment_of_a_process())",
        "import subprocess\nsubprocess.Popen(['true'], env=environment_of_a_process({'A': 'b'}))",
        "driver.chromium.launch(env={**environment_of_a_process()})",
    ],
)
def test_a_start_with_one_is_not(text: str) -> None:
    assert [*places(text)] == []


def test_nothing_of_ours_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child sees what is named and what is given, and nothing else."""
    for name in ("PYTHONUNBUFFERED", "PYTHONDEVMODE", "COMPLIANCE_ENGINE_STORE", "ANYTHING"):
        monkeypatch.setenv(name, "1")
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(*os.environ)"],
        env=environment_of_a_process({"PYTHONHASHSEED": "7"}),
        capture_output=True,
        text=True,
        check=True,
    )
    seen = {*ended.stdout.split()} - {"LC_CTYPE"}
    assert seen - {"HOME", "LOGNAME", "PATH", "TMPDIR", "USER"} == {
        "COMPLIANCE_ENGINE_CACHE", "LANG", "PYTHONHASHSEED", "PYTHONPATH",
    }  # fmt: skip


def test_this_process_has_forgotten_what_no_test_may_depend_on() -> None:
    """However pytest was started, the commands that tests run in it see none of it."""
    known = {name for name in os.environ if name.startswith(("COMPLIANCE_ENGINE_", "PYTHON"))}
    assert known <= {"COMPLIANCE_ENGINE_CACHE"}
    assert not {"NO_COLOR", "TERM", "COLUMNS"}.intersection(os.environ)


NAMED = CHECKOUT / "scripts" / "named.sh"


def test_make_and_the_ci_start_processes_with_an_environment_that_is_named() -> None:
    """Which passes on how a network is reached, and sets the language."""
    inherited = {
        **environment_of_a_process(),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "ascii",
        "LANG": "fr_FR.ISO-8859-1",
        "ANYTHING": "two\nlines=1",
        "PYTHON": "python3.11",
        "https_proxy": "http://proxy.example.org",
    }
    command = [sys.executable, "-c", "import os; print(*os.environ, os.environ['LANG'])"]
    ended = subprocess.run(
        ["sh", NAMED, *command],
        env=environment_of_a_process(inherited),
        capture_output=True,
        text=True,
        check=True,
    )
    *seen, language = ended.stdout.split()
    assert language == "C.UTF-8"
    assert {"PYTHON", "https_proxy", "PATH", "HOME"} <= {*seen}
    assert not [one for one in seen if one.startswith("PYTHON") and one != "PYTHON"]
    assert "ANYTHING" not in seen


def test_every_process_of_the_makefile_and_of_the_ci_has_it() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    recipes = [line.strip("\t@") for line in makefile.splitlines() if line.startswith("\t")]
    starts = [line for line in recipes if "$(VENV)" in line or "scripts/" in line]
    assert len(starts) > 10
    assert [line for line in starts if "$(RUN) " not in line] == []
    assert "\nRUN := sh scripts/named.sh\n" in makefile
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    code = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert code[2] == '[ "${1:-}" = named ] || exec sh scripts/named.sh bash .ci/run named'
