"""The files that a run saw are written below a folder, whatever a store calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.audit.files import SeenFiles
from compliance_engine.errors import InvalidInputError


def test_files_are_written_into_the_folder_of_their_part(tmp_path: Path) -> None:
    seen = SeenFiles({("record", "TUV.yaml"): b"a", ("rule", "article-7/x.yaml"): b"b"})
    made = seen.written_to(tmp_path)
    assert (made.records / "TUV.yaml").read_bytes() == b"a"
    assert (made.rules / "article-7" / "x.yaml").read_bytes() == b"b"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("record", "../outside.yaml"),
        ("rule", "article-7/../../outside.yaml"),
        ("judged", "{}/outside.yaml"),
        ("elsewhere", "outside.yaml"),
    ],
)
def test_a_name_that_leads_out_of_it_is_refused(tmp_path: Path, part: str, name: str) -> None:
    folder = tmp_path / "below"
    folder.mkdir()
    seen = SeenFiles({(part, name.format(tmp_path)): b"a"})
    with pytest.raises(InvalidInputError, match="leads out of its folder"):
        seen.written_to(folder)
    assert not list(tmp_path.rglob("outside.yaml"))
