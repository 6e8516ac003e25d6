"""What the fields of facts, and their values, are called in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.facts.model import Dated, FactValue
from compliance_engine.findings.language.prose import contracted, name_in_prose
from compliance_engine.findings.language.written import written
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.conditions import FieldRef, Pattern
from compliance_engine.rulebook.model import Rule, Rulebook
from compliance_engine.rulebook.vocabulary import FINDING, Type, Verdict

_DUTY_KINDS = (("duty", "kind"), (FINDING, "kind"))
_VERDICTS = (("duty", "verdict"), (FINDING, "verdict"))
_RULES = (FINDING, "rule")


class FieldNames:
    """The names of the fields that one rule asks about, in one language."""

    def __init__(self, rule: Rule, rulebook: Rulebook, language: str) -> None:
        self._rulebook = rulebook
        self._language = language
        self._written = written(language)
        self._fields = Phrases("fields", language)
        self._values = Phrases("values", language)
        self._verdicts = Phrases("verdicts", language)
        self._words = Phrases("conditions", language)
        patterns = (*rule.logic.when, *rule.logic.unless)
        self._kinds = {pattern.name: pattern.kind for pattern in reversed(patterns)}
        self._first = {pattern.kind: pattern.name for pattern in reversed(patterns)}

    def thing(self, pattern: str) -> str:
        """What a pattern stands for: the duty, or the other duty where a rule has two."""
        kind = self._kinds[pattern]
        if self._first[kind] == pattern:
            return self._fields(kind)
        return self._fields(f"another {kind}", name=pattern)

    def any(self, kind: str) -> str:
        """Some fact of a kind: a duty, a matter."""
        return self._fields(f"any {kind}")

    def any_of(self, pattern: Pattern) -> str:
        """Some fact that a pattern stands for, with the rule's own name for it if it has one."""
        any_fact = self.any(pattern.kind)
        if pattern.name == pattern.kind:
            return any_fact
        return self._words("named", thing=any_fact, name=pattern.name)

    def meaning(self, kind: str) -> str:
        """What facts of a kind are."""
        return self._fields(f"meaning of {kind}")

    def field(self, ref: FieldRef, own: str, *, denied: bool = False) -> str:
        """A field of the pattern `own` or of an earlier one; of a flag, the sentence."""
        pattern = ref.pattern or own
        name = f"{self._kinds[pattern]}.{ref.field}"
        said = self._fields(f"not {name}" if denied else name, thing=self.thing(pattern))
        return contracted(said, self._language)

    def value(self, ref: FieldRef, own: str, value: FactValue | None) -> str:
        """A value of that field."""
        kind = self._kinds[ref.pattern or own]
        match value:
            case None:
                return self._words("value not known")
            case bool():
                return self.field(ref, own, denied=not value)
            case date() | Dated():
                return self._written.date(value)
            case int():
                return str(value) if ref.type is Type.YEAR else self._written.number(value)
            case State():
                return name_in_prose(value, self._language)
            case Saying():
                return str(value)
            case _:
                return self._text(kind, ref.field, value)

    def title_of_rule(self, rule: str) -> str:
        """The title of a rule in quotation marks."""
        return self._titled(self._rulebook.rule(rule).title)

    def _text(self, kind: str, field: str, value: str) -> str:
        where = (kind, field)
        if where in _VERDICTS and value in list(Verdict):
            return self._verdicts(value)
        if where in _DUTY_KINDS:
            return self._titled(self._rulebook.duty(value).title)
        if where == _RULES:
            return self.title_of_rule(value)
        if value in self._rulebook.kinds[kind].fields[field].values:
            return self._values(f"{kind}.{field}.{value}")
        return self._words("title", title=value)

    def _titled(self, title: Mapping[str, str]) -> str:
        return self._words("title", title=title[self._language])
