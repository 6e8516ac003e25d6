"""What the commands that write a judgement share: their options, and how they find and write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance_engine.cli import options
from compliance_engine.cli.letters_known import KnownLetters
from compliance_engine.cli.opening import check_day, open_inputs
from compliance_engine.dates.span import Span
from compliance_engine.dates.to_come import refuse_day_to_come
from compliance_engine.errors import UsageError
from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Finding
from compliance_engine.findings.naming import subject_of
from compliance_engine.inference.engine import Engine, EngineChoice
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.findings.naming import Subject
    from compliance_engine.judgement.model import Judgement

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGE = "en"
_ONE_DAY = timedelta(days=1)


def signed(by: str) -> Callable[[F], F]:
    """The options that every judgement needs, of which `by` says who gives the name."""

    def signing(command: F) -> F:
        for option in (
            click.option("--replace", is_flag=True, help="Put it in place of one in force."),
            click.option(
                "--until", type=options.DayType(), required=True, help="The last day in force."
            ),
            click.option("--reason", required=True, help="Why, in a sentence."),
            click.option("--by", required=True, help=by),
        ):
            command = option(command)
        return command

    return signing


def places(command: F) -> F:
    """Where records, rules, judgements and letters are, the day, and the evaluator."""
    day = click.option(
        "--as-of",
        type=options.DayType(),
        default=options.today,
        help="The day on which the finding stands.  [default: today, UTC]",
    )
    return options.folders(options.judgements(options.letters(day(options.engine(command)))))


@dataclass(frozen=True)
class Bench:
    """The inputs of a command that judges, and the day."""

    inputs: Inputs
    as_of: date
    engine_choice: EngineChoice

    @classmethod
    def open(
        cls,
        records_folder: Path,
        rules_folder: Path,
        judgements_folder: Path | None,
        as_of: date,
        engine_choice: EngineChoice,
        *,
        letters_store: str | None,
    ) -> Bench:
        """Raises UsageError, also where judgements cannot be written, or for a day to come."""
        from compliance_engine.judgement.recording import refuse_shipped

        refuse_day_to_come(
            "--as-of",
            as_of,
            options.today(),
            "A judgement is on what is found, not on what will be. To look ahead: forecast, or "
            "check --as-of",
        )
        inputs = open_inputs(
            records_folder,
            rules_folder,
            judgements_folder=judgements_folder,
            letters=KnownLetters.in_store(letters_store),
        )
        check_day(as_of, inputs.rulebook)
        refuse_shipped(inputs.judgement_folder.path)
        return cls(inputs, as_of, engine_choice)

    def findings_on(self, code: str) -> tuple[Finding, ...]:
        """The findings of a State on the day."""
        records = {code: self.inputs.record(code)}
        with Engine(self.inputs.rulebook, self.engine_choice) as engine:
            return check(records, self.inputs.rulebook, engine, self.as_of).findings

    def finding(self, name: str) -> tuple[Subject, Finding]:
        """The finding of this id on the day. Raises UsageError."""
        book = self.inputs.rulebook
        rules = [one.id for one in book.rules]
        code = self.inputs.code_of(name.partition("/")[0])
        found = {one.id: one for one in self.findings_on(code)}
        subject = subject_of(name, rules, book.renamed)
        if subject is not None:
            present = "/".join(part for part in (code, subject.rule, subject.key) if part)
            if present in found:
                return subject._replace(state=code), found[present]
        on_state = f"To list those of the State: compliance-engine check --state {code}"
        raise UsageError(
            f"there is no finding '{name}' on {self.as_of}. {did_you_mean(name, found, on_state)}"
        )

    def days(self, name: str, first: date, last: date) -> Span:
        """The days from `first` to `last`, both included. Raises UsageError."""
        if last < first:
            raise UsageError(f"--until {last} comes before {name} {first}")
        if last < self.as_of:
            raise UsageError(f"--until {last} has passed already: the day is {self.as_of}")
        return Span(first, last + _ONE_DAY)

    def record(self, judgement: Judgement, *, replace: bool) -> Path:
        """Writes a judgement. Raises UsageError and InvalidInputError."""
        from compliance_engine.judgement.recording import record_judgement

        inputs = self.inputs
        self._refuse_words(judgement.reason)
        reference = inputs.judgement_folder.reference(inputs.folder, inputs.rulebook, inputs.words)
        return record_judgement(inputs.judgement_folder.path, judgement, reference, replace=replace)

    def _refuse_words(self, reason: str) -> None:
        for word in self.inputs.words.found_in(reason, LANGUAGE):
            raise UsageError(
                f"--reason: '{word.word}' is not said: {word.why}. Say instead: {word.say}"
            )


def refuse_empty(**texts: str) -> None:
    """Raises UsageError where an option that signs or explains is empty."""
    for name, text in texts.items():
        if not text.strip():
            raise UsageError(f"--{name} is empty; a judgement says who made it, and why")


def one_line(text: str) -> str:
    """A text without spaces around it, on one line."""
    return " ".join(text.split())
