"""Word files as an officer might leave them: a letter, with something more in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

from docx import Document

from compliance_engine.documents.archives import WORD, parts_of
from compliance_engine.errors import InvalidInputError, Place
from compliance_engine.letters.outgoing.reading import Outgoing, outgoing

PLACE = Place("e.docx")
SAID = "The Committee would be grateful."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
Lead = tuple[str, str, str, bool]
"""From which part, of which type, to what, and whether that is elsewhere."""


@cache
def letter() -> bytes:
    """A letter with a page header, as python-docx writes it."""
    document = Document()
    document.add_paragraph(SAID)
    document.sections[0].header.paragraphs[0].text = "Implementation Support Unit"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(
    body: str = "",
    *,
    parts: Mapping[str, str | bytes] | None = None,
    leads: Sequence[Lead] = (),
    inside: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """The letter with XML at the end of its body, parts, and what leads to them.

    `inside` replaces a piece of a part by another. What is led to has the ids rIdX0, rIdX1 and on.
    """
    made = parts_of(letter(), WORD, PLACE)
    made["word/document.xml"] = _put(made["word/document.xml"], body, "<w:sectPr", "<w:document ")
    for name, (old, new) in (inside or {}).items():
        text = made[name].decode()
        assert old in text, name
        made[name] = text.replace(old, new, 1).encode()
    for number, (source, kind, target, elsewhere) in enumerate(leads):
        folder, _, last = source.rpartition("/")
        rels = f"{folder}/_rels/{last}.rels".removeprefix("/")
        mode = ' TargetMode="External"' if elsewhere else ""
        one = f'<Relationship Id="rIdX{number}" Type="{kind}" Target="{target}"{mode}/>'
        before = made.get(rels, f'<Relationships xmlns="{PACKAGE[:-1]}"></Relationships>'.encode())
        made[rels] = before.replace(b"</Relationships>", f"{one}</Relationships>".encode())
    for name, content in (parts or {}).items():
        made[name] = content.encode() if isinstance(content, str) else content
    return packed(made)


def _put(part: bytes, xml: str, before: str, root: str) -> bytes:
    text = part.decode()
    begin = text.index(root)
    end = text.index(">", begin)
    text = f"{text[:begin]}{root}{NAMESPACES}{text[end:]}"
    at = text.rindex(before)
    return f"{text[:at]}{xml}{text[at:]}".encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(*runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run that says something."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def leaving(document: bytes) -> Outgoing:
    return outgoing(document, PLACE)


def refusal(document: bytes) -> str:
    """Why it may not leave; nothing if it may."""
    try:
        outgoing(document, PLACE)
    except InvalidInputError as error:
        return str(error)
    return ""


def content_of(document: bytes) -> bytes:
    """Everything in a Word file, one part after the other, with the names of the parts."""
    parts = parts_of(document, WORD, PLACE)
    return b"\n".join(name.encode() + b"\n" + content for name, content in parts.items())
