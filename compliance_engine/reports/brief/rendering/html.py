"""A brief as one HTML file: nothing is fetched, and it prints on A4."""

from __future__ import annotations

import re
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from compliance_engine.documents.escaping import for_template, in_markup
from compliance_engine.reports.brief.document import (
    Block,
    Inline,
    Note,
    Numbering,
    Pack,
    Strong,
    walked,
)
from compliance_engine.reports.charts import Spec, svg

_ADDRESS = re.compile(r"https?://[^\s;,]+(?:,[^\s;,]+)*")
_TEMPLATE = "brief.html.j2"


def html_of(pack: Pack) -> str:
    """The whole document."""
    shown = _Shown()
    environment = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=for_template,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "inline": shown.inline,
        "picture": _picture,
        "linked": _linked,
        "kind": _kind,
    }
    package = files("compliance_engine.reports.brief.rendering")
    template = environment.from_string((package / _TEMPLATE).read_text(encoding="utf-8"))
    parts = [
        (f"part-{number}", level, section)
        for number, (level, section) in enumerate(walked(pack.sections), start=1)
    ]
    return template.render(pack=pack, parts=parts, notes=shown.numbering.notes)


class _Shown:
    """Texts with the numbers of their notes, each of which leads to the note and back."""

    def __init__(self) -> None:
        self.numbering = Numbering()

    def inline(self, text: Inline) -> Markup:
        return Markup("").join(self._part(part) for part in text)

    def _part(self, part: str | Strong | Note) -> Markup:
        match part:
            case Note():
                number = self.numbering.number(part)
                link = '<sup><a id="ref-{0}" href="#note-{0}" role="doc-noteref">{0}</a></sup>'
                return Markup(link).format(number)
            case Strong(text=text):
                return Markup("<strong>{}</strong>").format(_shown(text))
            case _:
                return _shown(part)


def _picture(spec: Spec) -> Markup:
    """A chart as SVG, drawn by this program from figures alone."""
    return Markup(svg(spec))


def _linked(text: str) -> Markup:
    """A text whose addresses can be followed."""
    shown, rest = Markup(""), 0
    for match in _ADDRESS.finditer(text):
        link = Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(_shown(match[0]))
        shown += _shown(text[rest : match.start()]) + link
        rest = match.end()
    return shown + _shown(text[rest:])


def _shown(text: str) -> Markup:
    return Markup(in_markup(text))


def _kind(block: Block) -> str:
    return type(block).__name__
