"""A small rulebook in files, and what is said of it after an edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.loading import load_rulebook

TREATY = """\
name: example
abbreviation: EXC
title: {en: Example Convention, fr: Convention exemple}
version: 1.0.0
in_force: 1999-03-01
entry_into_force:
  months_after_deposit: 6
  explain:
    cites: EXC 17(2)
    en: "Deposited {membership.deposited}."
  explain_first:
    cites: EXC 17(1)
    en: "In force {membership.in_force:on}."
  explain_stated:
    cites: EXC 17
    en: "In force for {state} because {membership.reason}."
"""

ONCE = """\
kind: first report
title: {en: First report}
cites: [EXC 7(1)]
once: {after: entry into force, days: 180}
met_by: initial report
explain:
  en: "{working.occasion} and 180 days give {duty.due}."
rationale: Article 7(1) says so.
"""

YEARLY = """\
kind: yearly report
title: {en: Yearly report}
cites: [EXC 7(2)]
every_year:
  on: 30 April
  covers: previous calendar year
  first_after: first report
met_by: report on the period
explain: {en: "Due {duty.due:on}."}
explain_not_owed:
  before_first: {en: "Before {working.first_due}."}
  coincides: {en: "Together with {working.initial_due}."}
  not_bound: {en: "Not bound since {working.until}."}
rationale: Article 7(2) says so.
"""

RULE = """\
title: {en: First report outstanding}
cites: [EXC 7(1)]
version: 1
verified: true
in_effect: {from: 1999-03-01}
when:
  duty: kind == "first report" and verdict == "outstanding"
  membership: bound
unless:
  - duty as later: kind == "yearly report" and year > duty.year
severity: high
message:
  - if: duty.due_estimated
    en: "Due about {duty.due}."
  - en: "Due {duty.due}, not known by {duty.known:on}."
remedy: {en: Ask for it.}
rationale: Article 7(1) says so.
"""

SECOND = """\
title: {en: Still outstanding}
cites: [EXC 7(1)]
version: 1
verified: true
in_effect: {from: 1999-03-01, until: 2030-01-01}
when:
  finding: rule == "article-7/first"
severity: low
message:
  - en: "Outstanding since {finding.due}."
remedy: {en: Ask again.}
rationale: Two levels.
"""

PUBLISHERS = """\
isu-apmbc:
  title: A support unit
  kind: support unit
  hosts: [apminebanconvention.org, cartagenasummit.org]
"""
"""Of the bodies that the shipped records name, those that a rulebook declares."""

FILES = {
    "treaty.yaml": TREATY,
    "publishers.yaml": PUBLISHERS,
    "duties/first-report.yaml": ONCE,
    "duties/yearly-report.yaml": YEARLY,
    "article-7/first.yaml": RULE,
    "article-7/still.yaml": SECOND,
}
FIRST, STILL, ONCE_FILE, YEARLY_FILE = (
    "article-7/first.yaml",
    "article-7/still.yaml",
    "duties/first-report.yaml",
    "duties/yearly-report.yaml",
)


TREATY_FILE = "treaty.yaml"
CONDITION = 'duty: kind == "first report" and verdict == "outstanding"'
UNLESS = 'duty as later: kind == "yearly report" and year > duty.year'
CLAUSES = (
    "Kinds: membership, duty, measure, case, retained, implementation, stock, form, meeting, "
    "notice, letter, matter, finding."
)


def written(folder: Path) -> Path:
    """The small rulebook in `folder`."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(pack: Path, file: str, old: str, new: str) -> None:
    """Replaces a text that stands in the file exactly once."""
    text = (pack / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (pack / file).write_text(text.replace(old, new), encoding="utf-8")


def problems(pack: Path) -> list[str]:
    """What is said of the rulebook, each problem on one line."""
    with pytest.raises(InvalidInputError) as raised:
        load_rulebook(pack)
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]
