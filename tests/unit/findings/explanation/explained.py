"""What is told of a made-up State and a shipped rule."""

from __future__ import annotations

from datetime import date

from compliance_engine.findings.explanation.account import Account, accounts
from compliance_engine.findings.explanation.why_not import WhyNot
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook
from tests.builders import rulebook


def account(
    record: Record,
    rule: str,
    day: str,
    *,
    language: str = "en",
    key: str | None = None,
    book: Rulebook | None = None,
) -> Account:
    """The first account of the rule on the day, by default one of the shipped rulebook."""
    book = book or rulebook()
    with Engine(book, "plain") as engine:
        told = accounts(
            record,
            book.rule(rule),
            book,
            engine,
            date.fromisoformat(day),
            language=language,
            key=key,
        )
    return told[0]


def why_not(
    record: Record, rule: str, day: str, *, language: str = "en", key: str | None = None
) -> WhyNot:
    """Why the rule finds nothing on the day, which it must not."""
    told = account(record, rule, day, language=language, key=key).why_not
    assert told is not None
    return told
