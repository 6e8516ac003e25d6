"""Evaluations kept from earlier runs, for as long as record, rulebook and horizon allow."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from compliance_engine.cache.entries import Cache
from compliance_engine.cache.naming import digest_of, digest_of_program
from compliance_engine.cache.packing import UnpackingError, packed, unpacked
from compliance_engine.dates.span import Span
from compliance_engine.findings.evaluation import Evaluation

if TYPE_CHECKING:
    from compliance_engine.inference.engine import Engine
    from compliance_engine.records.model import Record
    from compliance_engine.rulebook.model import Rulebook

AHEAD = timedelta(days=366)
"""How far ahead it is found out whether an evaluation holds."""


@dataclass(frozen=True)
class Standing:
    """For how long a State's evaluation holds, and how to have it."""

    held: Span
    evaluation: Callable[[], Evaluation]


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
        return self.standing(code, digest, read, as_of).evaluation()

    def standing(self, code: str, digest: str, read: Callable[[], Record], as_of: date) -> Standing:
        """The same, with what is concluded left unread until it is asked for.

        Where what was concluded before still holds, that is all it takes to know it. Raises what
        `read` raises, and EngineError.
        """
        name = digest_of(self._made_by, code, digest)
        match self._kept(name):
            case (str(state), Span() as held, bytes(body)) if state == code and as_of in held:
                return Standing(held, lambda: self._unpacked(body) or self._made(name, read, as_of))
        made = self._made(name, read, as_of)
        return Standing(made.held, lambda: made)

    def _kept(self, name: str) -> object:
        content = self._cache.get(name)
        try:
            return unpacked(content, {}) if content is not None else None
        except UnpackingError:
            return None

    def _unpacked(self, body: bytes) -> Evaluation | None:
        try:
            kept = unpacked(zlib.decompress(body), self._shared)
        except (UnpackingError, zlib.error):
            return None
        return kept if isinstance(kept, Evaluation) else None

    def _made(self, name: str, read: Callable[[], Record], as_of: date) -> Evaluation:
        from compliance_engine.findings.evaluating import evaluate

        last = as_of + AHEAD if self._cache.keeps else as_of
        made = evaluate(read(), self._rulebook, self._engine, as_of, self._known_at, last=last)
        if self._cache.keeps and self._engine.crash is None:
            # small on its own too: whoever asks whether it holds need not unfold it
            body = zlib.compress(packed(made, self._shared), 1)
            self._cache.put(name, packed((made.state, made.held, body), {}))
        return made
