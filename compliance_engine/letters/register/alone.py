"""One after the other: who adds to the register while others would too."""

from __future__ import annotations

from sqlalchemy import Connection, text, update

from compliance_engine.letters.register.tables import letters


def alone(connection: Connection) -> None:
    """Lets nobody else add to the register until the transaction is over.

    To be called before anything else in it.
    """
    if connection.dialect.name == "sqlite":
        # A transaction that begins with a write has the file for itself; one that only turns into
        # a writing one later would be turned away where two do so at once.
        connection.execute(update(letters).where(text("1 = 0")).values(text=""))
    else:
        connection.execute(text("LOCK TABLE letter_steps IN SHARE ROW EXCLUSIVE MODE"))
