"""Word files as the archives that they are: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from compliance_engine.documents import archives
from compliance_engine.errors import Place

_BEGINNING = (1980, 1, 1, 0, 0, 0)


def parts_of(document: bytes) -> dict[str, bytes]:
    """The parts of a Word file of ours by name. Raises InvalidInputError if it is none."""
    return archives.parts_of(document, archives.WORD, Place("a Word file"))


def archived(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of these parts, in their order, without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _BEGINNING)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return out.getvalue()
