"""What is true of every rule and duty of the shipped rulebook, and must stay so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import pytest

from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.facts.membership import bound_intervals, entry_into_force
from compliance_engine.findings.calendar import duty_calendar
from compliance_engine.findings.checking import check
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.model import Check, Finding
from compliance_engine.records.membership import Membership, Withdrawal
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Duty, Rule
from tests.builders import engine, record, rulebook
from tests.worked_cases import (
    RULES,
    cases_file,
    checked,
    each_case,
    each_rule,
    record_of,
    variant_of,
)

ONE_DAY = timedelta(days=1)
TREATY = rulebook().treaty
DUTIES = rulebook().duties
SEVERITIES = ("low", "medium", "high")
EMPTY_GAP = "…"
SOURCE = "example"
ABOUT_THE_RECORD = "record"
PLANS = re.compile(
    r"Oslo|Siem Reap|Cartagena|Maputo|Nairobi|action plan|plan d.action|plan de acci|Action #?\d",
    re.IGNORECASE,
)
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PATH = re.compile(rf"{KEBAB.pattern}/{KEBAB.pattern}")

each_duty = pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.kind)
fires = each_case(lambda case: case.expect == "finding")
"""Every case in which a rule finds something."""


def found(of: Record, day: date, known_at: date | None = None) -> Check:
    """All that the rulebook finds in a record on a day."""
    return check({of.state: of}, rulebook(), engine(), day, known_at)


# --- names and citations


def test_the_ids_of_rules_are_paths_and_no_two_are_the_same() -> None:
    ids = [rule.id for rule in RULES]
    assert [one for one in ids if not PATH.fullmatch(one)] == []
    assert len(set(ids)) == len(ids)


def test_no_two_rules_share_a_title() -> None:
    titles = [rule.title["en"] for rule in RULES]
    assert sorted(titles) == sorted(set(titles))


@each_rule
def test_a_rule_stands_in_the_folder_of_the_article_that_it_cites(rule: Rule) -> None:
    folder = rule.id.partition("/")[0]
    if rule.nature == "commitment":
        assert folder == "commitments"
    elif folder == "follow-up":
        assert "letter" in {pattern.kind for pattern in rule.logic.when}
        assert rule.nature == "cooperation"
    else:
        assert folder == f"article-{rule.cites[0].article}"


@each_rule
def test_a_letter_paragraph_is_named_in_small_letters_and_hyphens(rule: Rule) -> None:
    assert rule.follow_up is None or KEBAB.fullmatch(rule.follow_up)


@each_rule
def test_obligations_and_cooperation_cite_the_convention_commitments_cite_a_plan(
    rule: Rule,
) -> None:
    documents = {citation.document for citation in rule.cites}
    if rule.nature == "commitment":
        assert rule.cites[0].document != TREATY.abbreviation
    else:
        assert documents == {TREATY.abbreviation}


@each_rule
def test_no_obligation_is_told_in_words_of_a_political_plan(rule: Rule) -> None:
    if rule.nature != "commitment":
        templates = [text for message in rule.messages for text in message.texts.values()]
        templates += rule.remedy.values()
        said = [part for text in templates for part in text.parts if isinstance(part, str)]
        assert [text for text in (*said, *rule.title.values()) if PLANS.search(text)] == []


@each_rule
def test_no_rule_begins_before_the_convention(rule: Rule) -> None:
    assert rule.logic.in_effect.first >= TREATY.in_force


@each_rule
def test_what_is_not_verified_says_what_is_in_doubt(rule: Rule) -> None:
    assert rule.verified or rule.doubt


@each_duty
def test_every_duty_is_asked_about_by_a_rule(duty: Duty) -> None:
    conditions = [str(test) for rule in RULES for one in rule.logic.when for test in one.tests]
    assert any(f'kind == "{duty.kind}"' in condition for condition in conditions)


@each_duty
def test_a_duty_that_is_not_verified_says_what_is_in_doubt(duty: Duty) -> None:
    assert duty.verified or duty.doubt


# --- severity


@each_rule
def test_what_was_done_late_is_of_low_severity(rule: Rule) -> None:
    tests = [str(test) for test in rule.logic.when[0].tests]
    if 'verdict == "met late"' in tests:
        assert rule.severity == "low"


@each_rule
def test_what_calls_for_no_letter_is_of_low_severity_or_says_for_whom_it_is(rule: Rule) -> None:
    remedy = [part for part in rule.remedy["en"].parts if isinstance(part, str)]
    says_for_whom = "".join(remedy).startswith("For ")
    assert rule.follow_up or rule.severity == "low" or says_for_whom


@each_rule
def test_what_is_said_of_the_record_and_not_of_a_state_is_of_low_severity(rule: Rule) -> None:
    assert rule.nature != ABOUT_THE_RECORD or rule.severity == "low"


@each_rule
def test_measures_for_which_no_date_is_set_are_never_of_high_severity(rule: Rule) -> None:
    if rule.logic.when[0].kind == "measure":
        assert rule.severity != "high"


# --- words


@each_rule
def test_the_words_of_every_message_are_given_by_a_case(rule: Rule) -> None:
    given = [
        variant_of(case.message, rule.messages)
        for case in cases_file(rule.id).cases
        if case.message is not None
    ]
    missing = [one.texts["en"].parts for one in rule.messages if one not in given]
    assert missing == []


@each_case()
def test_no_gap_of_a_sentence_is_left_empty(rule: Rule, index: int) -> None:
    result = checked(rule.id, index)
    said = [text for one in result.findings for text in (one.message, one.remedy)]
    said += [note for notes in result.notes.values() for note in notes]
    of, day = record_of(rule.id, index), cases_file(rule.id).cases[index].as_of
    facts = facts_on(of, rulebook(), day, None)
    lines = duty_calendar(facts, rulebook(), state_of_code(of.state), day)
    said += [step for line in lines for step in line.working]
    assert [text for text in said if EMPTY_GAP in text] == []


# --- boundaries


@cache
def outcome(of: str, index: int) -> frozenset[object]:
    """What a rule says of one of its cases, days and dates apart."""
    rule = rulebook().rule(of)
    return frozenset(
        (one.id, one.verdict, rule.messages.index(variant_of(one.message, rule.messages)))
        for one in checked(of, index).findings
        if one.rule == of
    )


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """The values of a record as written, by their path."""
    match value:
        case Mapping():
            for key, inner in value.items():
                yield from leaves(inner, f"{path}/{key}")
        case list() | tuple():
            for position, inner in enumerate(value):
                yield from leaves(inner, f"{path}/{position}")
        case _:
            yield path, str(value)


def shifted(one: Mapping[str, str], other: Mapping[str, str]) -> int | None:
    """By how many days a record differs from another, if in one day alone; 0 if in nothing."""
    if one.keys() != other.keys():
        return None
    differing = [(one[path], other[path]) for path in one if one[path] != other[path]]
    if not differing:
        return 0
    if len(differing) > 1:
        return None
    try:
        first, second = (parse_day(text) for text in differing[0])
    except PartialDateError:
        return None
    return (second - first).days


def triples(rule: Rule) -> Iterator[tuple[int, int, int]]:
    """Cases on three consecutive days: of the check, or of what the record says was done."""
    cases = cases_file(rule.id).cases
    written = [dict(leaves({**cases_file(rule.id).common, **one.record})) for one in cases]

    def follows(one: int, other: int, shows: str) -> bool:
        if cases[other].shows != shows:
            return False
        moved = shifted(written[one], written[other])
        days = (cases[other].as_of - cases[one].as_of).days
        return (days, moved) in ((1, 0), (0, 1))

    numbers = range(len(cases))
    for before in (index for index in numbers if cases[index].shows == "day before"):
        for of in (index for index in numbers if follows(before, index, "day of")):
            yield from ((before, of, after) for after in numbers if follows(of, after, "day after"))


@each_rule
def test_a_rule_turns_within_three_consecutive_days_that_its_cases_show(rule: Rule) -> None:
    turns = [{outcome(rule.id, index) for index in triple} for triple in triples(rule)]
    assert any(len(outcomes) > 1 for outcomes in turns)


# --- what a finding rests on


@fires
def test_a_finding_names_the_record_lines_and_sources_of_all_that_it_rests_on(
    rule: Rule, index: int
) -> None:
    for finding in checked(rule.id, index).findings:
        assert finding.evidence
        assert all(one.where and one.sources for one in finding.evidence)


# --- rules of the second level


@fires
def test_a_second_level_finding_lists_first_level_findings_of_the_same_check(
    rule: Rule, index: int
) -> None:
    result = checked(rule.id, index)
    first_level = {one.id: one for one in result.findings if rulebook().rule(one.rule).level == 1}
    for finding in result.findings:
        if rulebook().rule(finding.rule).level == 1:
            assert finding.rests_on == ()
            continue
        assert finding.rests_on
        assert set(finding.rests_on) <= first_level.keys()
        if finding.nature == "obligation":
            rests_on = [first_level[one].severity for one in finding.rests_on]
            assert SEVERITIES.index(finding.severity) >= max(map(SEVERITIES.index, rests_on))


# --- what makes no difference


def told(result: Check) -> set[object]:
    """What a check says, apart from where the record says it."""
    said: set[object] = {(one.id, one.message, one.confidence) for one in result.findings}
    return said | {(one.matter, one.key, one.due) for one in result.undetermined}


def turned_round(of: Record) -> Record:
    """The record with each of its lists in the opposite order."""
    return of.model_copy(
        update={
            "membership": of.membership[::-1],
            "events": of.events[::-1],
            "article_1": of.article_1.model_copy(update={"cases": of.article_1.cases[::-1]}),
            "article_3": of.article_3[::-1],
            "article_7": of.article_7.model_copy(
                update={
                    "reports": of.article_7.reports[::-1],
                    "lists": of.article_7.lists[::-1],
                    "disagreements": of.article_7.disagreements[::-1],
                }
            ),
            "article_8": of.article_8.model_copy(update={"requests": of.article_8.requests[::-1]}),
            "article_9": of.article_9[::-1],
            "letters": of.letters[::-1],
        }
    )


@each_case()
def test_the_order_of_statements_in_a_record_makes_no_difference(rule: Rule, index: int) -> None:
    day = cases_file(rule.id).cases[index].as_of
    assert told(found(turned_round(record_of(rule.id, index)), day)) == told(
        checked(rule.id, index)
    )


@each_case()
def test_what_was_known_at_the_end_of_time_is_all_that_is_known(rule: Rule, index: int) -> None:
    of, day = record_of(rule.id, index), cases_file(rule.id).cases[index].as_of
    assert told(found(of, day, known_at=date(2199, 12, 31))) == told(checked(rule.id, index))


# --- of whom nothing is found

DAYS = [date(2012, 8, 28), date(2012, 8, 29), date(2013, 5, 1), date(2016, 2, 29), date(2030, 1, 1)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(
    "membership",
    [
        "[{instrument: accession, deposited: 2011-09-13, source: example}]",
        "[{signed: 1997-12-03, source: example}]",
        "[{instrument: accession, deposited: 2029-12-31, source: example}]",
    ],
    ids=["a State Party", "a signatory", "a State not yet party"],
)
def test_nothing_is_found_of_a_state_of_which_nothing_is_known(membership: str, day: date) -> None:
    assert of_the_state(found(record(membership=membership), day)) == ()


def of_the_state(result: Check) -> tuple[Finding, ...]:
    """The findings on the State; those on the record itself say that nothing is known."""
    return tuple(one for one in result.findings if one.nature != ABOUT_THE_RECORD)


def elsewhere(of: Record, *membership: Membership) -> Record:
    return of.model_copy(update={"membership": membership})


@fires
def test_nothing_is_found_of_a_state_that_has_only_signed(rule: Rule, index: int) -> None:
    of = record_of(rule.id, index)
    signed = Membership.model_validate({"signed": "1997-12-03", "source": SOURCE})
    day = cases_file(rule.id).cases[index].as_of
    assert found(elsewhere(of, signed), day).findings == ()


@fires
def test_nothing_is_found_on_the_day_on_which_a_withdrawal_takes_effect(
    rule: Rule, index: int
) -> None:
    """No rule is about the history of a State that has left; one that is would be named here."""
    of = record_of(rule.id, index)
    in_force = bound_intervals(of, TREATY)[0].in_force
    day = max(cases_file(rule.id).cases[index].as_of, in_force + ONE_DAY)
    joined = [entry_into_force(entry, TREATY) for entry in of.membership]
    running = max(number for number, start in enumerate(joined) if start and start <= day)
    withdrawal = Withdrawal.model_validate(
        {"notified": day - 190 * ONE_DAY, "effective": day, "source": SOURCE}
    )
    left = of.membership[running].model_copy(update={"withdrawal": withdrawal})
    others = (*of.membership[:running], left, *of.membership[running + 1 :])
    assert found(elsewhere(of, *others), day).findings == ()


@fires
def test_nothing_is_found_the_day_before_entry_into_force(rule: Rule, index: int) -> None:
    """Except of a matter under what the State declared to apply provisionally (Article 18)."""
    of = record_of(rule.id, index)
    first = bound_intervals(of, TREATY)[0]
    rules = {one.rule for one in found(of, first.in_force - ONE_DAY).findings}
    if first.provisionally is None:
        assert rules == set()
    for one in rules:
        conditions = [str(test) for part in rulebook().rule(one).logic.when for test in part.tests]
        assert "applies_article_1 == true" in conditions


EVERYTHING_ON_TIME = record(
    article_7="""
complete_from: 2012-03-01
complete_until: 2020-12-31
complete_source: example
reports:
  - {covers: initial, submitted: 2012-08-28, source: example}
  - {covers: 2012, submitted: 2013-04-30, source: example}
  - {covers: 2013, submitted: 2014-04-30, source: example}
  - {covers: 2014, submitted: 2015-04-30, source: example}
  - {covers: 2015, submitted: 2016-04-30, source: example}
""",
    article_8="""
requests:
  - {id: first, by: not named, made: 2014-01-02, received: 2014-01-03, answered: 2014-01-31,
     what: on stocks, source: example}
""",
    article_9="""
- {status: legislation in force, known: 2012-03-01, penal_sanctions: "yes", source: example}
""",
)


@pytest.mark.parametrize(
    "day",
    [
        date(year, month, first)
        for year in (2012, 2013, 2014, 2015, 2016)
        for month, first in ((3, 1), (4, 30), (5, 1), (8, 28), (8, 29), (12, 31))
    ]
    + [date(2014, 1, 31), date(2014, 2, 1), date(2017, 4, 30)],
    ids=str,
)
def test_nothing_is_found_of_a_state_that_did_everything_on_time(day: date) -> None:
    assert of_the_state(found(EVERYTHING_ON_TIME, day)) == ()
