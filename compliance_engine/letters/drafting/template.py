"""Word templates: opened once, checked against the fields that there are, filled many times.

Whoever styles a template in Word may change everything but the names in its braces. Docxtpl reads
these out of what Word made of them; the parts of the document are then filled here, so that the
same values give the same bytes. What a template can say is `template_language`; a template is
filled on trial when it is read, so that none fails when a letter is drafted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from compliance_engine.documents.archives import WORD, parts_of
from compliance_engine.documents.escaping import in_markup
from compliance_engine.documents.files import read_bytes
from compliance_engine.documents.markup import RefusedMarkup, check_markup, check_parts
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from compliance_engine.letters.drafting.template_language import Misuse, Shape

BODY = "word/document.xml"
STYLES = "word/styles.xml"
TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
HEADER = re.compile(r"word/header\d*\.xml")
LARGEST = 50_000_000
"""Bytes of a template."""

_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARAGRAPH = re.compile(r"(?=<w:p[ >])")
_MARKUP = re.compile(r"<[^<>]*>")
_LONGEST_SAID = 60
_IN = {"document": "the text", "header": "a page header", "footer": "a page footer"}
_HOW = "Write fields as {{ reference }}, loops as {%p for … %} and {%p endfor %}."


class WordTemplate:
    """A template whose fields, in braces, are all among those known, and the required ones there.

    `fields` are the names that it can use, each with what it is. `parts` are those of the file.
    """

    def __init__(
        self,
        document: bytes,
        shown_as: str,
        fields: Mapping[str, Shape],
        required: Collection[str] = (),
    ) -> None:
        """Raises InvalidInputError with everything wrong with the template."""
        self.shown_as = shown_as
        self._fields = fields
        place = Place(shown_as)
        self.parts = parts_of(document, WORD, place)
        if BODY not in self.parts:
            remedy = "Save it from Word as a document (.docx)."
            raise InvalidInputError([Problem(place, "is no Word document", remedy)])
        check_parts(self.parts, [one for one in self.parts if one.endswith(".xml")], place)
        self._environment = _environment()
        self._texts = self._patched(document)
        self._compiled = self._checked(required)

    @classmethod
    def read(
        cls,
        path: Path,
        shown_as: str,
        fields: Mapping[str, Shape],
        required: Collection[str] = (),
    ) -> WordTemplate:
        """The template at `path`. Raises InvalidInputError with everything wrong with it."""
        return cls(read_bytes(path, shown_as, limit=LARGEST), shown_as, fields, required)

    def filled(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        """The parts of a document with these values."""
        parts = dict(self.parts)
        for name, template in self._compiled.items():
            parts[name] = template.render(values).encode()
        return parts

    def _patched(self, document: bytes) -> dict[str, str]:
        """The XML of the parts with fields, each field in one piece however Word had split it."""
        from docxtpl import DocxTemplate

        reader = DocxTemplate(io.BytesIO(document))
        texts = {}
        for name, content in self.parts.items():
            if TEXTS.fullmatch(name):
                try:
                    texts[name] = reader.patch_xml(content.decode("utf-8"))
                except UnicodeDecodeError as error:
                    what = f"is no Word document: {name} is not in UTF-8"
                    remedy = "Save it from Word as a document (.docx)."
                    problem = Problem(Place(self.shown_as), what, remedy)
                    raise InvalidInputError([problem]) from error
        return texts

    def _checked(self, required: Collection[str]) -> dict[str, Template]:
        from jinja2 import TemplateSyntaxError

        from compliance_engine.letters.drafting.template_language import misuses

        compiled: dict[str, Template] = {}
        shown: set[str] = set()
        problems: list[Problem] = []
        for name, text in self._texts.items():
            paragraphs = _PARAGRAPH.sub("\n", text.replace("\n", " "))
            try:
                tree = self._environment.parse(paragraphs)
                compiled[name] = self._environment.from_string(text)
            except TemplateSyntaxError as error:
                what = f"a field in it cannot be understood: {error.message}"
                problems.append(self._problem(name, paragraphs, error.lineno, what, _HOW))
                continue
            for one in misuses(tree, self._fields):
                problems.append(self._misused(name, paragraphs, one))
            shown |= set(_shown(tree))
        for name in required:
            if not problems and name not in shown:
                what = f"the field '{name}' is missing, and a letter would lack it"
                problems.append(Problem(Place(self.shown_as), what, f"Put {{{{ {name} }}}} back."))
        problems = problems or list(self._tried(compiled))
        if problems:
            raise InvalidInputError(problems)
        return compiled

    def _misused(self, name: str, paragraphs: str, misuse: Misuse) -> Problem:
        if misuse.unknown is None:
            return self._problem(name, paragraphs, misuse.line, misuse.what, _HOW)
        from compliance_engine.letters.drafting.template_language import names_of

        known = {*misuse.known} or {
            *self._fields, *(one for shape in self._fields.values() for one in names_of(shape))
        }  # fmt: skip
        remedy = did_you_mean(misuse.unknown, known, f"Fields: {', '.join(sorted(known))}.")
        what = f"there is no field '{misuse.unknown}'"
        return self._problem(name, paragraphs, misuse.line, what, remedy)

    def _problem(self, name: str, paragraphs: str, line: int, what: str, remedy: str) -> Problem:
        """What is wrong in a part of the document, with the beginning of its paragraph."""
        lines = paragraphs.split("\n")
        said = _MARKUP.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
        if len(said) > _LONGEST_SAID:
            said = f"{said[:_LONGEST_SAID].rstrip()}…"
        found = TEXTS.fullmatch(name)
        where = _IN[found[1].rstrip("0123456789")] if found else name
        at = f"{where}, “{said}”" if said else where
        return Problem(Place(self.shown_as), f"in {at}: {what}", remedy)

    def _tried(self, compiled: Mapping[str, Template]) -> Iterator[Problem]:
        """What goes wrong where the template is filled with something, or with nothing."""
        from jinja2 import TemplateError

        for something in (True, False):
            values = {name: _sample(shape, something) for name, shape in self._fields.items()}
            for name, template in compiled.items():
                try:
                    check_markup(template.render(values).encode())
                except TemplateError as error:
                    yield self._problem(name, "", 0, f"it cannot be filled: {error}", _HOW)
                except RefusedMarkup:
                    what = "a loop or a condition begins in one paragraph and ends in another"
                    remedy = "Put each in a paragraph of its own: {%p if … %} and {%p endif %}."
                    yield self._problem(name, "", 0, what, remedy)


def _sample(shape: Shape, something: bool) -> Any:
    from compliance_engine.letters.drafting.template_language import TEXTS, Record, Records

    if not isinstance(shape, Record | Records):
        several = ["x", "y"] if something else []
        return several if shape is TEXTS else "x" * something
    inner = {name: _sample(one, something) for name, one in shape.fields.items()}
    sample = SimpleNamespace(**inner)
    if isinstance(shape, Record):
        return sample
    return [sample, sample] if something else []


def _environment() -> Environment:
    """What fills templates: they can only show values, and a value is never taken for markup."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_in_xml, keep_trailing_newline=True
    )
    environment.globals.clear()
    return environment


def _in_xml(value: object) -> object:
    """The value without what XML cannot hold; a new line is one in Word."""
    from markupsafe import Markup

    if type(value) is not str:
        return value
    return Markup(_NEW_LINE).join(Markup(in_markup(line)) for line in value.split("\n"))


def _shown(tree: Any) -> Iterator[str]:
    """The names that a template puts on the page, or goes through; a condition shows nothing."""
    from jinja2 import nodes

    parts = [*tree.find_all(nodes.Output), *(one.iter for one in tree.find_all(nodes.For))]
    for part in parts:
        yield from (one.name for one in part.find_all(nodes.Name))
        yield from (one.attr for one in part.find_all(nodes.Getattr))
        if isinstance(part, nodes.Name):
            yield part.name
        elif isinstance(part, nodes.Getattr):
            yield part.attr
