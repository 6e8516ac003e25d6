"""Laws of findings: what more statements, later ones, and another order of them can change.

On whole checks of random records. `plain` is asked alone; that `rete` finds the same is proved
elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.membership import bound_intervals
from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Check
from compliance_engine.inference.engine import Engine
from compliance_engine.records.membership import Membership
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Report
from compliance_engine.rulebook.vocabulary import Verdict
from compliance_engine.shipped import shipped
from tests.builders import rulebook
from tests.processes import environment_of_a_process
from tests.strategies import days, records, reports

BOOK = rulebook()
ENGINE = Engine(BOOK, "plain")
OVERDUE = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)
FROM_BEST = (Verdict.MET, Verdict.MET_TIMELINESS_UNKNOWN, Verdict.MET_LATE)
ONE_DAY = timedelta(days=1)

Duty = tuple[str, str, date]
few = settings(max_examples=30, deadline=None)


def checked(record: Record, as_of: date, known_at: date | None = None) -> Check:
    return check({"XXX": record}, BOOK, ENGINE, as_of, known_at)


def duties(record: Record, as_of: date) -> dict[Duty, Fact]:
    """The reporting duties of a State on a day, as far as they are owed and due by then."""
    return {
        (str(fact.fields["kind"]), str(fact.fields["key"]), joined): fact
        for fact in facts_of(record, BOOK, as_of)
        if fact.kind == "duty"
        and as_of in fact.held
        and fact.fields["kind"] in ("initial report", "annual report")
        and isinstance(due := fact.fields["due"], date)
        and isinstance(joined := fact.fields["joined"], date)
        and due < as_of
    }


def findings_on(record: Record, as_of: date, duty: Duty) -> dict[str, str | None]:
    """The verdict in each finding whose subject is the duty, by the finding's rule."""
    facts = facts_of(record, BOOK, as_of)
    return {
        one.rule.id: str(subject.fields["verdict"])
        for one in ENGINE.conclude("XXX", facts, as_of)
        if (subject := one.facts[0]).kind == "duty"
        and tuple(subject.fields[name] for name in ("kind", "key", "joined")) == duty
    }


def answering(duty: Fact, submitted: date) -> Report:
    """A report of a known day that covers exactly what a duty asks for."""
    initial = duty.fields["kind"] == "initial report"
    covers = "initial" if initial else duty.fields["period"]
    said = {"source": "one", "covers": covers, "submitted": str(submitted)}
    return Report.model_validate(said)


def with_report(record: Record, *more: Report) -> Record:
    article_7 = record.article_7
    update = {"reports": (*article_7.reports, *more)}
    return record.model_copy(update={"article_7": article_7.model_copy(update=update)})


def undenied(record: Record) -> Record:
    """The record without any statement that a report was not submitted."""
    article_7 = record.article_7
    update = {
        "reports": tuple(one for one in article_7.reports if one.submitted != "none"),
        "lists": (),
        "disagreements": (),
        "complete_from": None,
        "complete_until": None,
        "complete_source": None,
    }
    return record.model_copy(update={"article_7": article_7.model_copy(update=update)})


def first_day(duty: Fact) -> date:
    """The first day on which a report can answer the duty: what it covers is over."""
    period, joined = duty.fields.get("period"), duty.fields["joined"]
    assert isinstance(joined, date)
    return max(joined, date(period + 1, 1, 1)) if isinstance(period, int) else joined


@st.composite
def owing(draw: st.DrawFn) -> tuple[Record, date, Duty, Fact]:
    """A record, a day, and a reporting duty that is due by then."""
    record, as_of = draw(records()), draw(days)
    owed = duties(record, as_of)
    owed = {duty: one for duty, one in owed.items() if one.fields["verdict"] != Verdict.NOT_OWED}
    assume(owed)
    duty = draw(st.sampled_from(sorted(owed)))
    return record, as_of, duty, owed[duty]


@few
@given(owing(), st.data())
def test_submitting_a_report_never_adds_that_it_is_wanting(
    owed: tuple[Record, date, Duty, Fact], data: st.DataObject
) -> None:
    """Whatever else is said: a report of a known day leaves nothing outstanding from then on.

    It adds a finding only if it was late, or if a source says that there was none: then, that
    the sources disagree.
    """
    record, as_of, duty, fact = owed
    due = fact.fields["due"]
    assert isinstance(due, date)
    day = data.draw(st.dates(first_day(fact), as_of))
    with_it = with_report(record, answering(fact, day))
    before, after = findings_on(record, as_of, duty), findings_on(with_it, as_of, duty)
    assert not [rule for rule, verdict in after.items() if verdict in OVERDUE]
    added = {rule: verdict for rule, verdict in after.items() if rule not in before}
    if day <= due:
        assert set(added) <= {"article-7/sources-disagree"}
    assert set(added.values()) <= {Verdict.MET_LATE, Verdict.UNDETERMINED}
    believed = undenied(record)
    on_time = findings_on(with_report(believed, answering(fact, day)), as_of, duty)
    if day <= due:
        assert set(on_time) <= set(findings_on(believed, as_of, duty))


@few
@given(owing(), st.data())
def test_a_later_submission_is_never_better(
    owed: tuple[Record, date, Duty, Fact], data: st.DataObject
) -> None:
    """Where no source denies it: one that does may be contradicted by the earlier day alone."""
    record, as_of, duty, fact = owed
    record = undenied(record)
    one, other = sorted(data.draw(st.dates(first_day(fact), as_of)) for _ in range(2))
    earlier = duties(with_report(record, answering(fact, one)), as_of)[duty].fields
    later = duties(with_report(record, answering(fact, other)), as_of)[duty].fields
    ranks = [FROM_BEST.index(Verdict(str(given["verdict"]))) for given in (earlier, later)]
    assert ranks[0] <= ranks[1]
    if ranks == [2, 2]:
        assert int(str(earlier["days_late"])) <= int(str(later["days_late"]))


def happened(record: Record, as_of: date) -> Record:
    """The record without what happened after a day, in whichever of its possible days it did.

    Submissions stay, as do statements that there was none: that a report came on a day tells that
    it had not come before, and so leaves the duty outstanding until then.
    """

    def by_then(when: PartialDate) -> bool:
        return when.first <= as_of

    article_1, article_8 = record.article_1, record.article_8
    cases = tuple(
        one.model_copy(
            update={"history": tuple(step for step in one.history if by_then(step.date))}
        )
        for one in article_1.cases
        if by_then(one.happened_from)
    )
    requests = tuple(one for one in article_8.requests if by_then(one.made))
    return record.model_copy(
        update={
            "article_1": article_1.model_copy(update={"cases": cases}),
            "article_8": article_8.model_copy(update={"requests": requests}),
            "article_9": tuple(one for one in record.article_9 if by_then(one.known)),
            "membership": tuple(
                one.model_copy(update={"withdrawal": None})
                if one.withdrawal is not None and one.withdrawal.notified > as_of
                else one
                for one in record.membership
                if (one.signed or one.deposited or as_of) <= as_of
            ),
        }
    )


@few
@given(records(), days)
def test_nothing_that_happened_after_the_day_changes_a_finding(record: Record, day: date) -> None:
    cut = happened(record, day)
    assume(cut.membership)
    assert summary(checked(cut, day)) == summary(checked(record, day))


@few
@given(records(), days)
def test_nothing_said_after_the_day_changes_what_was_known_on_it(record: Record, day: date) -> None:
    """Submissions and statements of absence too, if the check asks what was known on its day."""
    assume(not record.article_7.disagreements)
    cut = happened(record, day)
    assume(cut.membership)
    article_7 = cut.article_7
    said = {
        "reports": tuple(one for one in article_7.reports if first_told(one) <= day),
        "lists": tuple(one for one in article_7.lists if one.on <= day),
    }
    cut = cut.model_copy(update={"article_7": article_7.model_copy(update=said)})
    assert summary(checked(cut, day, day)) == summary(checked(record, day, day))


def first_told(report: Report) -> date:
    """The earliest day on which the record can have told of a report."""
    when = report.known or report.submitted
    assert isinstance(when, PartialDate)
    return when.first


def summary(found: Check) -> tuple[object, ...]:
    """What a check says, places in the file aside."""
    findings = [(one.id, one.verdict, one.due, one.days, one.message) for one in found.findings]
    return findings, found.undetermined, found.notes


@few
@given(records(), reports, days)
def test_one_more_statement_on_reports_never_makes_what_is_undetermined_not_owed(
    record: Record, more: dict[str, object], day: date
) -> None:
    before = duties(record, day)
    after = duties(with_report(record, Report.model_validate(more)), day)
    assert set(after) == set(before)
    for duty, fact in before.items():
        if fact.fields["verdict"] == Verdict.UNDETERMINED:
            assert after[duty].fields["verdict"] != Verdict.NOT_OWED


@st.composite
def withdrawn(draw: st.DrawFn) -> Record:
    """The record of a State that was bound from 2001, and withdrew."""
    entry = {
        "instrument": "accession",
        "deposited": "2001-01-15",
        "source": "one",
        "withdrawal": {
            "notified": str(draw(st.dates(date(2002, 1, 1), date(2025, 1, 1)))),
            "armed_conflict": draw(st.sampled_from(["no", "unknown"])),
            "source": "one",
        },
    }
    return draw(records()).model_copy(update={"membership": (Membership.model_validate(entry),)})


@few
@given(withdrawn(), st.dates(date(2001, 7, 1), date(2030, 12, 31)))
def test_a_state_that_withdrew_gains_no_duty_from_the_day_on_which_it_is_not_bound(
    record: Record, day: date
) -> None:
    spans = [one.span for one in bound_intervals(record, BOOK.treaty)]
    found = checked(record, day)
    dues = [one.due for one in found.findings] + [one.due for one in found.undetermined]
    assert all(any(due in span for span in spans) for due in dues if due is not None)
    if not any(day in span for span in spans):
        assert not found.undetermined


@few
@given(records(), days, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_no_finding(
    record: Record,
    day: date,
    chance: st.randoms,  # type: ignore[valid-type]
) -> None:
    """Of statements that say the same, another may be named as what a finding rests on."""
    shuffled = reordered(record, chance)
    ids = [
        sorted((one.id, one.verdict or "", one.days or 0) for one in checked(of, day).findings)
        for of in (record, shuffled)
    ]
    assert ids[0] == ids[1]
    unknown = [set(checked(of, day).undetermined) for of in (record, shuffled)]
    assert unknown[0] == unknown[1]


def reordered(record: Record, chance: object) -> Record:
    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        listed = list(items)
        chance.shuffle(listed)  # type: ignore[attr-defined]
        return tuple(listed)

    return record.model_copy(
        update={
            "article_1": record.article_1.model_copy(
                update={"cases": mixed(record.article_1.cases)}
            ),
            "article_7": record.article_7.model_copy(
                update={
                    "reports": mixed(record.article_7.reports),
                    "lists": mixed(record.article_7.lists),
                    "disagreements": mixed(record.article_7.disagreements),
                }
            ),
            "article_8": record.article_8.model_copy(
                update={"requests": mixed(record.article_8.requests)}
            ),
            "article_9": mixed(record.article_9),
        }
    )


STATES = ("GNQ", "KHM", "YEM", "LUX", "TON", "MHL", "ERI", "EST", "POL", "UKR")


def printed(folder: Path, rules: Path, hash_seed: str) -> bytes:
    """What the command prints of the records in a folder."""
    command = [sys.executable, "-m", "compliance_engine", "check", "--as-of", "2021-06-24"]
    return subprocess.run(
        [*command, "--records", str(folder), "--rules", str(rules), "--format", "json"],
        env=environment_of_a_process({"PYTHONHASHSEED": hash_seed}),
        capture_output=True,
        check=False,
    ).stdout


def copied(paths: Iterator[Path], source: Path, to: Path) -> Path:
    """The files, written into another folder in this order."""
    for path in paths:
        there = to / path.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, there)
    return to


def test_other_folders_another_order_of_files_and_of_hashes_change_no_byte(
    tmp_path: Path,
) -> None:
    states, rules = shipped("states"), shipped("rules") / "apmbc"
    records_there = [states / f"{code}.yaml" for code in STATES]
    rules_there = sorted(rules.rglob("*.yaml"))
    first = printed(
        copied(iter(records_there), states, tmp_path / "records"),
        copied(iter(rules_there), rules, tmp_path / "rules" / "apmbc"),
        "1",
    )
    second = printed(
        copied(reversed(records_there), states, tmp_path / "elsewhere" / "z"),
        copied(reversed(rules_there), rules, tmp_path / "other" / "apmbc"),
        "2",
    )
    assert first == second
    assert first.count(b'"rule"') > len(STATES)
