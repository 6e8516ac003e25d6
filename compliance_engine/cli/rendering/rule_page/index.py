"""The index of the rules, by the provision that each is listed under."""

from __future__ import annotations

from collections import defaultdict

from compliance_engine.cli.rendering.sections import Index, Page, Prose, Section
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Rule, Rulebook


def rule_index(rulebook: Rulebook, language: str) -> Page:
    """Every rule under its article or plan: title, citation, nature, severity."""
    words, severities = Phrases("rule", language), Phrases("severities", language)
    by_article: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rulebook.rules:
        cites = rule.cites[0]
        # The actions of a plan stand together, the articles of the treaty apart.
        of_treaty = cites.document == rulebook.treaty.abbreviation
        by_article[cites.document, cites.article if of_treaty else ""].append(rule)
    header = tuple(words(key) for key in ("rule", "title", "cites", "nature", "severity"))
    sections = []
    for document, article in sorted(by_article, key=lambda one: (one[0], int(one[1] or 0))):
        rows = tuple(
            (
                rule.id,
                rule.title.get(language) or words("not translated"),
                ", ".join(map(str, rule.cites)),
                words(f"nature.{rule.nature}"),
                severities(rule.severity),
            )
            for rule in sorted(by_article[document, article], key=_provision)
        )
        heading = _heading(document, article, rulebook, language, words)
        sections.append(Section(heading, (Index(header, rows),)))
    return Page(words("index title"), (Prose(words("index note")),), tuple(sections))


def _provision(rule: Rule) -> tuple[int, str]:
    return int(rule.cites[0].article), rule.id


def _heading(document: str, article: str, rulebook: Rulebook, language: str, words: Phrases) -> str:
    treaty = rulebook.treaty
    if document != treaty.abbreviation:
        return document
    heading = treaty.articles.get(article, {}).get(language)
    if heading is None:
        return words("article alone", number=article)
    return words("article", number=article, heading=heading)
