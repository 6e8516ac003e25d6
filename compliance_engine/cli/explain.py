"""``compliance-engine explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import offers, options
from compliance_engine.cli.answers import Answer, answered
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@click.argument("what", type=offers.STATE_OR_FINDING)
@click.argument("rule", type=offers.RULE, required=False)
@options.folders
@options.letters
@options.dates
@options.formats("table", "json")
@options.language
@click.option("--conditions", is_flag=True, help="Show each condition also as the rule writes it.")
@options.engine
@options.cached
@answered
def explain(
    *,
    what: str,
    rule: str | None,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    letters_store: str | None,
    form: str,
    language: str,
    conditions: bool,
    engine_choice: EngineChoice,
    cache: Cache,
) -> Answer:
    """Why a rule finds something, or not.

    Opens with sentences to be read aloud, then shows the record lines and each condition with
    what it saw; if one does not hold, what would have to be different, and from when.

    Give a State and a rule (explain TUV article-7/initial-report-outstanding), or the id of a
    finding (explain TUV/article-7/initial-report-outstanding).
    """
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, load_inputs
    from compliance_engine.cli.rendering.explain import render_accounts
    from compliance_engine.findings.explanation.account import accounts
    from compliance_engine.inference.engine import Engine

    letters = KnownLetters.in_store(letters_store)
    inputs = load_inputs(records_folder, rules_folder, language, cache, letters=letters)
    check_day(as_of, inputs.rulebook)
    code, rule_id, key = _asked(inputs, what, rule)
    record, found = inputs.record(code), inputs.rulebook.rule(rule_id)
    with Engine(inputs.rulebook, engine_choice) as engine:
        told = accounts(
            record,
            found,
            inputs.rulebook,
            engine,
            as_of,
            language=language,
            known_at=known_at,
            key=key,
        )
    page = render_accounts(
        form, record, told, inputs.rulebook, as_of, language=language, conditions=conditions
    )
    return Answer(page)


def _asked(inputs: Inputs, what: str, rule: str | None) -> tuple[str, str, str | None]:
    """The State, the rule and the key that are asked for. Raises UsageError."""
    if rule is not None:
        return inputs.code_of(what), inputs.rule(rule).id, None
    from compliance_engine.findings.naming import subject_of

    book = inputs.rulebook
    subject = subject_of(what, [one.id for one in book.rules], book.renamed)
    if subject is not None:
        return inputs.code_of(subject.state), subject.rule, subject.key or None
    state, _, rest = what.partition("/")
    if not rest:
        raise UsageError(
            "explain needs a State and a rule, or the id of a finding: "
            "explain TUV article-7/initial-report-outstanding"
        )
    return inputs.code_of(state), inputs.rule(rest).id, None
