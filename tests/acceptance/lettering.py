"""Letters for tests: made-up drafts in Word files, a register of them, and its commands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from docx import Document

from compliance_engine.cli import options
from compliance_engine.letters.model import Draft
from compliance_engine.letters.register.adding import Signed, register
from compliance_engine.letters.register.copies import in_folder, write_copies
from compliance_engine.letters.register.letter import Letter
from compliance_engine.letters.register.reading import letter_named, next_references
from compliance_engine.store.location import location_of
from compliance_engine.store.opened import Store
from tests.acceptance.command_line import DONE, Ran, run

INITIAL = "TUV/article-7/initial-report-outstanding"
ANNUAL = "TUV/article-7/annual-report-outstanding/2013"
DRAFTED = datetime(2026, 3, 1, 9, tzinfo=UTC)
OFFICER = "Ana Silva"
SENT = ("--on", "2026-03-02", "--via", "note verbale")

WATERMARK = (
    '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136">'
    '<v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
)


@cache
def empty_store() -> bytes:
    """A store of the present version in a file, without anything in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        Store(location_of(str(path))).prepare()
        return path.read_bytes()


@cache
def word_file(text: str) -> bytes:
    """A Word file with a paragraph, and in its header the watermark of a draft."""
    document = Document()
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = "Implementation Support Unit"
    out = io.BytesIO()
    document.save(out)
    return _with_watermark(out.getvalue())


def _with_watermark(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as parts, zipfile.ZipFile(out, "w") as made:
        for part in parts.infolist():
            content = parts.read(part).decode("utf-8", "surrogateescape")
            if part.filename.startswith("word/header"):
                content = content.replace("</w:p>", f"{WATERMARK}</w:p>", 1)
            made.writestr(part, content.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def draft(reference: str, *matters: str, state: str = "TUV", said: str = "Dear friends") -> Draft:
    """A made-up draft of a letter."""
    text = f"Reference {reference}. {said}."
    return Draft(
        reference,
        state,
        "en",
        DRAFTED.date(),
        ("initial-report-outstanding",),
        matters or (INITIAL,),
        word_file(text),
        word_file(f"Basis of {reference}"),
        text,
    )


@dataclass(frozen=True)
class Register:
    """A register in a store, and the folder in which its files are put."""

    store: str
    folder: Path

    @property
    def opened(self) -> Store:
        return Store(location_of(self.store))

    def begin(self) -> Store:
        """The store, made if there is none."""
        store = self.opened
        if store.location.path is None:
            store.prepare()
        elif not store.location.path.exists():
            store.location.path.write_bytes(empty_store())
        return store

    def add(self, *drafts: Draft, at: datetime = DRAFTED) -> tuple[Letter, ...]:
        """Registers drafts and puts their files in the folder."""
        store = self.begin()
        with store.writing() as connection:
            made = register(connection, drafts, Signed(OFFICER, at), in_folder(self.folder))
        assert write_copies(store, self.folder) == ()
        return made

    def drafted(self, *matters: str, state: str = "TUV", at: datetime = DRAFTED) -> str:
        """Registers one more draft: its reference."""
        store = self.begin()
        with store.reading() as connection:
            (reference,) = next_references(connection, at.year, 1)
        self.add(draft(reference, *matters, state=state), at=at)
        return reference

    def approved(self) -> str:
        """A letter that was approved: its reference."""
        reference = self.drafted()
        ran = self.ask("approve", reference, "--by", "Berta Ruiz")
        assert ran.code == DONE, ran.err
        return reference

    def was_sent(self) -> str:
        """A letter that was sent: its reference."""
        reference = self.approved()
        ran = self.ask("mark-sent", reference, *SENT, "--by", "Carl Ek")
        assert ran.code == DONE, ran.err
        return reference

    def letter(self, reference: str) -> Letter:
        with self.opened.reading() as connection:
            return letter_named(connection, reference)

    def ask(self, command: str, *arguments: str | Path, at: str = "2026-03-02T10:00") -> Ran:
        """A command on the register, given at this moment, UTC."""
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        with (
            patch.object(options, "now", lambda: moment),
            patch.object(options, "today", moment.date),
        ):
            return run("letters", command, *arguments, "--store", self.store)

    def told(self, reference: str) -> list[tuple[str, str, str | None]]:
        """Each step of a letter: what, who, and the day that it names."""
        steps: Sequence[dict[str, str]] = self.ask("show", reference, "--format", "json").json[
            "steps"
        ]
        return [(one["step"], one["who"], one["day"]) for one in steps]

    def file(self, reference: str, part: str = "") -> Path:
        """Where a file of a letter to Tuvalu stands."""
        return self.folder / f"{reference.replace('/', '-')}-TUV{part}.docx"
