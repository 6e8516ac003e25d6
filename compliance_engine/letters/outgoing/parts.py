"""Which parts of a Word file a letter may have: the rule for whole parts, as data.

A part is known by the relationship that leads to it. One that is not listed here is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/"
LIBRE_OFFICE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/"
"""As LibreOffice spells it."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True)
class Kept:
    """A part that is read, and written anew with what is allowed in it, under a name of ours."""

    named: str
    content_type: str


class TakenOut(StrEnum):
    """What does not leave with a letter, by what the officer is told of it."""

    PROPERTIES = "properties"
    CUSTOM_DATA = "custom data"
    PREVIEW = "preview picture"
    SIGNATURE = "digital signature"
    PROGRAMS = "add-ins"
    TEMPLATE = "attached template"
    MAIL_MERGE = "mail merge"
    VARIABLES = "document variables"
    PROTECTION = "protection"
    BLOCKS = "building blocks"
    FONTS = "embedded fonts"
    LINKS = "link addresses"
    CONTROLS = "content controls"
    FRAMES = "frame positions"
    ALT_TEXT = "picture descriptions"
    UNSEEN = "unseen headers and notes"
    NOTHING_SEEN = ""
    """What Word and other programs write for themselves, of which nobody need be told."""


@dataclass(frozen=True)
class Refused:
    """What a letter may not hold, and what to do about it in Word."""

    what: str
    remedy: str


_COMMENTS = Refused("comments", "In Word, choose Review, Delete, Delete All Comments, and save it.")
_OBJECT = Refused(
    "an object of another program", "Delete it, and write into the letter what is to be read."
)
_DRAWN = Refused("a chart or diagram", "Delete it, and write into the letter what is to be read.")
MACROS = Refused("macros", "Save it from Word as a document without macros (.docx).")
UNKNOWN_PART = Refused("a part that no letter has", "Save it anew from Word as a document (.docx).")
INSERTED_FILE = Refused(
    "another file that is inserted when it is opened",
    "Delete it, and write into the letter what is to be read.",
)

MAIN = OFFICE + "officeDocument"
HEADER, FOOTER = OFFICE + "header", OFFICE + "footer"
FOOTNOTES, ENDNOTES = OFFICE + "footnotes", OFFICE + "endnotes"
STYLES, NUMBERING, SETTINGS = OFFICE + "styles", OFFICE + "numbering", OFFICE + "settings"
THEME, IMAGE, HYPERLINK = OFFICE + "theme", OFFICE + "image", OFFICE + "hyperlink"

KEPT: Mapping[str, Kept] = {
    MAIN: Kept("word/document.xml", f"{_MAIN}document.main+xml"),
    STYLES: Kept("word/styles.xml", f"{_MAIN}styles+xml"),
    NUMBERING: Kept("word/numbering.xml", f"{_MAIN}numbering+xml"),
    SETTINGS: Kept("word/settings.xml", f"{_MAIN}settings+xml"),
    FOOTNOTES: Kept("word/footnotes.xml", f"{_MAIN}footnotes+xml"),
    ENDNOTES: Kept("word/endnotes.xml", f"{_MAIN}endnotes+xml"),
    HEADER: Kept("word/header{number}.xml", f"{_MAIN}header+xml"),
    FOOTER: Kept("word/footer{number}.xml", f"{_MAIN}footer+xml"),
    IMAGE: Kept("word/media/image{number}{ending}", ""),
}
"""Parts that a letter has. Pictures only as they stand in the draft."""

SEVERAL = frozenset((HEADER, FOOTER, IMAGE))
"""Those of which there can be several; of two texts a reader would see but one."""

TWICE = Refused(
    "a part of which a letter has but one", "Save it anew from Word as a document (.docx)."
)

TAKEN_OUT: Mapping[str, TakenOut] = {
    PACKAGE + "metadata/core-properties": TakenOut.PROPERTIES,
    LIBRE_OFFICE + "metadata/core-properties": TakenOut.PROPERTIES,
    PACKAGE + "metadata/thumbnail": TakenOut.PREVIEW,
    PACKAGE + "digital-signature/origin": TakenOut.SIGNATURE,
    OFFICE + "extended-properties": TakenOut.PROPERTIES,
    OFFICE + "custom-properties": TakenOut.PROPERTIES,
    OFFICE + "customXml": TakenOut.CUSTOM_DATA,
    OFFICE + "customXmlProps": TakenOut.CUSTOM_DATA,
    OFFICE + "glossaryDocument": TakenOut.BLOCKS,
    OFFICE + "attachedTemplate": TakenOut.TEMPLATE,
    OFFICE + "mailMergeSource": TakenOut.MAIL_MERGE,
    OFFICE + "mailMergeHeaderSource": TakenOut.MAIL_MERGE,
    OFFICE + "recipientData": TakenOut.MAIL_MERGE,
    OFFICE + "font": TakenOut.FONTS,
    OFFICE + "hyperlink": TakenOut.LINKS,
    OFFICE + "printerSettings": TakenOut.NOTHING_SEEN,
    OFFICE + "fontTable": TakenOut.NOTHING_SEEN,
    OFFICE + "webSettings": TakenOut.NOTHING_SEEN,
    OFFICE + "theme": TakenOut.NOTHING_SEEN,
    MICROSOFT + "2007/relationships/stylesWithEffects": TakenOut.NOTHING_SEEN,
    MICROSOFT + "2011/relationships/people": TakenOut.NOTHING_SEEN,
    MICROSOFT + "2020/10/relationships/intelligence": TakenOut.NOTHING_SEEN,
    MICROSOFT + "2011/relationships/webextensiontaskpanes": TakenOut.PROGRAMS,
    MICROSOFT + "2011/relationships/webextension": TakenOut.PROGRAMS,
    MICROSOFT + "2020/02/relationships/classificationlabels": TakenOut.PROPERTIES,
    "http://schemas.microsoft.com/office/2019/05/relationships/documenttasks": TakenOut.PROPERTIES,
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": TakenOut.PROGRAMS,
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": TakenOut.PROGRAMS,
}
"""Parts that programs write beside a text, with all that they lead to."""

REFUSED: Mapping[str, Refused] = {
    OFFICE + "comments": _COMMENTS,
    MICROSOFT + "2011/relationships/commentsExtended": _COMMENTS,
    MICROSOFT + "2016/09/relationships/commentsIds": _COMMENTS,
    MICROSOFT + "2018/08/relationships/commentsExtensible": _COMMENTS,
    OFFICE + "aFChunk": INSERTED_FILE,
    OFFICE + "subDocument": INSERTED_FILE,
    OFFICE + "frame": INSERTED_FILE,
    OFFICE + "oleObject": _OBJECT,
    OFFICE + "package": _OBJECT,
    OFFICE + "control": _OBJECT,
    OFFICE + "audio": _OBJECT,
    OFFICE + "video": _OBJECT,
    OFFICE + "chart": _DRAWN,
    OFFICE + "diagramData": _DRAWN,
    OFFICE + "diagramLayout": _DRAWN,
    OFFICE + "diagramQuickStyle": _DRAWN,
    OFFICE + "diagramColors": _DRAWN,
    MICROSOFT + "2007/relationships/diagramDrawing": _DRAWN,
    MICROSOFT + "2006/relationships/vbaProject": MACROS,
    MICROSOFT + "2006/relationships/wordVbaData": MACROS,
    MICROSOFT + "2006/relationships/keyMapCustomizations": MACROS,
}
"""Parts that a letter may not have, where more can be told of them than that."""

PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tiff": "image/tiff",
    ".tif": "image/tiff",
    ".emf": "image/x-emf",
    ".wmf": "image/x-wmf",
}
"""The pictures that Word shows, by the ending of their names."""
