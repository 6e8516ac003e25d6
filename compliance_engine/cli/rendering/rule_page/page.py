"""One rule as a page: what it checks, why, in which words, and how it comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.cli.rendering.rule_page.checks import checks_told
from compliance_engine.cli.rendering.rule_page.duties import duties_told
from compliance_engine.cli.rendering.rule_page.text import (
    cited,
    conditions,
    line,
    record_in_short,
    written,
)
from compliance_engine.cli.rendering.sections import (
    Block,
    Code,
    Linked,
    Listed,
    Page,
    Prose,
    Rows,
    Section,
)
from compliance_engine.findings.cases import KINDS
from compliance_engine.findings.examples import WorkedExample
from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.model import Finding
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import LANGUAGES, Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.files import CasesFile
from compliance_engine.rulebook.links import duties_asked, rules_above, rules_beneath
from compliance_engine.rulebook.model import Rule, Rulebook

_FACTS = (14, None)
_CASES = (14, None, 18, 13)


@dataclass(frozen=True)
class Held:
    """What a rule finds on a day."""

    as_of: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ShownRule:
    """A rule with all that its page tells; without `held`, the page says nothing of States."""

    rule: Rule
    rulebook: Rulebook
    cases: CasesFile
    example: WorkedExample | None
    held: Held | None = None


def rule_page(shown: ShownRule, language: str) -> Page:
    """The page in one language."""
    return _Writer(shown, language).page()


class _Writer:
    def __init__(self, shown: ShownRule, language: str) -> None:
        self._shown = shown
        self._rule = shown.rule
        self._rulebook = shown.rulebook
        self._language = language
        self._words = Phrases("rule", language)
        self._duties = duties_asked(shown.rule, shown.rulebook)

    def page(self) -> Page:
        sections = [
            Section(
                self._words("checks"),
                tuple(checks_told(self._rule, self._rulebook, self._language)),
            ),
            Section(self._words("why"), tuple(self._why())),
        ]
        told = duties_told(self._duties, self._rulebook, self._language)
        if self._duties:
            sections.append(Section(self._words("duties"), tuple(told)))
        sections += [
            Section(self._words("says"), tuple(self._says())),
            Section(self._words("example"), tuple(self._example())),
            Section(self._words("cases"), tuple(self._cases())),
            Section(self._words("follows"), tuple(self._follows())),
        ]
        beneath, above = rules_beneath(self._rule), rules_above(self._rule, self._rulebook)
        if beneath:
            sections.append(Section(self._words("beneath"), (self._linked(beneath),)))
        if above:
            sections.append(Section(self._words("above"), (self._linked(above),)))
        if self._shown.held is not None:
            sections.append(self._held(self._shown.held))
        return Page(self._in_language(self._rule.title), tuple(self._first()), tuple(sections))

    def _in_language(self, texts: Mapping[str, str]) -> str:
        return texts.get(self._language) or self._words("not translated")

    def _day(self, day: date) -> str:
        return written_day(day, self._language)

    def _first(self) -> Iterator[Block]:
        rule, span = self._rule, self._rule.logic.in_effect
        first, until = self._day(span.first), span.until
        effect = self._words("in effect from", day=first)
        if span.ends:
            effect = self._words("in effect until", day=first, until=self._day(until))
        cites = "; ".join(cited(one, self._rulebook, self._language) for one in rule.cites)
        rows = (
            (self._words("rule"), rule.id),
            (self._words("version"), str(rule.version)),
            (self._words("cites"), cites),
            (self._words("nature"), self._words(f"nature.{rule.nature}")),
            (self._words("severity"), Phrases("severities", self._language)(rule.severity)),
            (self._words("in effect"), effect),
            (self._words("level"), self._words(f"level.{rule.level}")),
        )
        yield Rows(("", ""), rows, _FACTS)
        yield from self._marks()

    def _marks(self) -> Iterator[Block]:
        """What nobody may overlook: readings of the law that have not been verified."""
        if not self._rule.verified:
            yield Prose(self._words("not verified"), emphatic=True)
        for duty in self._duties:
            if not duty.verified:
                named = self._in_language(duty.title)
                yield Prose(self._words("duty not verified", duty=named), emphatic=True)

    def _why(self) -> Iterator[Block]:
        if self._language != "en":
            yield Prose(self._words("in English"))
        yield Prose(line(self._rule.rationale))
        for doubt in dict.fromkeys([self._rule.doubt, *(duty.doubt for duty in self._duties)]):
            if doubt:
                yield Prose(self._words("doubt", doubt=line(doubt)))
        yield from self._marks()

    def _says(self) -> Iterator[Block]:
        for language in LANGUAGES:
            yield Prose(self._words(f"language.{language}"))
            rows = []
            for message in self._rule.messages:
                where = self._words("otherwise" if len(self._rule.messages) > 1 else "always")
                if message.tests:
                    where = f"{self._words('if')} {conditions(message.tests)}"
                text = message.texts.get(language)
                said = written(text) if text else Phrases("rule", language)("not translated")
                rows.append((where, said))
            yield Rows((self._words("condition"), self._words("says")), tuple(rows), (44, None))

    def _example(self) -> Iterator[Block]:
        example = self._shown.example
        if example is None:
            yield Prose(self._words("no example"))
            return
        case = example.case
        yield Prose(self._words("example given", case=case.name))
        yield Code(record_in_short(example.given))
        yield Prose(self._words("example asked", day=self._day(case.as_of)))
        yield Listed((example.message or self._words("not translated"),))
        for step in example.working:
            yield Prose(step)

    def _cases(self) -> Iterator[Block]:
        if not self._shown.cases.cases:
            yield Prose(self._words("no cases"))
            return
        if self._language != "en":
            yield Prose(self._words("in English"))
        header = tuple(self._words(key) for key in ("shows", "case", "as of", "expect"))
        order = {kind: index for index, kind in enumerate(KINDS)}
        rows = tuple(
            (
                self._words(f"shows.{case.shows}"),
                case.name,
                self._day(case.as_of),
                self._words(f"expect.{case.expect}"),
            )
            for case in sorted(self._shown.cases.cases, key=lambda one: order[one.shows])
        )
        yield Rows(header, rows, _CASES)

    def _follows(self) -> Iterator[Block]:
        remedy = self._rule.remedy.get(self._language)
        yield Prose(written(remedy) if remedy else self._words("not translated"))
        name = self._rule.follow_up
        yield Prose(self._words("follow up", name=name) if name else self._words("no follow up"))

    def _linked(self, rules: Sequence[str]) -> Block:
        depth = self._rule.id.count("/")
        pages = []
        for name in rules:
            title = self._in_language(self._rulebook.rule(name).title)
            pages.append((f"{title} ({name})", f"{'../' * depth}{name}.md"))
        return Linked(tuple(pages))

    def _held(self, held: Held) -> Section:
        codes = {one.state for one in held.findings}
        names = sorted((state_of_code(code).names[self._language] for code in codes),
                       key=alphabetical)  # fmt: skip
        said = self._words("holds of none")
        if names:
            said = self._words.counted("holds", len(names), names=", ".join(names))
        return Section(self._words("holds", day=self._day(held.as_of)), (Prose(said),))
