"""A password is shown nowhere by mistake."""

from __future__ import annotations

import pytest

from compliance_engine.secrets import Secret, holds_secret, without_secrets


def test_a_secret_is_shown_in_no_way() -> None:
    secret = Secret("hush")
    assert "hush" not in f"{secret} {secret!r} {secret!s} {[secret]}"
    assert secret.revealed() == "hush"
    assert secret == Secret("hush") != Secret("other")
    assert secret.hidden_in("they said hush, hush") == "they said ***, ***"
    assert Secret("").hidden_in("all of it") == "all of it"
    assert (bool(secret), bool(Secret(""))) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "curl smtp://unit:hush@mail.example.org -T -",
        "curl smtp://unit:ha/hu@sh@hush@mail.example.org",
        "postgresql://u@h/b?sslmode=require&password=hush",
        "postgresql://u@h/b#password=hush",
        "postgresql://u@h/b?pass%77ord=hush",
        "postgresql://u@h/b?p%2561ssword=hush",
        "smtp://unit%3Ahush@mail.example.org",
        "msmtp --password=hush",
        "msmtp --password hush",
        "curl -u unit:hush -T -",
        "curl --user unit:hush",
        "PGPASSWORD=hush program",
        "api-key: hush",
        'auth {"client_secret": "hush"}',
        "Token = 'hush hush'",
    ],
)
def test_what_looks_like_a_password_is_hidden(text: str) -> None:
    assert holds_secret(text)
    assert "hush" not in without_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "/usr/sbin/sendmail -t",
        "msmtp --passwordeval 'cat file' -t",
        "postgresql://u@h/b?passfile=/home/u/.pgpass",
        "curl --netrc-file /home/u/.netrc smtp://mail.example.org",
        "535 5.7.8 Username and Password not accepted",
        "/data/100% mine",
        "unit@example.org",
        "2 messages passed: all",
    ],
)
def test_what_is_no_password_is_left_as_it_is(text: str) -> None:
    assert without_secrets(text) == text
