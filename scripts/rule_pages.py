"""Writes docs/rules/, a page for each rule and their index, from the rulebook itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from compliance_engine.cli.rendering.rule_page.index import rule_index
from compliance_engine.cli.rendering.rule_page.page import ShownRule, rule_page
from compliance_engine.cli.rendering.sections import as_markdown
from compliance_engine.findings.cases import read_cases_if_any
from compliance_engine.findings.examples import worked_example
from compliance_engine.inference.engine import Engine
from compliance_engine.rulebook.loading import load_rulebook

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules" / "apmbc"
TARGET = ROOT / "docs" / "rules"
INDEX = "README.md"
LANGUAGE = "en"


def pages() -> Iterator[tuple[str, str]]:
    """Every page by its path within docs/rules/, with its text."""
    rulebook = load_rulebook(RULES)
    yield INDEX, as_markdown(rule_index(rulebook, LANGUAGE))
    with Engine(rulebook, "plain") as engine:
        for rule in rulebook.rules:
            cases = read_cases_if_any(rule, RULES)
            example = worked_example(rule, cases, rulebook, engine, LANGUAGE)
            shown = ShownRule(rule, rulebook, cases, example)
            yield f"{rule.id}.md", as_markdown(rule_page(shown, LANGUAGE))


def main() -> None:
    """Writes the pages, and removes those of rules that are no more."""
    written = dict(pages())
    for path in TARGET.rglob("*.md"):
        if path.relative_to(TARGET).as_posix() not in written:
            path.unlink()
    for name, text in written.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(written)} pages written to docs/rules/\n")


if __name__ == "__main__":
    main()
