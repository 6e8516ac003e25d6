"""Parts of a rule as text: citations, sentences with their gaps, conditions, records in short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml as pyyaml

from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.templates import Gap, Template


def cited(citation: Citation, rulebook: Rulebook, language: str) -> str:
    """A citation with the heading of its article, where the rulebook has it: APMBC 7(2), …"""
    treaty = rulebook.treaty
    headings: Mapping[str, str] = {}
    if citation.document == treaty.abbreviation:
        headings = treaty.articles.get(citation.article, {})
    heading = headings.get(language)
    return f"{citation} ({heading})" if heading else str(citation)


def written(template: Template) -> str:
    """A sentence as its author wrote it, with its gaps in braces."""
    return "".join(
        part if isinstance(part, str) else "{" + _gap(part) + "}" for part in template.parts
    )


def conditions(tests: Sequence[Test]) -> str:
    """Conditions as their author writes them."""
    return " and ".join(map(str, tests))


def _gap(gap: Gap) -> str:
    named = str(gap.expression) if gap.expression is not None else "state"
    return f"{named}:{gap.reading}" if gap.reading else named


def line(text: str) -> str:
    """A text that its author broke into lines, on one."""
    return " ".join(text.split())


def record_in_short(given: Mapping[str, object]) -> str:
    """What a made-up record says, as YAML, without the name of its one made-up source."""
    text: str = pyyaml.safe_dump(
        _plain(given), sort_keys=False, allow_unicode=True, default_flow_style=None, width=100
    )
    return text


def _plain(value: object) -> object:
    """A value without its places and its sources, with days as YAML writes them."""
    match value:
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items() if key != "source"}
        case list() | tuple():
            return [_plain(one) for one in value]
        case str() as text:
            return _as_day(text)
        case _:
            return value


def _as_day(text: str) -> object:
    try:
        return parse_day(text)
    except PartialDateError:
        return text
