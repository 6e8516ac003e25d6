"""A small record as a person would write it, and what is said of one with mistakes."""

from __future__ import annotations

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.loading import read_record

RECORD = """\
state: GNQ
membership:
  - instrument: accession
    deposited: 1998-09-16
    source: untc
article_7:
  reports:
    - covers: initial
      submitted: none
      known: 2011-12-02
      source: [icbl, isu]
sources:
  untc: {title: UN Treaty Collection, publisher: untc, seen: 2020-01-01}
  icbl:
    title: Landmine Monitor
    publisher: monitor
    date: 2011-12-02
  isu:
    title: Implementation Support Unit
    publisher: isu-apmbc
    seen: 2020-01-01
"""


def edited(old: str, new: str, text: str = RECORD) -> str:
    """The record with one text of it replaced."""
    assert text.count(old) == 1
    return text.replace(old, new)


def problems(text: str, file: str = "GNQ.yaml") -> list[str]:
    """What is said of a record, each problem on one line."""
    with pytest.raises(InvalidInputError) as raised:
        read_record(text, file)
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]
