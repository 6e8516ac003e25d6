"""Facts as sentences that can be read aloud: what was due and why, what is known, who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from compliance_engine.facts.model import Basis, Fact, FactValue
from compliance_engine.findings.explanation.steps import Explanation
from compliance_engine.findings.language.wording import Wording
from compliance_engine.inference.plain_conditions import test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Duty, Message, Rulebook
from compliance_engine.rulebook.sentences import ENTRY_INTO_FORCE, SOURCES
from compliance_engine.rulebook.vocabulary import Verdict

_DUTY, _MEMBERSHIP, _CASE = "duty", "membership", "case"


class Telling:
    """Tells the facts of one State on one day, in the language of a `Wording`."""

    def __init__(
        self,
        record: Record,
        facts: Sequence[Fact],
        rulebook: Rulebook,
        wording: Wording,
        as_of: date,
    ) -> None:
        self._record = record
        self._rulebook = rulebook
        self._wording = wording
        self._as_of = as_of
        self._phrases = Phrases("explain", wording.language)
        memberships = [fact for fact in facts if fact.kind == _MEMBERSHIP]
        self._standing = [fact for fact in memberships if as_of in fact.held]
        self._of_membership = {basis for fact in memberships for basis in fact.basis}

    def summary(
        self,
        explanation: Explanation,
        message: str | None,
        told_before: Collection[str] = (),
    ) -> tuple[str, ...]:
        """The opening paragraph: what is found and why, or what is known of what came closest.

        `message` is that of the finding; it opens the paragraph unless that is about a duty.
        Of duties whose kind was `told_before`, only what is known is told.
        """
        facts = _subjects(explanation)
        duties = [fact for fact in facts if fact.kind == _DUTY]
        matters = [fact for fact in facts if fact.kind == _CASE and message is None]
        rests_on = explanation.conclusion is not None and explanation.conclusion.rests_on
        sentences: list[str] = []
        if message is not None and (rests_on or not duties):
            sentences.append(message)
        if message is not None and not duties:
            sentences.append(self._told_by(facts[0]))
        told: set[str] = set()
        for fact in duties:
            kind = str(fact.fields["kind"])
            if kind in told_before:
                sentences.append(self.known(fact))
            else:
                sentences += self._of_duty(fact, again=kind in told)
            told.add(kind)
        sentences += [self._of_case(fact) for fact in matters]
        asked = not duties and (message is not None or bool(matters))
        return (*sentences, *self._of_standing(of_party=asked, with_entry=not duties))

    def known(self, fact: Fact) -> str:
        """What is known of a duty, with its sources."""
        duty = self._duty(fact)
        if fact.fields["verdict"] == Verdict.NOT_OWED:
            return self._wording.of_working(fact.working[-1])
        if duty.in_short is None:
            word = Phrases("verdicts", self._wording.language)(str(fact.fields["verdict"]))
            return self._phrases("duty known", verdict=word, sources=self.sources(fact))
        texts = self._fitting(duty.in_short.known, fact)
        return self._wording.sentence(
            texts.texts, self._values(fact), {SOURCES: self.sources(fact)}
        )

    def sources(self, fact: Fact) -> str:
        """The sources of what a fact tells beside the State's standing, in brackets."""
        titles = self._titles(fact)
        return self._phrases.counted("sources", len(titles), names="; ".join(titles))

    def _titles(self, fact: Fact) -> list[str]:
        names = [name for basis in self.own_basis(fact) for name in basis.sources]
        titles = [self._record.sources[name].title or name for name in names]
        return list(dict.fromkeys(titles))

    def own_basis(self, fact: Fact) -> tuple[Basis, ...]:
        """What a fact rests on beside the State's membership, or that if there is nothing else."""
        own = tuple(one for one in fact.basis if one not in self._of_membership)
        return own or fact.basis

    def _of_duty(self, fact: Fact, *, again: bool) -> Iterator[str]:
        """When a duty is due and why, shorter after another of its kind; what is known of it."""
        if fact.fields["verdict"] != Verdict.NOT_OWED:
            duty = self._duty(fact)
            if duty.in_short is None:
                yield self._due_plainly(duty, fact)
            else:
                yield self._due(duty.in_short.again if again else duty.in_short.due, fact)
        yield self.known(fact)

    def _due(self, variants: Sequence[Message], fact: Fact) -> str:
        values = self._values(fact)
        clauses = [
            self._wording.clause(step.in_short, values)
            for step in fact.working
            if step.in_short is not None
        ]
        entry = clauses[0] if clauses else self._entry_plainly(fact)
        message = self._fitting(variants, fact)
        return self._wording.sentence(message.texts, values, {ENTRY_INTO_FORCE: entry})

    def _entry_plainly(self, fact: Fact) -> str:
        """The step on entry into force of a treaty whose file has no clause for it."""
        return self._wording.of_working(fact.working[0]).rstrip(".")

    def _due_plainly(self, duty: Duty, fact: Fact) -> str:
        title, due = self._wording.text(duty.title), fact.fields["due"]
        assert isinstance(due, date)
        return self._phrases("duty due", title=title, due=self._wording.date(due, with_word=True))

    def _of_case(self, fact: Fact) -> str:
        said = {name: str(fact.fields[name]) for name in ("provision", "summary", "key")}
        return self._phrases(
            "case told",
            id=said["key"],
            provision=said["provision"],
            summary=said["summary"].rstrip("."),
            place=fact.fields["location"],
            by=fact.fields["alleged_by"],
            sources=self.sources(fact),
        )

    def _of_standing(self, *, of_party: bool, with_entry: bool) -> Iterator[str]:
        """The State's standing on the day, where it is not bound or is asked about by itself."""
        said = {"day": self._wording.day(self._as_of), "state": self._name}
        if not self._standing:
            yield self._phrases("never party", **said)
        for fact in self._standing:
            in_force = fact.fields.get("in_force")
            if not isinstance(in_force, date):
                yield self._phrases("signatory", **said, sources=self.sources(fact))
            elif in_force > self._as_of:
                cites = fact.working[0].cites
                article = cites.provision if cites else ""
                day = self._wording.date(in_force, with_word=True)
                yield self._phrases("not yet party", **said, in_force=day, article=article)
            elif of_party or not fact.fields["bound"]:
                steps = fact.working if with_entry else fact.working[1:]
                yield from (self._wording.of_working(step) for step in steps)

    @property
    def _name(self) -> str:
        return self._wording.state(state_of_code(self._record.state))

    def _told_by(self, fact: Fact) -> str:
        names = self._titles(fact)
        return self._phrases.counted("told by", len(names), names="; ".join(names))

    def _duty(self, fact: Fact) -> Duty:
        return self._rulebook.duty(str(fact.fields["kind"]))

    def _fitting(self, messages: Sequence[Message], fact: Fact) -> Message:
        """The first of the variants that holds of a duty."""
        row = row_of(fact, self._rulebook.kinds)
        rows = {_DUTY: row}
        return next(
            one
            for one in messages
            if all(test_holds(test, row, rows, self._as_of) for test in one.tests)
        )

    def _values(self, fact: Fact) -> Mapping[str, Mapping[str, FactValue]]:
        """What fills the gaps of a sentence on a duty: its own fields, and those of its working."""
        values: dict[str, Mapping[str, FactValue]] = {}
        for step in fact.working:
            for name, fields in step.values.items():
                values[name] = {**values.get(name, {}), **fields}
        return {**values, _DUTY: fact.fields}


def _subjects(explanation: Explanation) -> tuple[Fact, ...]:
    """The facts that an explanation is about, those behind a finding instead of that itself."""
    conclusion = explanation.conclusion
    if conclusion is not None and conclusion.rests_on:
        return tuple(one.facts[0] for one in conclusion.rests_on)
    if explanation.steps[-1].of_another:
        return explanation.facts[:-1]
    return explanation.facts
