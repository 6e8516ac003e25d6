"""What tests of the rulebook begin from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rulebook.packs import written


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small rulebook without a mistake."""
    return written(tmp_path / "pack")
