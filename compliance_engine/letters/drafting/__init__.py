"""Drafts of letters: what concerns a State, in its language, with the basis of every sentence.

`dossier` gathers what is found of a State, `choosing` what of it is written about and `guarding`
what is not, `writing` puts it into words, `page` and `template` onto paper; `drafts` does it all.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.letters.drafting.dossier import Dossier, dossier_of
    from compliance_engine.letters.drafting.drafts import Brief, Drafted, Draftsman, Outcome
    from compliance_engine.letters.drafting.guarding import Guard, Withheld
    from compliance_engine.letters.drafting.stationery import Stationery
else:
    __getattr__ = exported_lazily(
        __name__,
        dossier="Dossier dossier_of",
        drafts="Brief Drafted Draftsman Outcome",
        guarding="Guard Withheld",
        stationery="Stationery",
    )

__all__ = [
    "Brief",
    "Dossier",
    "Drafted",
    "Draftsman",
    "Guard",
    "Outcome",
    "Stationery",
    "Withheld",
    "dossier_of",
]
