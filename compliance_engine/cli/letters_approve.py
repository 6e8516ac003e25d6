"""``compliance-engine letters approve ID``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import letters_options, offers, options


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option("--by", required=True, help="Who approves it.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The draft as it was edited in Word.  [default: the draft where it was written]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to put the letter to be sent.  [default: beside the draft]",
)
@letters_options.store
@options.rules_folder
@options.language
def approve(
    *,
    reference: str,
    by: str,
    file: Path | None,
    out: Path | None,
    store_name: str | None,
    rules_folder: Path,
    language: str,
) -> None:
    """Approve the bytes of a letter.

    What is approved is the file as it stands, with every edit made in Word. It is read whole, and
    sent back, with the place, if a reader could find in it what is not its text, such as a tracked
    change or a comment. The letter to be sent is written without the watermark of a draft and
    without what Word keeps beside the text; what was taken out is told. Whoever edits either of
    them after that has to have it approved again.
    """
    from compliance_engine.errors import Place
    from compliance_engine.letters.outgoing.reading import outgoing, pictures_in
    from compliance_engine.letters.register import acting
    from compliance_engine.letters.register.chain import APPROVED, DRAFT
    from compliance_engine.letters.register.copies import copies_in, name_of, path_of
    from compliance_engine.letters.register.edited import check_said
    from compliance_engine.letters.register.reading import BEGIN, content, letter_named
    from compliance_engine.phrases.phrases import Phrases
    from compliance_engine.records.states import state_of_code
    from compliance_engine.rulebook.letters.loading import FOLDER
    from compliance_engine.rulebook.words import load_words

    signed = letters_options.signed(by)
    store = letters_options.register_in(store_name)
    with store.reading(BEGIN) as connection:
        seen = letter_named(connection, reference)
        copies = copies_in(connection)
        put = path_of(copies, seen, DRAFT)
        beside = path_of([one for one in copies if one.sealed], seen, DRAFT)
        drafted = content(connection, seen.letter)
    chosen = file or (put if put is not None and put.exists() else None)
    approved = letters_options.content_of(chosen) if chosen is not None else drafted
    place = Place(str(chosen) if chosen is not None else f"letter {seen.reference}")
    leaving = outgoing(approved, place, pictures_in(drafted, place))
    words = (load_words(rules_folder), load_words(rules_folder / FOLDER))
    check_said(seen, leaving, place, words)
    folder = (out or (beside.parent if beside is not None else Path())).absolute()
    to_send = folder / name_of(seen, APPROVED)
    with store.writing() as connection:
        letter = acting.approve(connection, seen, approved, leaving.file, signed, put=to_send)
    letters_options.put_in_place(store, folder)
    phrases = Phrases("register", language)
    click.echo(
        phrases(
            "approved told",
            letter=letter.reference,
            state=state_of_code(letter.state).names[language],
            who=signed.who,
            of=phrases("as drafted") if approved == drafted else str(chosen),
            path=to_send,
        )
    )
    if leaving.taken_out:
        kinds = ", ".join(phrases(f"taken out {one}") for one in leaving.taken_out)
        click.echo(phrases("taken out told", kinds=kinds))
