"""The brief of a session: gathered from what is known of every State, and written once."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.reports.brief.occasions import Occasion, occasion_of
    from compliance_engine.reports.brief.rendering.html import html_of
    from compliance_engine.reports.brief.rendering.markdown import markdown_of
    from compliance_engine.reports.brief.rendering.word import word_of
    from compliance_engine.reports.brief.session import (
        Letter,
        Session,
        StateSeen,
        questions_on,
        see,
    )
    from compliance_engine.reports.brief.setting import Setting, read_setting
    from compliance_engine.reports.brief.writing import brief_of
else:
    __getattr__ = exported_lazily(
        __name__,
        occasions="Occasion occasion_of",
        session="Letter Session StateSeen questions_on see",
        setting="Setting read_setting",
        writing="brief_of",
        **{
            "rendering.html": "html_of",
            "rendering.markdown": "markdown_of",
            "rendering.word": "word_of",
        },
    )

__all__ = [
    "Letter",
    "Occasion",
    "Session",
    "Setting",
    "StateSeen",
    "brief_of",
    "html_of",
    "markdown_of",
    "occasion_of",
    "questions_on",
    "read_setting",
    "see",
    "word_of",
]
