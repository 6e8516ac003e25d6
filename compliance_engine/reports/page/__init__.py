"""The page: one HTML file with all States, to be read offline in any browser."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.reports.page.gathering import Gathered, gathered
    from compliance_engine.reports.page.rendering import MadeFrom, page_html
else:
    __getattr__ = exported_lazily(
        __name__, gathering="Gathered gathered", rendering="MadeFrom page_html"
    )

__all__ = ["Gathered", "MadeFrom", "gathered", "page_html"]
