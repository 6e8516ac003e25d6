"""The evaluation of every State for the audit, in which one bad record stops no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from compliance_engine.cli.progress import watched

if TYPE_CHECKING:
    from compliance_engine.audit.night import Night
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.inference.engine import Engine


def night_seen(inputs: Inputs, engine: Engine, as_of: date) -> Night:
    """Every State of the inputs on a day, with its judgements. Raises EngineError."""
    from compliance_engine.audit.night import night_of
    from compliance_engine.audit.runs import JUDGEMENTS, Failure

    misnamed = {one.place.file.rpartition(".")[0]: str(one) for one in inputs.folder.misnamed}
    codes = [code for code in inputs.folder.digests if code not in misnamed]
    judged, problems = inputs.judgements_of_each()
    night = night_of(
        watched(codes), inputs.record, inputs.rulebook, engine, as_of, judgements=judged
    )
    passed_over = [Failure(code, (said,)) for code, said in sorted(misnamed.items())]
    passed_over += [
        Failure(code, tuple(map(str, of_file)), JUDGEMENTS)
        for code, of_file in sorted(problems.items())
    ]
    return replace(night, failures=(*night.failures, *passed_over))
