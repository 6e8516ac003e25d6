"""One rule, for people and for machines."""

from __future__ import annotations

from compliance_engine.cli.rendering.layout import json_text
from compliance_engine.cli.rendering.rule_page.page import ShownRule, rule_page
from compliance_engine.cli.rendering.rule_page.text import conditions, written
from compliance_engine.cli.rendering.sections import as_markdown, as_terminal
from compliance_engine.findings.language.conditions import ConditionsInWords
from compliance_engine.rulebook.conditions import Pattern
from compliance_engine.rulebook.links import duties_asked, rules_above, rules_beneath


def render_rule(form: str, shown: ShownRule, language: str) -> str:
    """A rule as a page, in one of the forms ``table``, ``markdown``, ``json``."""
    match form:
        case "json":
            return json_text(_page_as_json(shown, language))
        case "markdown":
            return as_markdown(rule_page(shown, language))
        case _:
            return as_terminal(rule_page(shown, language))


def _page_as_json(shown: ShownRule, language: str) -> dict[str, object]:
    """All that the page tells, as machines read it; what is in words, in the language."""
    rule, rulebook, example = shown.rule, shown.rulebook, shown.example
    span = rule.logic.in_effect
    told = ConditionsInWords(rule, rulebook, language)
    held = shown.held
    return {
        "id": rule.id,
        "title": rule.title.get(language),
        "cites": [str(one) for one in rule.cites],
        "nature": rule.nature,
        "severity": rule.severity,
        "level": rule.level,
        "version": rule.version,
        "law_checked": rule.verified,
        "follow_up": rule.follow_up,
        "in_effect": {
            "from": span.first.isoformat(),
            "until": span.until.isoformat() if span.ends else None,
        },
        "when": [_pattern_as_json(one, told) for one in rule.logic.when],
        "unless": [_pattern_as_json(one, told) for one in rule.logic.unless],
        "rationale": rule.rationale.strip(),
        "doubts": [
            doubt.strip()
            for doubt in (rule.doubt, *(duty.doubt for duty in duties_asked(rule, rulebook)))
            if doubt
        ],
        "duties": [duty.kind for duty in duties_asked(rule, rulebook)],
        "messages": [
            {
                "if": conditions(message.tests) or None,
                **{name: written(text) for name, text in message.texts.items()},
            }
            for message in rule.messages
        ],
        "remedy": {name: written(text) for name, text in rule.remedy.items()},
        "example": None
        if example is None
        else {
            "case": example.case.name,
            "as_of": example.case.as_of.isoformat(),
            "record": example.given,
            "message": example.message or None,
            "working": list(example.working),
        },
        "cases": [
            {
                "name": case.name,
                "shows": case.shows,
                "as_of": case.as_of.isoformat(),
                "expect": case.expect,
            }
            for case in shown.cases.cases
        ],
        "rests_on": list(rules_beneath(rule)),
        "rest_on_it": list(rules_above(rule, rulebook)),
        "holds": None
        if held is None
        else {
            "as_of": held.as_of.isoformat(),
            "states": sorted({one.state for one in held.findings}),
        },
    }


def _pattern_as_json(pattern: Pattern, told: ConditionsInWords) -> dict[str, object]:
    return {
        "kind": pattern.kind,
        "name": pattern.name,
        "conditions": [
            {"condition": str(test), "meaning": told.test(test, pattern.name)}
            for test in pattern.tests
        ],
    }
