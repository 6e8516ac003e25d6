"""``compliance-engine letters show ID``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import letters_options, offers, options


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder into which its files are written: the draft, its basis, what was approved.",
)
@letters_options.store
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
@options.language
def show(
    *,
    reference: str,
    out: Path | None,
    store_name: str | None,
    rules_folder: Path,
    form: str,
    language: str,
) -> None:
    """One letter, and what became of it.

    Who did what with it and when, what it is about, and what it says.
    """
    from compliance_engine.cli.rendering.letter import render_letter
    from compliance_engine.letters.register.copies import note_handed_out, write_out
    from compliance_engine.letters.register.reading import letter_named
    from compliance_engine.rulebook.loading import load_rulebook

    store = letters_options.register_in(store_name)
    with store.reading() as connection:
        letter = letter_named(connection, reference)
        if out is None:
            letters_options.tell_not_written(connection, letter.reference)
        else:
            for path in write_out(connection, letter, out):
                click.echo(path, err=True)
    if out is not None:
        note_handed_out(store, letter)
    click.echo(
        render_letter(form, letter, load_rulebook(rules_folder), language=language), nl=False
    )
