"""No module grows beyond what a reader takes in."""

from __future__ import annotations

from pathlib import Path

from tests.processes import CHECKOUT

OF_A_MODULE = 300
OF_A_TEST_MODULE = 500
OF_ALL_PACKAGES = 150


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def longer(folder: str, than: int) -> dict[str, int]:
    """The modules below a folder that have more lines."""
    sizes = {str(path): lines(path) for path in (CHECKOUT / folder).rglob("*.py")}
    assert sizes
    return {path: size for path, size in sizes.items() if size > than}


def test_no_module_is_too_long() -> None:
    assert longer("compliance_engine", OF_A_MODULE) == {}
    assert longer("tests", OF_A_TEST_MODULE) == {}


def test_a_package_says_what_it_is_for_and_no_more() -> None:
    packages = [*(CHECKOUT / "compliance_engine").rglob("__init__.py")]
    assert 0 < sum(map(lines, packages)) < OF_ALL_PACKAGES
