"""Ten of the kills that ``make kills`` makes two hundred of, on each kind of database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.nights import office, survive

KILLS, SEED = 10, 12


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_mail_is_sent_twice_and_no_run_lost_however_nights_are_killed(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    """A person settles what is marked, by asking the server."""
    file = str(tmp_path / "audit.sqlite")
    store = file if kind == "sqlite" else str(request.getfixturevalue("database"))
    with office(tmp_path, store) as made:
        counts = survive(made, KILLS, SEED)
    assert counts["nights killed"] + counts["locks lost"] == KILLS
    assert (counts["locks lost"] > 0) == (kind == "postgresql")
    assert counts["mails"] >= 2
