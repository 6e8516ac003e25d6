"""A draft as the two files that a person goes on to edit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from textwrap import fill, indent
from typing import Any

import yaml as pyyaml

from compliance_engine.dates.span import Span
from compliance_engine.drafting.model import Draft, DraftedCase, Texts
from compliance_engine.rulebook.model import Rulebook

_WIDTH = 100


class _Dumper(pyyaml.SafeDumper):
    """Writes every value out where it stands, and sets lists in, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


def rule_text(draft: Draft) -> str:
    """The file of the rule."""
    lines = [
        "# Edit the words, check each condition against the text cited, say why under 'rationale';",
        "# then remove 'doubt', or say in it what stays unsure, and set 'verified: true'.",
        "title:",
        *_texts(draft.title, "  "),
        f"cites: [{', '.join(draft.cites)}]",
        f"nature: {draft.nature}",
        "version: 1",
        "verified: false",
        f"doubt: {_quoted(draft.remark)}",
        f"in_effect: {_in_effect(draft.in_effect)}",
        "when:",
        *(f"  {pattern}: {condition}" for pattern, condition in draft.when.items()),
        f"severity: {draft.severity}",
        "message:",
    ]
    for message in draft.messages:
        first, *others = _texts(message.texts, "")
        if message.condition is not None:
            first, others = f"if: {message.condition}", [first, *others]
        lines += [f"  - {first}", *(f"    {one}" for one in others)]
    lines += ["remedy:", *_texts(draft.remedy, "  ")]
    if draft.follow_up:
        lines.append(f"follow_up: {draft.follow_up}")
    reason = (
        "Say here why the rule reads the law this way: what the provision asks for, which words "
        "decide, and on whose authority."
    )
    lines += ["rationale: >", indent(fill(reason, _WIDTH), "  ")]
    return "\n".join(lines) + "\n"


def _in_effect(span: Span) -> str:
    until = f", until: {span.until}" if span.ends else ""
    return f"{{from: {span.first}{until}}}"


def cases_text(draft: Draft, rulebook: Rulebook, in_force: date) -> str:
    """The file of the worked cases."""
    title = rulebook.treaty.title["en"]
    parts = [
        f"# A made-up State, for which the {title} is in force since {in_force}.",
        "common:",
        _section(draft.common, 2),
        "",
        "cases:",
    ]
    for case in draft.cases:
        parts += [*_case(case), ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _case(case: DraftedCase) -> list[str]:
    lines = [
        f"  - name: {case.name}",
        f"    shows: {case.shows}",
        f"    as_of: {case.as_of}",
        f"    expect: {case.expect}",
    ]
    if case.message is not None:
        lines.append(f"    message: {_quoted(case.message)}")
    if case.record:
        return [*lines, "    record:", _section(case.record, 6)]
    return [*lines, "    record: {}"]


def _texts(texts: Texts, margin: str) -> list[str]:
    return [f"{margin}{language}: {_quoted(text)}" for language, text in texts.items()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _section(data: Mapping[str, object], columns: int) -> str:
    text: str = pyyaml.dump(
        dict(data),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=_WIDTH,
    )
    return indent(text.rstrip("\n"), " " * columns)
