"""Letters in the brief: what a register has by the day, or that none was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from compliance_engine.inference.engine import Engine
from compliance_engine.reports.brief.document import Block, Paragraph, Table
from compliance_engine.reports.brief.occasions import occasion_of
from compliance_engine.reports.brief.sections.changed import changed_section
from compliance_engine.reports.brief.session import Letter, Session, StateSeen, questions_on, see
from compliance_engine.reports.brief.setting import read_setting
from compliance_engine.reports.brief.wording import Words
from compliance_engine.shipped import shipped
from tests.builders import record, rulebook

AS_OF = date(2026, 3, 1)


@pytest.fixture(scope="module")
def seen() -> StateSeen:
    occasion = occasion_of(None, AS_OF, AS_OF, rulebook().meetings)
    with Engine(rulebook(), "plain", questions_on(rulebook(), AS_OF)) as engine:
        return see(record(), rulebook(), engine, occasion)


def letters_part(seen: StateSeen, letters: Sequence[Letter] | None) -> Block:
    occasion = occasion_of(None, AS_OF, AS_OF, rulebook().meetings)
    setting = read_setting(shipped("rules") / "apmbc", rulebook(), "en")
    session = Session(occasion, None, rulebook(), setting, (seen,), "", letters=letters)
    section = changed_section(session, Words(AS_OF, "en"))
    (part,) = (one for one in section.parts if one.heading == "Letters sent and answered")
    (block,) = part.blocks
    return block


def test_without_a_register_it_says_so(seen: StateSeen) -> None:
    assert letters_part(seen, None) == Paragraph(
        ("No register of letters was given for this brief.",)
    )


def test_an_empty_register_is_no_missing_one(seen: StateSeen) -> None:
    later = Letter("TUV", date(2026, 3, 2), "initial report", None)
    for letters in ((), (later,)):
        assert letters_part(seen, letters) == Paragraph(
            ("The register has no letter up to the day.",)
        )


def test_letters_stand_by_state_and_day_and_an_answer_counts_from_its_day(
    seen: StateSeen,
) -> None:
    block = letters_part(
        seen,
        (
            Letter("YEM", date(2026, 1, 5), "an open matter", AS_OF),
            Letter("TUV", date(2026, 2, 2), "initial report", date(2026, 3, 2)),
            Letter("TUV", date(2025, 2, 2), "initial report", None),
        ),
    )
    assert isinstance(block, Table)
    assert [[cell[0] for cell in row] for row in block.rows] == [
        ["Tuvalu", "2 February 2025", "initial report", "not yet"],
        ["Tuvalu", "2 February 2026", "initial report", "not yet"],
        ["Yemen", "5 January 2026", "an open matter", "1 March 2026"],
    ]
