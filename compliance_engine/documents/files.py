"""Text from files, with the sizes and encodings that can be trusted, and into files whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError

MAX_BYTES = 1_000_000
"""No record or rule comes near this; a larger file is a mistake or an attack."""


def read_text(path: Path, shown_as: str) -> str:
    """The text of a UTF-8 file of at most `MAX_BYTES`.

    Raises InvalidInputError, naming the file as `shown_as`, if it cannot be read.
    """
    place = Place(shown_as)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(place, f"cannot be read: {error.strerror or error}")
        raise InvalidInputError([problem]) from error
    if len(data) > MAX_BYTES:
        raise InvalidInputError(
            [
                Problem(
                    place,
                    f"is larger than {MAX_BYTES // 1000} kB, far more than one State's record "
                    "or one rule needs",
                    "Split the file, or check that it is what it should be.",
                )
            ]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise InvalidInputError(
            [
                Problem(
                    Place(shown_as, line, column),
                    f"is not UTF-8 text: byte 0x{error.object[error.start]:02x}",
                    "Save the file again with the encoding UTF-8.",
                )
            ]
        ) from error


def write_text(path: Path, text: str) -> None:
    """Puts `text` into the file at `path`, as UTF-8: all of it, or the file stays as it was.

    Raises UsageError if the file cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Puts `content` into the file at `path`: all of it, or the file stays as it was.

    Raises UsageError if the file cannot be written.
    """
    made: Path | None = None
    try:
        with NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False
        ) as temporary:
            made = Path(temporary.name)
            temporary.write(content)
        made.chmod(path.stat().st_mode if path.exists() else 0o644)
        made.replace(path)
        made = None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if made is not None:
            with suppress(OSError):
                made.unlink()
