"""What an answer may mean for the record: lines to be added by a person, who has read it.

Only a person knows what an answer says. Nothing here changes a record, and what is to be filled in
is written in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance_engine.letters.register.letter import Letter
from compliance_engine.letters.register.matters import About, about
from compliance_engine.records.writing import write_yaml
from compliance_engine.rulebook.model import Rulebook

DAY, STATUS = "DAY", "STATUS"


def suggested(letter: Letter, on: date, rulebook: Rulebook, title: str, intro: str) -> str:
    """The statements that may follow from an answer of this day, as YAML with `intro` above it.

    `title` names the answer as a source.
    """
    source = f"reply-{letter.reference.replace('/', '-')}"
    matters = [about(one, rulebook, "en") for one in letter.matters]
    tree: dict[str, object] = {}
    if cases := [_case(one, on, source) for one in _under("1", matters)]:
        tree["article_1"] = {"cases": cases}
    if reports := _reports(_under("7", matters), source):
        tree["article_7"] = {"reports": reports}
    if any(_under("9", matters)):
        tree["article_9"] = [{"status": STATUS, "known": on.isoformat(), "source": source}]
    publisher = f"government-{letter.state.lower()}"
    named = {"title": title, "publisher": publisher, "date": on.isoformat()}
    tree["sources"] = {source: named}
    return write_yaml(tree, intro)


def _under(article: str, matters: Iterable[About]) -> list[About]:
    return [one for one in matters if one.article and one.article.partition("(")[0] == article]


def _case(one: About, on: date, source: str) -> dict[str, object]:
    step = {"date": on.isoformat(), "event": "update by the State", "source": source}
    return {"id": one.key or "ID", "history": [step]}


def _reports(matters: Iterable[About], source: str) -> list[dict[str, object]]:
    covered = (one.key if one.key.isdecimal() else "initial" for one in matters)
    return [
        {"covers": int(one) if one.isdecimal() else one, "submitted": DAY, "source": source}
        for one in dict.fromkeys(covered)
    ]
