"""Evaluations kept from earlier runs, for as long as record, rulebook and horizon allow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from compliance_engine.cache import (
    Cache,
    UnpackingError,
    digest_of,
    digest_of_program,
    packed,
    unpacked,
)
from compliance_engine.findings.evaluation import Evaluation

if TYPE_CHECKING:
    from compliance_engine.inference import Engine
    from compliance_engine.records import Record
    from compliance_engine.rulebook import Rulebook

AHEAD = timedelta(days=366)
"""How far ahead it is found out whether an evaluation holds."""


class Evaluations:
    """Evaluations of States: from the cache, or else made now and kept there."""

    def __init__(
        self, rulebook: Rulebook, engine: Engine, cache: Cache, known_at: date | None = None
    ) -> None:
        self._rulebook = rulebook
        self._engine = engine
        self._cache = cache
        self._known_at = known_at
        self._shared = {rule.id: rule for rule in rulebook.rules}
        self._made_by = digest_of(
            "evaluation", digest_of_program(), rulebook.sha256, engine.choice, str(known_at)
        )

    def of(self, code: str, digest: str, read: Callable[[], Record], as_of: date) -> Evaluation:
        """The evaluation of a State whose record has this digest; `read` reads the record.

        Raises what `read` raises, and EngineError.
        """
        name = digest_of(self._made_by, code, digest)
        kept = self._kept(name)
        if kept is not None and kept.state == code and as_of in kept.held:
            return kept
        from compliance_engine.findings.evaluating import evaluate

        last = as_of + AHEAD if self._cache.keeps else as_of
        made = evaluate(read(), self._rulebook, self._engine, as_of, self._known_at, last=last)
        if self._engine.crash is None:
            self._cache.put(name, packed(made, self._shared))
        return made

    def _kept(self, name: str) -> Evaluation | None:
        content = self._cache.get(name)
        if content is None:
            return None
        try:
            kept = unpacked(content, self._shared)
        except UnpackingError:
            return None
        return kept if isinstance(kept, Evaluation) else None
