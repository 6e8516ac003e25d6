"""Word templates: opened once, checked against the fields that there are, filled many times.

Whoever styles a template in Word may change everything but the names in its braces. Docxtpl reads
these out of what Word made of them; the parts of the document are then filled here, so that the
same values give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance_engine.documents.escaping import in_markup
from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.drafting.archive import archived, parts_of
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from jinja2 import Environment, Template

BODY = "word/document.xml"
STYLES = "word/styles.xml"
TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
HEADER = re.compile(r"word/header\d*\.xml")
LARGEST = 50_000_000
"""Bytes of a template."""

_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'


class WordTemplate:
    """A template whose fields, in braces, are all among those known, and the required ones there.

    `fields` are the names that it can use, with the names within each item of a list.
    """

    def __init__(
        self,
        document: bytes,
        shown_as: str,
        fields: Mapping[str, Collection[str]],
        required: Collection[str] = (),
    ) -> None:
        """Raises InvalidInputError with everything wrong with the template."""
        self.shown_as = shown_as
        self._fields = fields
        try:
            self._parts = parts_of(document)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            self._refuse("is no Word file", "Save it from Word as a document (.docx).", error)
        if BODY not in self._parts:
            self._refuse("is no Word document", "Save it from Word as a document (.docx).")
        self._environment = _environment()
        self._texts = self._patched(document)
        self._compiled = self._checked(required)

    @classmethod
    def read(
        cls,
        path: Path,
        shown_as: str,
        fields: Mapping[str, Collection[str]],
        required: Collection[str] = (),
    ) -> WordTemplate:
        """The template at `path`. Raises InvalidInputError with everything wrong with it."""
        return cls(read_bytes(path, shown_as, limit=LARGEST), shown_as, fields, required)

    def filled(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        """The parts of a document with these values."""
        parts = dict(self._parts)
        for name, template in self._compiled.items():
            parts[name] = template.render(values).encode()
        return parts

    def _patched(self, document: bytes) -> dict[str, str]:
        """The XML of the parts with fields, each field in one piece however Word had split it."""
        from docxtpl import DocxTemplate

        reader = DocxTemplate(io.BytesIO(document))
        texts = {}
        for name, content in self._parts.items():
            if TEXTS.fullmatch(name):
                texts[name] = reader.patch_xml(content.decode("utf-8"))
        return texts

    def _checked(self, required: Collection[str]) -> dict[str, Template]:
        from jinja2 import TemplateSyntaxError, meta

        compiled: dict[str, Template] = {}
        used: set[str] = set()
        shown: set[str] = set()
        problems: list[Problem] = []
        for name, text in self._texts.items():
            try:
                tree = self._environment.parse(text)
                compiled[name] = self._environment.from_string(text)
            except TemplateSyntaxError as error:
                what = f"a field in it cannot be understood: {error.message}"
                remedy = "Write fields as {{ reference }}, loops as {%p for … %} and {%p endfor %}."
                problems.append(Problem(Place(self.shown_as), what, remedy))
                continue
            used |= meta.find_undeclared_variables(tree) | set(_items_named(tree))
            shown |= set(_shown(tree))
        known = {*self._fields, *(one for names in self._fields.values() for one in names)}
        for name in sorted(used - known):
            remedy = did_you_mean(name, known, f"Fields: {', '.join(sorted(known))}.")
            what = f"there is no field '{name}'"
            problems.append(Problem(Place(self.shown_as), what, remedy))
        for name in required:
            if not problems and name not in shown:
                what = f"the field '{name}' is missing, and a letter would lack it"
                problems.append(Problem(Place(self.shown_as), what, f"Put {{{{ {name} }}}} back."))
        if problems:
            raise InvalidInputError(problems)
        return compiled

    def _refuse(self, what: str, remedy: str, error: Exception | None = None) -> None:
        raise InvalidInputError([Problem(Place(self.shown_as), what, remedy)]) from error


def _environment() -> Environment:
    """What fills templates: they can only show values, and a value is never taken for markup."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_in_xml, keep_trailing_newline=True
    )


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


def _items_named(tree: Any) -> list[str]:
    """The names within items of lists: ``text`` of {{ matter.text }}."""
    from jinja2 import nodes

    return [
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "loop")
    ]


def document_of(parts: Mapping[str, bytes]) -> bytes:
    """The Word file of these parts."""
    return archived(parts)
