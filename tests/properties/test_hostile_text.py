"""Any text in every text of a record: refused with its place, or written so that it is only text.

Each case is a record with other texts, which goes through one of the outputs in turn. HOSTILE_CASES
in the environment says how many cases there are, and HOSTILE_SEED from which number on.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

import pytest
from icalendar import Calendar

from compliance_engine.documents.text import first_refused
from compliance_engine.errors import InvalidInputError
from compliance_engine.records.loading import read_record
from tests.acceptance.command_line import INVALID_INPUT, Ran, run
from tests.hostile_text import BASE, as_yaml, fields_of, hostile_tree

CASES = int(os.environ.get("HOSTILE_CASES", "500"))
SEED = int(os.environ.get("HOSTILE_SEED", "1"))
PART = 50
"""Cases of a test, so that several workers share them."""

DAY = ("--as-of", "2022-06-01")
QUICK = ("--engine", "plain", "--no-cache")
STATE = "SSD"
STORE = ("--store", "audit.sqlite")
OUTPUTS: tuple[tuple[str, ...], ...] = (
    ("check", *DAY, *QUICK),
    ("check", *DAY, *QUICK, "--format", "json"),
    ("check", *DAY, *QUICK, "--format", "csv"),
    ("check", *DAY, *QUICK, "--format", "markdown"),
    ("records", "show", STATE),
    ("explain", f"{STATE}/article-1", *DAY),
    ("duties", STATE, *DAY, "--no-cache"),
    ("brief", "--on", "2022-06-01", "--engine", "plain", "--format", "markdown"),
    ("brief", "--on", "2022-06-01", "--engine", "plain", "--format", "html"),
    ("brief", "--on", "2022-06-01", "--engine", "plain", "--out", "made.docx"),
    ("check", *DAY, *QUICK, "--lang", "fr"),
    ("report", *DAY, "--engine", "plain", "--out", "made.html"),
    ("records", "export", "--csv", "made"),
    ("records", "export", "--xlsx", "made.xlsx", *DAY, "--engine", "plain"),
    ("forecast", *DAY, "--ics", "made.ics"),
    ("letters", "draft", *DAY, "--no-register", "--out", "made", "--by", "x"),
    (
        "audit",
        "run",
        *DAY,
        "--engine",
        "plain",
        "--store",
        "audit.sqlite",
        "--notify-command",
        "true",
    ),
    ("history", *DAY, "--format", "json"),
    ("forecast", *DAY, "--format", "markdown"),
    ("states", *DAY, "--format", "markdown"),
)
AFTER = {
    "audit": (
        ("audit", "show", "last", *STORE),
        ("audit", "show", "last", *STORE, "--format", "json"),
        ("audit", "message", "1.1", *STORE),
        ("audit", "message", "1.1", *STORE, "--format", "html"),
        ("audit", "message", "1.1", *STORE, "--format", "mail"),
    )
}
"""What is asked after an output."""

_MARK = re.compile(r"(?<!\\)(?:\\\\)*(?:<canary|\]\(javascript|`canary|!\[x)")


class _Elements(HTMLParser):
    """Sees every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes an element, or an attribute, that only a text of a record can have brought in."""
        names = {tag, *(name for name, _ in attributes)}
        self.wrong += names & {"canary", "img", "onerror", "onclick"}


def wrong_in_text(text: str) -> Iterator[str]:
    if found := first_refused(text.replace("\r\n", "\n").removeprefix("\ufeff")):
        yield f"holds {found}"


def wrong_in_html(text: str) -> Iterator[str]:
    page = _Elements()
    page.feed(text)
    yield from page.wrong


def wrong_in_csv(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True):
        yield from (f"formula {cell!r}" for cell in row if cell[:1] in tuple("=+-@\t\r＝"))  # noqa: RUF001


def wrong_in_archive(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                part = archive.read(name)
                expat.ParserCreate().Parse(part, True)
                if name != "word/numbering.xml":  # Word's own bullets are for private use
                    yield from wrong_in_text(part.decode())
                formulas = "|f" if name.startswith("xl/") else ""
                if re.search(rf"<(?:\w+:)?(?:canary{formulas})[ >/]".encode(), part):
                    yield f"{name} has an element of a record"


def wrong_in_calendar(text: str) -> Iterator[str]:
    events = Calendar.from_ical(text).walk("VEVENT")
    if len(events) != text.count("\r\nBEGIN:VEVENT\r\n"):
        yield "events that are none"


def wrong_in(name: str, content: bytes) -> list[str]:
    """What is wrong in something that was written, by the ending of its name."""
    if name.endswith((".docx", ".xlsx")):
        return [*wrong_in_archive(content)]
    text = content.decode()
    found = [*wrong_in_text(text)]
    match Path(name).suffix:
        case ".html":
            found += wrong_in_html(text)
        case ".csv":
            found += wrong_in_csv(text)
        case ".json":
            json.loads(text)
        case ".ics":
            found += wrong_in_calendar(text)
        case ".markdown":
            found += [f"unescaped {one[0]}" for one in _MARK.finditer(text)]
    return found


def complaints(ran: Ran, words: tuple[str, ...], folder: Path) -> list[str]:
    """What is wrong with a command and all that it wrote."""
    said = ran.out + ran.err
    if ran.code not in (0, 2, 3, 5) or "internal error" in said:
        return [f"exit code {ran.code}: {said[-400:]}"]
    found = [*wrong_in_text(ran.err)]
    form = words[words.index("--format") + 1] if "--format" in words else "text"
    if ran.code == 0:
        found += wrong_in(f"stdout.{form}", ran.stdout)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".sqlite", ".yaml"):
            found += [f"{path.name}: {one}" for one in wrong_in(path.name, path.read_bytes())]
    return found


def refused_or_not(text: str) -> str:
    """What becomes of a record that was just written: "read", "refused", or what must not be."""
    try:
        read_record(text, f"{STATE}.yaml")
    except InvalidInputError as error:
        without_place = [
            one for one in error.problems if one.place.file != f"{STATE}.yaml" or not one.place.line
        ]
        return "no place" if without_place or first_refused(str(error)) else "refused"
    return "read"


def test_the_record_has_every_text_of_the_models() -> None:
    record = read_record(BASE, f"{STATE}.yaml")
    found: set[tuple[str, str]] = set()

    def walk(value: object) -> None:
        for name in getattr(type(value), "model_fields", {}):
            inner = getattr(value, name)
            if inner == "T":
                found.add((type(value).__name__, name))
            walk(inner)
        for one in value.values() if isinstance(value, dict) else ():
            walk(one)
        for one in value if isinstance(value, tuple) else ():
            walk(one)

    walk(record)
    assert found == fields_of()
    assert len(found) > 30


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("first", range(SEED, SEED + CASES, PART))
def test_any_text_is_refused_with_its_place_or_is_written_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shown = 0
    for case in range(first, min(first + PART, SEED + CASES)):
        folder = tmp_path / str(case)
        records = folder / "records"
        records.mkdir(parents=True)
        monkeypatch.chdir(folder)
        tree = hostile_tree(random.Random(case))
        assert {refused_or_not(as_yaml(tree, escaped=one)) for one in (True, False)} in (
            {"read"},
            {"refused"},
        ), case
        (records / f"{STATE}.yaml").write_text(as_yaml(tree, escaped=True), encoding="utf-8")
        words = OUTPUTS[case % len(OUTPUTS)]
        ran = run(*words, "--records", records)
        shown += ran.code != INVALID_INPUT
        assert not complaints(ran, words, folder), (case, words)
        for more in AFTER.get(words[0], ()) if ran.code == 0 else ():
            assert not complaints(run(*more), more, folder), (case, more)
    assert shown, "every record was refused"
