"""The letters that runs knew of, as they were kept with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select

from compliance_engine.audit.files import LETTERS, SeenFiles
from compliance_engine.audit.reading import contents, files_after
from compliance_engine.store.tables import inputs, run_inputs


def letters_after(connection: Connection, run: int) -> Mapping[str, bytes]:
    """The letters that a run knew of, by the code of their State, as they were kept."""
    digests = files_after(connection, run, LETTERS)
    made = dict(contents(connection, inputs, digests.values()))
    return SeenFiles({name: made[digest] for name, digest in digests.items()}).letters


def letters_seen(connection: Connection) -> Iterator[tuple[int, str, bytes]]:
    """The letters to a State as a run was the first to know them: the run, the State, and they."""
    chosen = select(run_inputs.c.run, run_inputs.c.name, run_inputs.c.input)
    chosen = chosen.where(run_inputs.c.part == LETTERS, run_inputs.c.input.is_not(None))
    rows = connection.execute(chosen.order_by(run_inputs.c.run, run_inputs.c.seq)).all()
    made = dict(contents(connection, inputs, (digest for _, _, digest in rows)))
    for run, name, digest in rows:
        ((code, content),) = SeenFiles({(LETTERS, name): made[digest]}).letters.items()
        yield run, code, content


def states_written_to(connection: Connection) -> Mapping[int, int]:
    """To how many States letters were otherwise than at the run before, by the number of a run."""
    chosen = select(run_inputs.c.run, func.count()).where(run_inputs.c.part == LETTERS)
    found = connection.execute(chosen.group_by(run_inputs.c.run))
    return {run: int(number) for run, number in found}
