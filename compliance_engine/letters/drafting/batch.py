"""The files of a batch of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance_engine.letters.drafting.drafts import Outcome
from compliance_engine.letters.drafting.index import (
    INDEX,
    MAIL_MERGE,
    index_of,
    mail_merge_of,
    names_of,
)
from compliance_engine.letters.drafting.previewing import previews_of


def files_of(
    outcomes: Sequence[Outcome], language: str, preview: Mapping[str, str] | None
) -> dict[str, bytes]:
    """Each letter and its basis, the index of all in a language, and the table for mail merge.

    With the watermark of a `preview`, by language, each letter is there as PDF too.
    """
    files: dict[str, bytes] = {}
    drafted = [one.drafted for one in outcomes if one.drafted is not None]
    for each in drafted:
        letter, basis = names_of(each)
        files |= {letter: each.draft.letter, basis: each.draft.basis}
    if preview is not None:
        files |= previews_of(drafted, preview)
    return files | {INDEX: index_of(outcomes, language), MAIL_MERGE: mail_merge_of(outcomes)}
