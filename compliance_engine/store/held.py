"""A store that this process has for itself: nothing is done with it once another has taken it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, select, update

from compliance_engine.store.highest import HOLDING, highest
from compliance_engine.store.holding import Check, held, lost, name_of
from compliance_engine.store.opened import Store


class HeldStore(Store):
    """A store with the number under which it is held.

    Every transaction first takes the row of that number for itself: as long as it goes on, nobody
    else can take the store, and if somebody has, it changes nothing.
    """

    def __init__(self, store: Store, check: Check, number: int, name: str) -> None:
        """`check` asks whether the lock itself is still there."""
        self.location, self.engine = store.location, store.engine
        self._check, self._number, self._name = check, number, name

    def check_held(self) -> None:
        """To be called before anything that cannot be taken back. Raises LockLostError."""
        self._check()
        with self.writing():
            pass

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of whoever holds the store. Raises LockLostError."""
        with super().writing() as connection:
            mine = update(highest).where(
                highest.c.name == HOLDING,
                highest.c.number == self._number,
                highest.c.by == self._name,
            )
            if connection.execute(mine.values(by=self._name)).rowcount != 1:
                raise lost(self.location, "another process has taken the store")
            yield connection


@contextmanager
def taken(
    store: Store, started: datetime, wait: float, *, new: bool = False
) -> Iterator[HeldStore]:
    """The store, made or brought up to date if need be, for this process alone.

    Waits up to so many seconds for another run. Raises UsageError if that goes on, and what
    `Store.prepare` raises.
    """
    store.check(new=new)
    with held(store.location, store.engine, started, wait) as check:
        store.prepare(new=new)
        name = name_of(started)
        mine = highest.c.name == HOLDING
        with store.writing() as connection:
            connection.execute(
                update(highest).where(mine).values(number=highest.c.number + 1, by=name)
            )
            number = connection.execute(select(highest.c.number).where(mine)).scalar_one()
        yield HeldStore(store, check, number, name)
