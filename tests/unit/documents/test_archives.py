"""One limit of unpacking for every file that is a zip archive."""

from __future__ import annotations

import ast
import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from compliance_engine.documents import archives
from compliance_engine.documents.archives import WORD, WORKBOOK, opened, parts_of
from compliance_engine.errors import InvalidInputError, Place

PACKAGE = Path(archives.__file__).parents[1]
PLACE = Place("e.docx")
UNPACKS = ("ZipFile", "PyZipFile", "Document", "DocxTemplate", "load_workbook", "from_filelike",
           "from_path", "from_object", "is_zipfile", "unpack_archive")  # fmt: skip


def packed(
    parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, content)
    return out.getvalue()


def twice(name: str, other: str) -> bytes:
    return packed([(name, b"1"), (other, b"2")])


def flagged_as_encrypted() -> bytes:
    made = bytearray(packed({"a": b"text"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + at] |= 1
    return bytes(made)


def overlapping() -> bytes:
    """Two entries of the directory that name the same bytes."""
    made = packed({"a": b"text" * 100, "b": b"text" * 100})
    second = made.index(b"PK\x01\x02", made.index(b"PK\x01\x02") + 1)
    return made[: second + 42] + struct.pack("<L", 0) + made[second + 46 :]


def damaged() -> bytes:
    made = bytearray(packed({"a": bytes(range(256)) * 20}))
    made[60] ^= 0xFF
    return bytes(made)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"no archive", "no Word file"),
    "nothing": (lambda: b"", "no Word file"),
    "cut": (lambda: packed({"a": b"text" * 50})[:60], "no Word file"),
    "damaged": (damaged, "is damaged"),
    "a bomb": (lambda: packed({"a": bytes(30_000_000)}), "250 times as large"),
    "many": (lambda: packed({str(n): b"" for n in range(5001)}), "more than 5000 parts"),
    "the same name twice": (lambda: twice("a", "a"), "twice"),
    "the same name but for case": (lambda: twice("word/a.xml", "word/A.xml"), "twice"),
    "a way out": (lambda: packed({"../a": b""}), "leads out of it"),
    "an absolute name": (lambda: packed({"/etc/a": b""}), "leads out of it"),
    "a name as on Windows": (lambda: packed({"word\\a": b""}), "leads out of it"),
    "encrypted": (flagged_as_encrypted, "protected with a password"),
    "packed otherwise": (lambda: packed({"a": b"1"}, zipfile.ZIP_LZMA), "no Office program"),
    "overlapping": (overlapping, "overlap"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_an_archive_beyond_what_office_programs_write_is_refused(kind: str) -> None:
    make, told = REFUSED[kind]
    with pytest.raises(InvalidInputError) as refused:
        parts_of(make(), WORD, PLACE)
    assert told in str(refused.value)
    assert "e.docx" in str(refused.value)


def test_the_sum_of_many_parts_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)
    with pytest.raises(InvalidInputError, match="when it is unpacked"):
        parts_of(packed({str(n): bytes(300) for n in range(4)}), WORKBOOK, PLACE)


def test_the_size_is_limited_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed({"a": b"text"})
    with opened(content, WORKBOOK, PLACE) as archive:
        assert archive.namelist() == ["a"]
    monkeypatch.setattr(archives, "MAX_PACKED", 10)
    with pytest.raises(InvalidInputError, match="is larger than"), opened(content, WORKBOOK, PLACE):
        pass


def unpackers() -> Iterator[str]:
    """Every place of the package that gives a library something to unpack, as it is written."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name), args=[given, *_]
                ) if name in UNPACKS:
                    yield f"{path.relative_to(PACKAGE).as_posix()}: {name}({ast.unparse(given)})"


def test_nothing_unpacks_a_file_by_its_name() -> None:
    """A pipe or a device would keep whoever opens it: all are given bytes that were read."""
    assert {*unpackers()} == {
        "documents/archives.py: ZipFile(io.BytesIO(content))",
        "letters/drafting/archive.py: ZipFile(out)",
        "letters/drafting/template.py: DocxTemplate(io.BytesIO(document))",
        "letters/outgoing/writing.py: ZipFile(out)",
        "records/spreadsheets/workbook_reading.py: from_filelike(BytesIO(data))",
        "reports/brief/rendering/archive.py: ZipFile(BytesIO(archive))",
        "reports/brief/rendering/archive.py: ZipFile(out)",
    }


def test_what_office_programs_write_is_read_in_its_order() -> None:
    parts = {"word/": b"", "word/b.xml": b"2", "word/a.xml": b"1" * 4_000_000}
    assert list(parts_of(packed(parts), WORD, PLACE)) == ["word/b.xml", "word/a.xml"]
