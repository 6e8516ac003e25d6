"""The chain of steps: each is bound to the one before it in the whole register.

The first step of a letter covers the row of the letter too. So nothing can be altered, removed or
put in without a digest that no longer fits, at that place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compliance_engine.store.sealing import NO_RUN, digest_of_row

NO_STEP = NO_RUN
"""What stands for the digest of the step before the first."""

DAYS = "answer_within"


def seal_of_step(
    row: Mapping[str, Any],
    of: Mapping[str, Any] | None,
    before: str,
    copies: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The digest of a step after one with the digest `before`; `of` is the letter it begins.

    `copies` are the rows of the files that are put somewhere with the step. A number of days that
    was not chosen is left out, and so are copies where there are none: steps were sealed before
    there were such.
    """
    content = {name: row[name] for name in row if name != DAYS or row[name] is not None}
    if copies:
        content["copies"] = [dict(one) for one in copies]
    return digest_of_row({**content, "of": dict(of)} if of is not None else content, before)
