"""Office files are archives that note when each part was written: here they note no time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can note."""


def without_times(archive: bytes) -> bytes:
    """The same archive, the same on every day on which it is made."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = ZipInfo(name, _LONG_AGO)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            made.writestr(part, given.read(name))
    return out.getvalue()
