"""Letters as PDF, to be looked at before anybody opens Word.

LibreOffice renders the Word files themselves. Where it is not there, WeasyPrint renders a twin of
each in HTML, which has the words and not the looks of the template.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from compliance_engine.documents.escaping import for_template
from compliance_engine.errors import UsageError
from compliance_engine.letters.drafting.drafts import Drafted
from compliance_engine.letters.drafting.index import names_of
from compliance_engine.letters.drafting.right_to_left import RIGHT_TO_LEFT

_PROGRAMS = ("soffice", "libreoffice")
_AT_ONCE = 40
_SECONDS = 300


def previews_of(drafts: Sequence[Drafted], watermarks: Mapping[str, str]) -> dict[str, bytes]:
    """The letters as PDF, by the names of their files.

    `watermarks` are the words of the watermark by language. Raises UsageError if neither program
    is there, or if the one that is there fails.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is not None:
        return _by_libreoffice(program, drafts)
    return {
        _pdf(one): _by_weasyprint(html_twin(one, watermarks[one.draft.language])) for one in drafts
    }


def _pdf(drafted: Drafted) -> str:
    return f"{names_of(drafted)[0].removesuffix('.docx')}.pdf"


def _by_libreoffice(program: str, drafts: Sequence[Drafted]) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    with TemporaryDirectory(prefix="letters-") as name:
        folder = Path(name)
        for begin in range(0, len(drafts), _AT_ONCE):
            some = drafts[begin : begin + _AT_ONCE]
            paths = []
            for one in some:
                paths.append(folder / names_of(one)[0])
                paths[-1].write_bytes(one.draft.letter)
            told = _converted(program, folder, paths)
            for one in some:
                pdf = folder / _pdf(one)
                if not pdf.is_file():
                    raise UsageError(
                        f"LibreOffice made no PDF of {names_of(one)[0]}: "
                        f"{told or 'it does not say why'}. "
                        "Draft without --preview, and open the Word files"
                    )
                made[pdf.name] = pdf.read_bytes()
    return made


def _converted(program: str, folder: Path, paths: Sequence[Path]) -> str:
    """What LibreOffice said; it has a profile of its own, whatever else is open."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir",
               str(folder), *map(str, paths)]  # fmt: skip
    try:
        ran = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return ran.stderr.decode(errors="replace").strip()


def html_twin(drafted: Drafted, watermark: str) -> str:
    """The letter as one page of HTML."""
    from jinja2 import Environment, StrictUndefined

    source = files("compliance_engine.letters.drafting").joinpath("twin.html").read_text("utf-8")
    language = drafted.draft.language
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=for_template, trim_blocks=True
    )
    return environment.from_string(source).render(
        **drafted.fields,
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        watermark=watermark,
    )


def _by_weasyprint(html: str) -> bytes:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise UsageError(
            "a preview needs LibreOffice, or WeasyPrint: install either, the latter with "
            "pip install 'compliance-engine[pdf]'"
        ) from error
    pdf: bytes = HTML(string=html).write_pdf()
    return pdf
