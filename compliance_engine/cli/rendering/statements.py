"""What a record says, one line a statement, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compliance_engine.errors import Place
from compliance_engine.facts.basis import confidence_of_disagreement, resting_of
from compliance_engine.findings.language.resting import confidence_in_words, resting_in_words
from compliance_engine.records.articles import Case, FoundStock
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.covers import Covers
from compliance_engine.records.membership import Membership
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Disagreement, Report
from compliance_engine.records.statement import Statement
from compliance_engine.records.states import state_of_code

_MEMBERSHIP = "Membership"
_ARTICLE_1 = "Article 1: alleged or reported matters"
_ARTICLE_4 = "Article 4: stockpiles"
_ARTICLE_5 = "Article 5: clearance"
_ARTICLE_7 = "Article 7: transparency reports"


@dataclass(frozen=True)
class Line:
    """One statement: the part of the record that it belongs to, where it stands, what it says."""

    section: str
    place: Place
    text: str
    sources: tuple[str, ...]
    resting: str


def lines_of(record: Record) -> Iterator[Line]:
    """Every statement of the record, in the order of the articles."""
    yield from _membership_lines(record)
    yield from _article_1_lines(record)
    yield from _mines_lines(record)
    yield from _article_7_lines(record)
    for request in record.article_8.requests:
        text = f"request for clarification by {request.by}, {request.made}: {request.what}"
        if request.answered is not None:
            known = f", as known {request.known}" if request.known else ""
            said = "not answered" if request.answered == "none" else f"answered {request.answered}"
            text += f"; {said}{known}"
        yield _line(record, "Article 8: clarification", request, text)
    for measure in record.article_9:
        law = f": {measure.law}" if measure.law else ""
        text = f"{measure.status}, as known {measure.known}{law}"
        yield _line(record, "Article 9: national implementation measures", measure, text)
    for letter in record.letters:
        yield _line(record, "Letters to the State", letter, _letter(letter))


def _line(record: Record, section: str, statement: Statement, text: str) -> Line:
    said = text + (f" ({statement.note})" if statement.note else "")
    return Line(section, statement.place, said, statement.source, _resting(record, statement))


def _resting(record: Record, statement: Statement) -> str:
    confidence, said_by = resting_of(record, statement)
    told = resting_in_words(confidence, said_by, state_of_code(record.state), "en")
    inferred = f"inferred: {', '.join(statement.inferred)}" if statement.inferred else ""
    return "; ".join(part for part in (told, inferred) if part)


def _membership_lines(record: Record) -> Iterator[Line]:
    for entry in record.membership:
        yield _line(record, _MEMBERSHIP, entry, _membership(entry))
        if entry.withdrawal is not None:
            effect = entry.withdrawal.effective
            text = f"withdrawal notified {entry.withdrawal.notified}"
            text += f", effective {effect}" if effect else ""
            yield _line(record, _MEMBERSHIP, entry.withdrawal, text)
    for event in record.events:
        yield _line(record, "Events", event, f"{event.date}: {event.event}: {event.what}")


def _article_1_lines(record: Record) -> Iterator[Line]:
    for case in record.article_1.cases:
        yield _line(record, _ARTICLE_1, case, _case(case))
        for step in case.history:
            text = f"{case.id}, {step.date}: {step.event}" + (
                f" ({step.note})" if step.note else ""
            )
            sources = step.source or case.source
            yield Line(_ARTICLE_1, step.place, text, sources, "")


def _mines_lines(record: Record) -> Iterator[Line]:
    """Articles 3 to 5, which are on record as context."""
    for retained in record.article_3:
        known = f", as known {retained.known}" if retained.known else ""
        text = f"{retained.mines:,} retained{known}"
        yield _line(record, "Article 3: retained mines", retained, text)
    if record.article_4 is not None:
        stock = record.article_4
        done = f"completed {stock.completed}" if stock.completed else "completion not stated"
        text = f"{done}; deadline met: {stock.deadline_met}"
        text += f", as known {stock.known}" if stock.known else ""
        yield _line(record, _ARTICLE_4, stock, text)
        for found in stock.found_later:
            yield _line(record, _ARTICLE_4, found, _found(found))
    if record.article_5.clearance is not None:
        clearance = record.article_5.clearance
        text = f"{clearance.state_of_play}; latest deadline known {clearance.latest_deadline_known}"
        if clearance.not_extended:
            text += f"; not completed and not extended, as known {clearance.not_extended}"
        yield _line(record, _ARTICLE_5, clearance, text)
    for extension in record.article_5.extensions:
        text = f"new deadline {extension.deadline}: {extension.decision}, {extension.decided_at}"
        yield _line(record, _ARTICLE_5, extension, text)


def _article_7_lines(record: Record) -> Iterator[Line]:
    article = record.article_7
    for report in article.reports:
        yield _line(record, _ARTICLE_7, report, _report(report))
    for disagreement in article.disagreements:
        sources = (*disagreement.kept_source, *disagreement.contrary_source)
        resting = confidence_in_words(confidence_of_disagreement(record, disagreement), "en")
        text = _disagreement(disagreement)
        yield Line(_ARTICLE_7, disagreement.place, text, sources, resting)
    for one in article.lists:
        named = "names" if one.names_this_state else "does not name"
        text = f"the list '{one.list}' of {one.on}, complete, {named} this State"
        yield _line(record, _ARTICLE_7, one, text)
    if article.complete_source is not None:
        yield Line(
            _ARTICLE_7,
            article.place_of("complete_until"),
            "the reports above are all that were submitted from "
            f"{article.complete_from} to {article.complete_until}",
            article.complete_source,
            confidence_in_words(record.strongest(article.complete_source), "en"),
        )


def _letter(letter: SentLetter) -> str:
    text = f"letter {letter.reference}, sent {letter.sent}: {', '.join(letter.matters)}"
    if letter.answer_within:
        text += f"; {letter.answer_within} day{'s' * (letter.answer_within > 1)} for an answer"
    text += f"; answered {letter.answered}" if letter.answered else ""
    text += f"; closed {letter.closed}" if letter.closed else ""
    return text if letter.answer_awaited else f"{text}; no answer awaited"


def _found(found: FoundStock) -> str:
    mines = f"{found.mines:,} mines" if found.mines is not None else "mines"
    if found.destroyed is None:
        return f"{mines} found {found.found}; destruction not stated"
    if found.destroyed == "none":
        return f"{mines} found {found.found}; not destroyed, as known {found.known}"
    return f"{mines} found {found.found}; destroyed {found.destroyed}"


def _membership(entry: Membership) -> str:
    parts = []
    if entry.signed:
        parts.append(f"signed {entry.signed}")
    if entry.deposited:
        parts.append(f"{entry.instrument} deposited {entry.deposited}")
    if entry.in_force:
        parts.append(f"in force {entry.in_force}: {entry.in_force_reason}")
    return "; ".join(parts)


def _case(case: Case) -> str:
    when = f"{case.happened_from}"
    if case.happened_until != case.happened_from:
        when += f" to {case.happened_until}"
    return (
        f"{case.id}, {case.status}: {case.summary}; {case.location}, {when}; "
        f"alleged or reported by {case.alleged_by}; actor named: {case.actor} ({case.actor_kind})"
        + (f"; emplacement: {case.emplacement}" if case.emplacement != "not stated" else "")
        + (f"; the State: {case.state_response}" if case.state_response else "")
    )


def _report(report: Report) -> str:
    if report.submitted == "none":
        return f"{_covered(report.covers)}: not submitted, as known {report.known}"
    text = f"{_covered(report.covers)}: submitted {report.submitted}"
    if report.content:
        text += f", {report.content}"
    if report.sent_to != "Secretary-General":
        text += f", sent to the {report.sent_to}"
    if report.forms is not None:
        text += f", forms {', '.join(report.forms) or 'none'}"
    return text


def _covered(covers: Covers) -> str:
    return {
        "initial": "initial report",
        "voluntary": "voluntary report",
        "not stated": "report, period not stated",
    }.get(covers.text, f"report covering {covers.text}")


def _disagreement(one: Disagreement) -> str:
    contrary = "not submitted" if one.kept == "submitted" else "submitted"
    return (
        f"sources disagree on the {_covered(one.covers)}: {one.kept} "
        f"({', '.join(one.kept_source)}), {contrary} ({', '.join(one.contrary_source)}); "
        f"{'explained' if one.explained else 'not explained'}: {one.reading}"
    )
