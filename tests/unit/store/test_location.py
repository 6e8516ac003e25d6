"""Where the store is: what is given, the environment, or this user's data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from compliance_engine.errors import UsageError
from compliance_engine.store.location import VARIABLE, location_of


def test_without_a_word_it_is_a_file_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    path = location_of(None).path
    assert path is not None
    assert path.parts[-2:] == ("compliance-engine", "audit.sqlite")


def test_what_is_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "of-the-environment.sqlite")
    assert location_of(None).path == Path("of-the-environment.sqlite")
    assert location_of("given.sqlite").path == Path("given.sqlite")


def test_a_file_can_be_written_as_a_url() -> None:
    assert location_of("sqlite:///folder/runs.sqlite").path == Path("folder/runs.sqlite")
    assert location_of("sqlite:////folder/runs.sqlite").path == Path("/folder/runs.sqlite")


def test_a_password_is_never_shown() -> None:
    location = location_of("postgresql://someone:secret@host/base")
    assert "secret" not in location.shown
    assert location.url == "postgresql+psycopg://someone:secret@host/base"


def test_without_its_driver_postgresql_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'compliance-engine\[postgresql\]'"):
        location_of("postgresql://host/base").engine()
