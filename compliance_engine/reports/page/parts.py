"""The parts under which a State's findings stand: articles, plans, what the records leave open."""

from __future__ import annotations

from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.rulebook.citation import COMMITMENT
from compliance_engine.rulebook.model import Rulebook

RECORDS = "record"
"""The nature of findings that are for the unit to settle in the records."""


class Parts:
    """The order and headings of the parts, by the ids of rules."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook) -> None:
        self._lexicon = lexicon
        self._rules = {rule.id: rule for rule in rulebook.rules}
        self._articles = rulebook.treaty.articles
        self._plans = {plan.title: plan.titles for plan in rulebook.plans}

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of all rules."""
        return tuple(self._rules)

    def order(self, rule: str) -> tuple[bool, bool, int, str]:
        """Articles by their numbers, then plans, then what is to be settled in the records."""
        nature, cited = self._rules[rule].nature, self._rules[rule].cites[0]
        if nature == RECORDS:
            return True, False, 0, ""
        if nature == COMMITMENT:
            return False, True, 0, cited.document
        return False, False, int(cited.article), ""

    def heading(self, rule: str) -> Text:
        """The heading of the part in which the findings of a rule stand."""
        return self._lexicon.of(lambda language: self._heading(rule, language))

    def title(self, rule: str) -> Text:
        """The title of a rule."""
        return self._lexicon.of(lambda language: self._rules[rule].title[language])

    def _heading(self, rule: str, language: str) -> str:
        phrases = Phrases("check", language)
        nature, cited = self._rules[rule].nature, self._rules[rule].cites[0]
        if nature == RECORDS:
            return phrases("records")
        if nature == COMMITMENT:
            return phrases("commitments", plan=self._plans[cited.document][language])
        title = self._articles.get(cited.article, {}).get(language)
        if title is None:
            return phrases("article", number=cited.article)
        return phrases("article titled", number=cited.article, title=title)
