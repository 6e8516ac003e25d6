"""Passwords, and texts in which one may stand: written nowhere as they are."""

from __future__ import annotations

import re
from urllib.parse import unquote

HIDDEN = "***"
"""What stands in the place of a secret."""

_NAME = (
    r"(?:pass(?!ed|es|ing|ive|age|port)|pwd|secret|token|api[_-]?key|credential)"
    r"(?![\w-]{0,40}(?:file|eval|path|cmd|command)\b)[\w-]{0,40}"
)
"""What a secret is called; not what only tells where one is kept."""

_AUTHORITY = re.compile(r"(?P<scheme>\b[A-Za-z][A-Za-z0-9+.-]{0,30}:/+)(?P<user>[^\s'\"]{0,300})@")
_VALUE = re.compile(
    rf"(?P<name>{_NAME}[\"']?\s{{0,9}}[=:]\s{{0,9}})"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[^\s&;,'\"]+)",
    re.IGNORECASE,
)
_OPTION = re.compile(
    rf"(?P<name>(?:^|\s)-{{1,2}}[\w-]{{0,40}}{_NAME}\s{{1,9}})(?P<value>[^\s-]\S*)", re.IGNORECASE
)
_LOGIN = re.compile(r"(?P<name>(?:^|\s)(?:-u|--user|--login)[ =]?[^\s:=]{1,200}:)(?P<value>\S+)")
_WORD = re.compile(r"\S+")
_TIMES_ENCODED = 3


class Secret:
    """A text that is shown nowhere, unless it is asked for with `revealed`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Of an empty text nothing is hidden."""
        self._text = text

    def __str__(self) -> str:
        """Never the text."""
        return HIDDEN if self._text else ""

    def __repr__(self) -> str:
        """Never the text."""
        return f"Secret({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """Whether the texts are the same."""
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        """By the text."""
        return hash(self._text)

    def __bool__(self) -> bool:
        """Whether there is a text."""
        return bool(self._text)

    def revealed(self) -> str:
        """The text itself, for whatever it opens."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """A text without the secret, should something have repeated it."""
        return text.replace(self._text, HIDDEN) if self._text else text


def without_secrets(text: str) -> str:
    """A text with what looks like a password hidden.

    Found are the part of a URL before ``@`` if it has a colon, what follows ``password=``,
    ``token:`` and their like, the options of commands for them, and all these in percent-encoding.
    """
    text = _WORD.sub(_encoded, text)
    text = _AUTHORITY.sub(_authority, text)
    for pattern in (_VALUE, _OPTION, _LOGIN):
        text = pattern.sub(_hidden_value, text)
    return text


def holds_secret(text: str) -> bool:
    """Whether something in a text looks like a password."""
    return without_secrets(text) != text


def _hidden_value(found: re.Match[str]) -> str:
    return f"{found['name']}{HIDDEN}"


def _authority(found: re.Match[str]) -> str:
    user, colon, password = found["user"].partition(":")
    return f"{found['scheme']}{user}:{HIDDEN}@" if colon and password else found[0]


def _encoded(found: re.Match[str]) -> str:
    """A word, or nothing of it if it hides a secret in percent-encoding."""
    word = decoded = found[0]
    for _ in range(_TIMES_ENCODED):
        if "%" not in decoded:
            break
        decoded = unquote(decoded)
        if decoded != word and _plainly(decoded) and not _plainly(word):
            return HIDDEN
    return word


def _plainly(text: str) -> bool:
    """Whether something in a text looks like a password, as it is written."""
    at = _AUTHORITY.search(text)
    if at is not None and _authority(at) != at[0]:
        return True
    return any(pattern.search(text) is not None for pattern in (_VALUE, _OPTION, _LOGIN))
