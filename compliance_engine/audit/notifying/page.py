"""A digest as HTML: one column, readable on a telephone and in Outlook."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from compliance_engine.audit.notifying.parts import Digest, Entry
from compliance_engine.documents.escaping import for_template

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = "compliance_engine.audit.notifying"
TEMPLATE = "digest.html.jinja"


def render_html(digest: Digest) -> str:
    """The page of a message: no scripts, no images, nothing that is fetched from elsewhere."""
    return _template().render(digest=digest)


def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(FOLDER, package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=for_template,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["by_head"] = _by_head
    return environment.get_template(TEMPLATE)


def _by_head(entries: tuple[Entry, ...]) -> list[tuple[str, list[Entry]]]:
    """The entries of each State, or of each day, together."""
    return [(head, list(group)) for head, group in groupby(entries, key=lambda one: one.head)]
