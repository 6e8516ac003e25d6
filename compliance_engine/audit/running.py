"""A run: what a night found, compared with the run before, and added to the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from compliance_engine.audit.comparing import Transition, compare
from compliance_engine.audit.files import RECORD, SeenFiles
from compliance_engine.audit.identity import all_ids, corrected, present_id
from compliance_engine.audit.items import FINDING, MATTER, Item
from compliance_engine.audit.last_known import as_last_known
from compliance_engine.audit.letter_news import news_between
from compliance_engine.audit.letters_kept import letters_after
from compliance_engine.audit.night import Night
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.reading import (
    end_of_chain,
    ever,
    last_run,
    standing_after,
    versions,
)
from compliance_engine.audit.reasons import with_reasons
from compliance_engine.audit.runs import COMPLETE, INCOMPLETE, Failure, Run
from compliance_engine.audit.writing import add_run, file_changes
from compliance_engine.errors import UsageError
from compliance_engine.facts.model import Fact
from compliance_engine.records.folder import PUBLISHERS, SUFFIX
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.store.sealing import NO_RUN


@dataclass(frozen=True)
class Circumstances:
    """What a run was made with. `finished` is asked for the time when all is worked out."""

    engine: str
    engine_version: str
    rulebook: Rulebook
    records_sha256: str
    states: int
    started: datetime
    finished: Callable[[], datetime]


def check_day_of_run(connection: Connection, as_of: date, today: date) -> None:
    """Refuses a day before that of the last run. Raises UsageError."""
    last = last_run(connection)
    if last is not None and last.as_of > today:
        raise UsageError(
            f"run {last.number} was as of {last.as_of}, and today, UTC, is {today}: the clock of "
            "this machine was wrong then, or is now. Set it right. If it was wrong then, put the "
            f"copy that was made before that run (…-after-run-{last.number - 1}) in the place of "
            "the store, or a backup of the database"
        )
    if last is not None and as_of < last.as_of:
        raise UsageError(
            f"run {last.number} was as of {last.as_of}, and --as-of {as_of} lies before it: an "
            "audit goes forward. To look back, use check --as-of, or another --store"
        )


def add_night(
    connection: Connection,
    night: Night,
    seen: SeenFiles,
    facts_of: Callable[[str], Sequence[Fact]],
    made_with: Circumstances,
    *,
    removed: Collection[str] = (),
) -> Outcome:
    """Compares a night with the last run and adds it as the next, in the caller's transaction.

    `removed` are the States whose records were taken away on purpose.
    """
    last = last_run(connection)
    number = last.number if last else 0
    rulebook = made_with.rulebook
    there = standing_after(connection, number)
    gone_codes = {one.state for one in there.values()} - _codes(night, seen) - {*removed}
    night = replace(night, failures=(*night.failures, *map(_missing, sorted(gone_codes))))
    failing = {one.state for one in night.failures}
    changed_or_stale = {
        name: one.sha256
        for name, one in there.items()
        if one.state in failing or _sha256(night, name) != one.sha256
    }
    made = versions(connection, changed_or_stale.values())
    kept = {name: made[digest] for name, digest in changed_or_stale.items()}
    stale = as_last_known(kept.values(), night, rulebook)
    items = {**night.items, **stale}
    before = {name: kept.get(name) or items[name] for name in there}
    arisen = [name for name in items if name not in there]
    once = ever(connection, [one for name in arisen for one in all_ids(name, rulebook.renamed)])
    news = news_between(letters_after(connection, number), seen.letters)
    transitions = with_reasons(
        _compared(before, items, once, facts_of, rulebook),
        facts_of,
        rulebook,
        night.as_of,
        items,
        removed=removed,
        news=news,
    )
    changes = file_changes(connection, number, seen.contents)
    treaty = rulebook.treaty
    run = Run(
        number=number + 1,
        as_of=night.as_of,
        started=made_with.started,
        finished=made_with.finished(),
        outcome=INCOMPLETE if night.failures else COMPLETE,
        engine=made_with.engine,
        engine_version=made_with.engine_version,
        rulebook=treaty.name,
        rulebook_version=treaty.version,
        rulebook_sha256=rulebook.sha256,
        records_sha256=made_with.records_sha256,
        states=made_with.states,
        findings=sum(one.about == FINDING for one in items.values()),
        undetermined=sum(one.about == MATTER for one in items.values()),
        result_sha256=night.result_sha256,
        failures=night.failures,
        files_changed=len(changes),
        transitions=len(transitions),
        previous=end_of_chain(connection, number) if last else NO_RUN,
    )
    sealed = add_run(connection, run, changes, seen.contents, transitions)
    by_state = {code: [one for one in stale.values() if one.state == code] for code in failing}
    return Outcome(run, sealed, last, transitions, items, by_state, news)


def _compared(
    before: Mapping[str, Item],
    items: Mapping[str, Item],
    once: Collection[str],
    facts_of: Callable[[str], Sequence[Fact]],
    rulebook: Rulebook,
) -> Iterator[Transition]:
    """The transitions, in which what has another id now is known again."""
    renamed = rulebook.renamed
    present = {present_id(name, renamed) for name in before}
    gone = [one for name, one in before.items() if present_id(name, renamed) not in items]
    arisen = [one for name, one in items.items() if name not in present]
    same = corrected(gone, arisen, facts_of)
    return compare(before, items, once, renamed, same)


def _codes(night: Night, seen: SeenFiles) -> set[str]:
    """The States that the night had a record of, in whatever condition."""
    named = {
        name.removesuffix(SUFFIX)
        for part, name in seen.contents
        if part == RECORD and name != PUBLISHERS
    }
    return named | {one.state for one in night.failures if one.about == RECORD}


def _missing(code: str) -> Failure:
    return Failure(
        code,
        (
            f"{code}.yaml: is no longer in the folder of records\n    Put it back or, if it was "
            f"taken away on purpose, say so once: compliance-engine audit run --removed {code}",
        ),
    )


def _sha256(night: Night, name: str) -> str | None:
    item = night.items.get(name)
    return item.sha256 if item else None
