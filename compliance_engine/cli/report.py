"""``compliance-engine report``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import options

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.findings.model import Finding
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@options.folders
@options.judgements
@options.dates
@options.states
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write; one that is there is replaced.",
)
@options.language
@options.engine
def report(
    *,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    as_of: date,
    known_at: date | None,
    state_names: tuple[str, ...],
    out: Path,
    language: str,
    engine_choice: EngineChoice,
) -> None:
    """One offline page with all States.

    A single HTML file that opens in any browser and asks nothing of any network: a map, what each
    State owes, which States owe a duty, and a part for each State with its findings, calendar,
    history and sources. It opens in the language of --lang; readers can choose another.
    """
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.documents.files import write_text
    from compliance_engine.inference.engine import Engine
    from compliance_engine.phrases.phrases import LANGUAGES
    from compliance_engine.reports.page.gathering import gathered
    from compliance_engine.reports.page.rendering import MadeFrom, page_html
    from compliance_engine.rulebook.languages import missing_translations

    inputs = open_inputs(
        records_folder, rules_folder, language, judgements_folder=judgements_folder
    )
    check_day(as_of, inputs.rulebook)
    chosen = inputs.chosen(state_names)
    others = [one for one in LANGUAGES if one != language]
    spoken = [one for one in others if not missing_translations(inputs.rulebook, one)]
    languages = (language, *spoken)
    with Engine(inputs.rulebook, engine_choice) as engine:
        states = [
            *inputs.of_each(
                chosen,
                lambda code: gathered(
                    inputs.record(code),
                    inputs.rulebook,
                    engine,
                    as_of,
                    languages,
                    known_at=known_at,
                ),
            )
        ]
    made_from = MadeFrom(
        inputs.folder.sha256,
        engine.used,
        only_some=bool(state_names),
        crashed_at=engine.crash.state if engine.crash else None,
    )
    findings = [told.finding for one in states for told in one.findings[0]]
    page = page_html(
        states,
        inputs.rulebook,
        as_of,
        made_from,
        languages,
        known_at=known_at,
        judged=_judged(inputs, chosen, findings, as_of, languages),
    )
    write_text(out, page)
    counted = "1 State" if len(states) == 1 else f"{len(states)} States"
    click.echo(f"{out}: {counted}, {len(page.encode()) / 1e6:.1f} MB.", err=True)


def _judged(
    inputs: Inputs,
    chosen: Sequence[str],
    findings: Sequence[Finding],
    as_of: date,
    languages: Sequence[str],
) -> Mapping[str, tuple[str, ...]]:
    """What stands beside the findings that were judged, in each language."""
    from compliance_engine.cli.rendering.judgement_words import JudgementWords
    from compliance_engine.findings.model import Check
    from compliance_engine.judgement.applying import apply

    check = Check(as_of, None, len(chosen), tuple(findings), (), {})
    applied = apply(check, inputs.judgements_on(chosen), as_of)
    words = [JudgementWords(one) for one in languages]
    return {name: tuple(one.beside(judged) for one in words) for name, judged in applied.of.items()}
