"""A record whose every text is hostile: what it is made of, and how it is written as YAML."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.model import Record

BASE = """\
state: SSD
membership:
  - {instrument: succession, deposited: 2011-11-11, in_force: 2011-07-09,
     in_force_stated: 2011-07-10,
     in_force_reason: T, difference: T, checked: T, note: T, source: one,
     withdrawal: {notified: 2024-01-01, armed_conflict: "no", source: one, note: T}}
events:
  - {date: 2013, event: domestic step, what: T, source: one, note: T}
article_1:
  cases:
    - {id: T, provisions: [1(1)(a)], happened_from: 2014-08, happened_until: 2014-08,
       alleged_by: T, actor: T, location: T, summary: T, state_response: T, status: open,
       committee: T, source: one, note: T,
       history: [{date: 2015-06, event: update by the State, note: T}]}
article_3:
  - {mines: 5, source: one, note: T}
article_4:
  {completed: 2013-01, deadline_met: "yes", source: one, note: T,
   found_later: [{found: 2014-01, source: one, note: T}]}
article_5:
  clearance: {original_deadline: 2021-07-09, latest_deadline_known: 2026-07-09, state_of_play: T,
              source: one, note: T}
  extensions:
    - {deadline: 2026-07-09, decided_at: T, decided: 2020-11, decision: granted, source: one,
       note: T}
article_7:
  reports:
    - {covers: initial, submitted: 2012-12-03, source: one, note: T}
    - {covers: 2013, submitted: 2014-05-30, source: one, note: T}
  lists:
    - {list: initial reports outstanding, on: 2016-01-01, names_this_state: true, source: one,
       note: T}
  disagreements:
    - {covers: 2013, kept: submitted, kept_source: one, contrary_source: two, explained: false,
       reading: T}
article_8:
  requests:
    - {id: T, by: T, made: 2015-01, what: T, source: one, note: T}
article_9:
  - {status: in progress, known: 2014-01, law: T, source: one, note: T}
letters:
  - {reference: T, sent: 2015-02-01, matters: [article-7/initial-report-outstanding], source: one,
     note: T}
sources:
  one: {title: T, url: "https://www.the-monitor.org/a", note: T, date: 2026-01-01}
  two: {title: T, publisher: monitor, note: T, date: 2026-01-01}
"""
"""A record in which every text that may be any is T."""

NOT_ANY = {
    *(("Record", "state"), ("Source", "url"), ("Source", "by")),
    *(("Source", "publisher"), ("Source", "through"), ("Source", "carries")),
}
"""Texts of the model that cannot be any: they name something, or are an address."""

PIECES = (
    *(
        "<canary>",
        "</w:t><canary/>",
        "<img src=x onerror=canary>",
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
    ),
    *("&lt;", "&#x202e;", "&amp;", '" onclick="canary', "' canary='", "</script><canary>"),
    *(
        "[x](javascript:canary)",
        "![x](canary)",
        "`canary`",
        "**canary**",
        "| canary |",
        "\\|",
        "\\",
    ),
    *("# canary", "- canary", "1. canary", "> canary", "---", "===", "~~canary~~", "$canary$"),
    *("=cmd|'/c canary'!A0", "+1", "-1", "@canary", "\t=1", "'=1", "＝1", ";", ",", '"', "''"),  # noqa: RUF001
    *("{{ 7*7 }}", "{% canary %}", "{#", "${canary}", "%s", "{0}", "{state}", "$(canary)", "`id`"),
    *(
        "_x000B_",
        "_x0041_",
        "BEGIN:VEVENT",
        "\nEND:VCALENDAR\n",
        "\nBcc: canary@example.org",
        "\n.\n",
    ),
    *("[bold]canary[/bold]", "[/]", "[red]", "\n\n", "\n- a\n", "  ", "http://canary.example/<a>"),
    *(
        "\x1b]0;canary\x07",
        "\x1b[31m",
        "\x9b31m",
        "\x07",
        "\x08",
        "\r",
        "\x0b",
        "\x0c",
        "\x00",
        "\x7f",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u2069",
        "\u2028",
        "\x85",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "\udc80",
        "\ue000",
    ),
    *(
        "\ue001",
        "\U0001fffe",
        "\U000e0041",
        "\U0010fffd",
        "e\u0301\u0302\u0303",
        "\u200d",
        "\u200f",
    ),
    *("العربية", "中文", "👩\u200d👧", "\u00a0", "\u202f", "\u3000", "\u0345", "\U0001d173"),
)


def fields_of(model: type[BaseModel] = Record) -> set[tuple[str, str]]:
    """The texts that may be any, by their model and name, of a model and all within it."""
    found: set[tuple[str, str]] = set()
    for name, field in model.model_fields.items():
        inner = {*_models_in(field.annotation)}
        for one in inner:
            found |= fields_of(one)
        if field.annotation in (str, str | None):
            found.add((model.__name__, name))
    return found - NOT_ANY


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for one in get_args(hint):
        yield from _models_in(one)


def any_text(chance: random.Random) -> str:
    """Characters of all planes, and pieces that some format takes for more than text."""
    return "".join(
        chr(chance.choice((0x100, 0x3000, 0x10000, 0x110000)) * chance.randrange(1 << 20) >> 20)
        if chance.random() < 0.4
        else chance.choice(PIECES)
        for _ in range(chance.randint(1, 6))
    )


def hostile_tree(chance: random.Random) -> object:
    """The record with another text for each T."""
    return _filled(parse_yaml(BASE, "SSD.yaml"), chance)


def _filled(tree: object, chance: random.Random) -> object:
    match tree:
        case Mapping():
            return {key: _filled(one, chance) for key, one in tree.items()}
        case list():
            return [_filled(one, chance) for one in tree]
        case "T":
            return any_text(chance)
        case _:
            return tree


def as_yaml(tree: object, *, escaped: bool) -> str:
    """YAML, on one line; its texts with escapes for all that is not ASCII, or as they are."""
    match tree:
        case Mapping():
            pairs = (f"{key}: {as_yaml(one, escaped=escaped)}" for key, one in tree.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(as_yaml(one, escaped=escaped) for one in tree)}]"
        case str():
            return f'"{"".join(_written(one, escaped) for one in tree)}"'
        case bool():
            return str(tree).lower()
        case _:
            return str(tree)


def _written(character: str, escaped: bool) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n" or (escaped and not 0x20 <= ord(character) < 0x7F):
        return f"\\U{ord(character):08X}"
    return character
