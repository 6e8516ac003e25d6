"""The small rulebook with a register of its clauses, and what is said of it after an edit."""

from __future__ import annotations

from pathlib import Path

from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.coverage import coverage
from compliance_engine.rulebook.loading import load_rulebook
from tests.unit.rulebook.packs import written

REGISTER = """\
articles:
  "7": {paragraphs: 2, letters: {"1": b}}
  "17": {paragraphs: 2}
clauses:
  7(1):
    gist: {en: First report, fr: Premier rapport, es: Primer informe}
    status: encoded
    by: [article-7/first, article-7/still, duties/first-report]
    judgement:
      decide: {en: Whether it is one, fr: Si c'en est un, es: Si lo es}
      recorded: [article_7.reports.covers]
  7(1)(a):
    gist: {en: Its contents, fr: Son contenu, es: Su contenido}
    status: judgement
    judgement:
      decide: {en: Whether all is there, fr: Si tout y est, es: Si está todo}
      recorded: [article_7.reports.covers, events.what]
  7(1)(b):
    gist: {en: Its annexes, fr: Ses annexes, es: Sus anexos}
    status: out of scope
    why: {en: Nobody reads them., fr: Personne ne les lit., es: Nadie los lee.}
    verified: false
    note: {en: So it is said., fr: Dit-on., es: Se dice.}
  7(2):
    gist: {en: Yearly report, fr: Rapport annuel, es: Informe anual}
    status: encoded
    by: [duties/yearly-report]
  17(1):
    gist: {en: The first States, fr: Les premiers États, es: Los primeros Estados}
    status: encoded
    by: [treaty/entry_into_force, treaty/in_force]
  17(2):
    gist: {en: The later States, fr: Les États suivants, es: Los demás Estados}
    status: encoded
    by: [treaty/entry_into_force]
"""


def registered(folder: Path) -> Path:
    """The small rulebook in `folder`, with its register."""
    written(folder)
    (folder / "clauses.yaml").write_text(REGISTER, encoding="utf-8")
    return folder


def said(pack: Path) -> list[str]:
    """What is said of the register, each problem on one line."""
    try:
        coverage(pack, load_rulebook(pack))
    except InvalidInputError as error:
        return [str(problem).replace("\n    ", " | ") for problem in error.problems]
    return []
