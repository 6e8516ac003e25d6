"""A run of the past, evaluated once more from the files that it saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.audit.comparing import Transition, compare
from compliance_engine.audit.items import Item
from compliance_engine.audit.night import Night
from compliance_engine.audit.runs import Run
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.rulebook.model import Rulebook


@dataclass(frozen=True)
class Replay:
    """A run beside its replay: whether both are the same to the byte, else what differs.

    `rulebook_version`, `engine_version` and `judgements` are of the replay.
    """

    run: Run
    same: bool
    same_rulebook: bool
    rulebook_version: str
    engine_version: str
    differences: tuple[Transition, ...]
    judgements: Judgements


def replayed(
    run: Run, items: Mapping[str, Item], night: Night, rulebook: Rulebook, engine_version: str
) -> Replay:
    """Compares a night with the run whose files it was made from; `items` are those of the run.

    What the run kept of States of which it could not use a file is left out.
    """
    then = {name: one for name, one in items.items() if not run.kept_from_before(one)}
    return Replay(
        run,
        night.result_sha256 == run.result_sha256,
        rulebook.sha256 == run.rulebook_sha256,
        rulebook.treaty.version,
        engine_version,
        tuple(compare(then, night.items, renamed=rulebook.renamed)),
        Judgements.among(night.items.values()),
    )
