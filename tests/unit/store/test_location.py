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
    assert location.url is not None
    assert location.url.revealed.password == "secret"
    for text in (str(location), repr(location), str(location.url), repr(location.engine())):
        assert "secret" not in text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://u@h/b?password=SECRET", "postgresql://u@h/b?password=***"),
        ("postgresql://u@h/b?pass%77ord=SECRET", "postgresql://u@h/b?password=***"),
        ("postgresql://u@h/b?sslpassword=SECRET", "postgresql://u@h/b?sslpassword=***"),
        ("postgresql://u@h/b?options=-c%20a.b%3DSECRET", "postgresql://u@h/b?options=***"),
        ("postgresql://u@h/b?sslmode=require%23SECRET", "postgresql://u@h/b?sslmode=***"),
        ("postgresql://u@h/b?sslmode=require#password=SECRET", "postgresql://u@h/b?sslmode=***"),
        (
            "postgresql://u@h/b?sslmode=require&password=SECRET&password=SECRET2",
            "postgresql://u@h/b?sslmode=require&password=***&password=***",
        ),
        ("postgresql://u%3ASECRET@h/b", "postgresql://***@h/b"),
        ("postgresql://u:pa%2FSECRET@h/b", "postgresql://u:***@h/b"),
        ("postgresql://:SECRET@h/b", "postgresql://:***@h/b"),
        ("postgres://u:SECRET@[::1]:5432/b", "postgresql://u:***@[::1]:5432/b"),
        ("POSTGRESQL+psycopg://u:SECRET@h", "postgresql://u:***@h"),
    ],
)
def test_wherever_a_password_stands_it_is_hidden(given: str, shown: str) -> None:
    location = location_of(given)
    assert (location.shown, location.has_secret) == (shown, True)
    assert "SECRET" not in repr(location)
    assert location.url is not None
    for secret in location.url.secrets:
        assert secret.revealed() not in location.hidden_in(f"refused: {secret.revealed()}")


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://u:p@SECRET@h/b",
        "postgresql://u@h/b#password=SECRET",
        "postgresql://u@h/b;password=SECRET",
        "postgresql://u@h/b&password=SECRET",
        "postgresql://u@h/b?SECRET",
        "postgresql://u@h/b?SECRET=1",
        "postgresql://u@h:SECRET/b",
        "postgresql:/u:SECRET@h/b",
        "postgresql:u:SECRET@h",
        "host=h dbname=b password=SECRET",
        "host=h dbname=b PASSWORD = 'SECRET'",
        "mysql://u:SECRET@h/b",
        "://u:SECRET@h/b",
        "sqlite+pysqlcipher://:SECRET@/file.sqlite",
        "sqlite:///file.sqlite?key=SECRET",
    ],
)
def test_what_cannot_be_read_is_not_repeated(given: str) -> None:
    with pytest.raises(UsageError) as refused:
        location_of(given)
    cause: BaseException | None = refused.value
    while cause is not None:
        assert "SECRET" not in str(cause)
        cause = cause.__cause__ or cause.__context__


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://u@h/b",
        "postgresql:///b?host=/tmp/pg-1&port=5433",
        "postgresql://u@/b?host=h1&host=h2&target_session_attrs=primary",
        "postgresql://u@h/b?passfile=/home/u/.pgpass&sslmode=verify-full",
    ],
)
def test_a_url_without_a_password_is_shown_as_it_is(given: str) -> None:
    location = location_of(given)
    assert (location.shown, location.has_secret) == (given, False)


def test_without_its_driver_postgresql_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'compliance-engine\[postgresql\]'"):
        location_of("postgresql://host/base").engine()
