"""Letters as a register knew them: written as the same bytes, and read again."""

from __future__ import annotations

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.registered import RegisteredLetters, sent_letter
from tests.builders import record

GIVEN = {"reference": "2026/001", "sent": "2026-03-02", "matters": ["x/y"]}
LETTERS = RegisteredLetters(
    (
        sent_letter(GIVEN),
        sent_letter(
            {
                **GIVEN,
                "reference": "2026/002",
                "answer_within": 90,
                "answered": "2026-04-01",
                "closed": "2026-04-02",
                "answer_awaited": False,
            }
        ),
    ),
    7,
    "a" * 64,
)


def test_what_was_written_is_read_again() -> None:
    read = RegisteredLetters.read(LETTERS.written, "XXX")
    assert [vars(one) for one in read.letters] == [vars(one) for one in LETTERS.letters]
    assert (read.step, read.seal, read.written) == (7, "a" * 64, LETTERS.written)
    assert [one.place.file for one in read.letters] == ["letter 2026/001", "letter 2026/002"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"letters":[{}],"step":1,"seal":""}',
        b'{"letters":[3],"step":1,"seal":""}',
        b'{"letters":[{"reference":"2026/001"}],"step":1,"seal":""}',
    ],
)
def test_what_is_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInputError):
        RegisteredLetters.read(content, "XXX")


def test_a_letter_in_the_record_too_is_told_by_the_register() -> None:
    by_hand = "- {reference: 2026/001, sent: 2020, matters: [x], source: example}"
    of = LETTERS.on(record(letters=by_hand))
    assert [(one.reference, str(one.sent)) for one in of.letters] == [
        ("2026/001", "2026-03-02"),
        ("2026/002", "2026-03-02"),
    ]
    assert of.sources["letters-register"].title == "Register of letters"
