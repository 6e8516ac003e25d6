"""``compliance-engine rules new``."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.rendering.worked_cases import render_case
from compliance_engine.documents.text import canonical
from compliance_engine.drafting.model import Wish
from compliance_engine.drafting.saving import refuse_unless_free, save_draft
from compliance_engine.drafting.subjects import SUBJECTS, draft_of, subject_values
from compliance_engine.drafting.trying import Tried, try_draft
from compliance_engine.errors import UsageError
from compliance_engine.inference.engine import EngineChoice
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import NATURES, Severity

SEVERITIES: tuple[str, ...] = get_args(Severity)


@click.command()
@click.option(
    "--id", "rule", help="Its id: the folder and the name, such as article-9/bill-pending."
)
@click.option(
    "--kind", "subject", type=click.Choice(SUBJECTS), help="The kind of fact that it is about."
)
@click.option(
    "--duty", type=offers.DUTY, help="Which duty, as the rulebook calls it. [default: the first]"
)
@click.option(
    "--verdicts", help="What it finds of the duty, separated by commas: outstanding, met late, …"
)
@click.option("--status", help="What it finds of the measure or case: in progress, open, …")
@click.option("--title", help="The title in English. [default: made of the above]")
@click.option("--cites", multiple=True, help="A provision, such as 'APMBC 9'. Repeatable.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="[default: medium]")
@click.option("--nature", type=click.Choice(NATURES), help="[default: by what it is about]")
@click.option(
    "--follow-up",
    type=offers.FAMILY,
    help="The paragraph of the letter that follows from it, if any.",
)
@click.option(
    "--no-input", is_flag=True, help="Ask nothing: take the default of what is not given."
)
@options.rules_folder
@options.engine
def new(
    *,
    rule: str | None,
    subject: str | None,
    duty: str | None,
    verdicts: str | None,
    status: str | None,
    title: str | None,
    cites: tuple[str, ...],
    severity: str | None,
    nature: str | None,
    follow_up: str | None,
    no_input: bool,
    rules_folder: Path,
    engine_choice: EngineChoice,
) -> None:
    """Write a rule with its worked cases.

    Asks what is not given, with a default for each answer. The rule is a draft on a duty, a
    measure or a case, in all languages; its cases are of every kind, on the days that the
    duty's own clock gives. It is tried out first: what is written passes.
    """
    rulebook = load_rulebook(rules_folder)
    ask = _Asker(no_input)
    rule = ask.text("Id of the rule (folder/name)", rule, None, "--id")
    refuse_unless_free(rule, rules_folder)
    subject = ask.choice("What is it about", subject, SUBJECTS)
    values = _listed(verdicts) if subject == "duty" else (canonical(status),) if status else ()
    if subject == "duty":
        duty = ask.choice("Which duty", duty, [one.kind for one in rulebook.duties])
    if not values and not no_input:
        values = _asked_values(ask, subject, rulebook)
    wish = Wish(rule, subject, duty, values, title, cites, severity or "medium", nature, follow_up)
    wish = wish if no_input else _asked_words(ask, wish, rulebook)
    tried = try_draft(draft_of(wish, rulebook), rulebook, rules_folder, engine_choice)
    save_draft(tried.files, rules_folder, tried.registers)
    for result in tried.results:
        click.echo(render_case(result))
    click.echo(_what_next(rule, rules_folder, tried))


class _Asker:
    """Asks for what was not given, unless nothing is to be asked."""

    def __init__(self, silent: bool) -> None:
        self._silent = silent

    def text(self, question: str, given: str | None, default: str | None, option: str) -> str:
        """A text. Raises UsageError if there is neither an answer nor a default."""
        if given is not None:
            return given
        if not self._silent:
            answer: str = click.prompt(question, default=default, err=True)
            return answer
        if default is None:
            raise UsageError(f"{option} is needed where nothing is asked")
        return default

    def choice(self, question: str, given: str | None, offered: list[str] | tuple[str, ...]) -> str:
        """One of what is offered, the first by default."""
        if given is not None or self._silent:
            return given or offered[0]
        answer: str = click.prompt(
            question, default=offered[0], type=click.Choice(offered), err=True
        )
        return answer


def _listed(given: str | None) -> tuple[str, ...]:
    """The verdicts that an option lists."""
    return tuple(canonical(one) for one in given.split(",")) if given else ()


def _asked_values(ask: _Asker, subject: str, rulebook: Rulebook) -> tuple[str, ...]:
    offered = subject_values(subject, rulebook)
    if subject == "duty":
        overdue = "outstanding, last known outstanding"
        click.echo(f"It can find: {overdue}; or: met late", err=True)
        return _listed(ask.text("What does it find", None, overdue, "--verdicts"))
    return (ask.choice("Which status does it find", None, offered),)


def _asked_words(ask: _Asker, wish: Wish, rulebook: Rulebook) -> Wish:
    """The rest, with what the rulebook offers as the default of each answer."""
    draft = draft_of(wish, rulebook)
    title = ask.text("Title in English", wish.title, draft.title["en"], "--title")
    cites = wish.cites or tuple(
        canonical(one)
        for one in ask.text("Cites", None, ", ".join(draft.cites), "--cites").split(",")
    )
    severities = sorted(SEVERITIES, key=lambda one: one != wish.severity)
    severity = ask.choice("Severity", None, severities)
    natures = sorted(NATURES, key=lambda one: one != draft.nature)
    nature = wish.nature or ask.choice("Nature", None, natures)
    follow_up = wish.follow_up or ask.text("Paragraph of the letter, if any", None, "", "") or None
    return Wish(
        wish.id, wish.subject, wish.duty, wish.values, title, cites, severity, nature, follow_up
    )


def _what_next(rule: str, rules: Path, tried: Tried) -> str:
    where = rules / rule
    named = "".join(f"  {rules / name}, which now names it\n" for name in tried.registers)
    return (
        f"{len(tried.results)} passed. Written:\n"
        f"  {where}.yaml\n"
        f"  {where}.cases.yaml\n"
        f"{named}"
        "Next:\n"
        f"  1. Edit both in a text editor: the words, the conditions, the reason, the days.\n"
        f"  2. compliance-engine rules test {rule}\n"
        f"  3. compliance-engine rules lock"
    )
