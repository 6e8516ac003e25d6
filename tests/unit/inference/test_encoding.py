"""The encoding, point by point: each works around something that the core does wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from compliance_engine.dates.span import Span
from compliance_engine.inference.batch import BatchWriter, LooksAt
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.lint import check_rulesets
from compliance_engine.inference.model import Match, Row, Scalar
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.inference.rulesets import MAX_CONDITIONS, MAX_RULES, Ruleset, compile_rules
from compliance_engine.rulebook.conditions import Logic
from tests.unit.inference.writing import KINDS, process, row, rule, when

DAY = date(2012, 2, 29)
BEFORE = date(2012, 2, 28)
SERVICE = {"__hdr__", "__done__", "__stop__"}
HELD = [{"$lte": {"first": {"t": "asof"}}}, {"$gt": {"until": {"t": "asof"}}}]


def compiled(*logics: Logic) -> Ruleset:
    (ruleset,) = compile_rules(logics)
    return ruleset


def sent(ruleset: Ruleset, *rows: Row, days: Sequence[date] = (DAY,)) -> list[Json]:
    """The batch that the core is given: a header, the facts, the triggers."""
    (batch,) = BatchWriter([ruleset.looks_at]).batches(rows, days)
    facts: list[Json] = json.loads(batch.text)
    return facts


def conditions(logic: Logic) -> list[tuple[str, list[Json]]]:
    """The aliases and tests of a rule that compiles to one rule of the core."""
    rules = compiled(logic).rules
    (name,) = rules.keys() - SERVICE
    return [(alias, tests["$and"]) for one in rules[name]["all"] for alias, tests in one.items()]


def asked_in(logic: Logic, alias: str) -> list[Json]:
    """The tests of one condition, but for its kind, that its fact holds, and the padding."""
    kind, *tests, begun, not_over, padding = dict(conditions(logic))[alias]
    assert [begun, not_over] == HELD
    assert padding == {"$and": [kind]}
    return tests


def values(json_value: Any) -> Iterator[Any]:
    match json_value:
        case dict():
            for value in json_value.values():
                yield from values(value)
        case list():
            for value in json_value:
                yield from values(value)
        case _:
            yield json_value


def keys(json_value: Any) -> Iterator[str]:
    match json_value:
        case dict():
            yield from json_value
            for value in json_value.values():
                yield from keys(value)
        case list():
            for value in json_value:
                yield from keys(value)


JOINED = rule(
    when("duty", 'verdict == "outstanding" and due < as_of'),
    when("duty as before", "year == duty.year - 1", duty="duty"),
    unless=[when("duty as after", "year > duty.year", duty="duty", before="duty")],
)


def test_point_1_the_trigger_comes_first_in_every_rule_and_last_in_every_batch() -> None:
    ruleset = compiled(JOINED, rule(unless=[when("measure")], name="none"))
    for name in ruleset.stands_for:
        assert ruleset.rules[name]["all"][0]["t"]["$and"][0] == {"kind": "__go__"}
    days = (BEFORE, DAY)
    *facts, one, other = sent(ruleset, row("duty"), row("measure"), days=days)
    assert [fact["kind"] for fact in facts] == ["__hdr__", "duty", "measure"]
    assert [trigger["asof"] for trigger in (one, other)] == [day.toordinal() for day in days]
    assert one["kind"] == other["kind"] == "__go__"


def test_point_2_a_batch_is_all_of_one_session_and_takes_nothing_back() -> None:
    batch = sent(compiled(JOINED), row("duty"), row("duty"))
    assert len({fact["sid"] for fact in batch}) == 1


def test_point_3_every_condition_that_joins_ends_in_a_padding() -> None:
    for alias, (kind, *others) in conditions(JOINED):
        assert (others[-1] == {"$and": [kind]}) == (alias != "t")


def test_point_4_a_choice_is_several_rules() -> None:
    ruleset = compiled(rule(when("duty", 'verdict in ["met", "met late"]')))
    picked = [ruleset.rules[name]["all"][1]["p1"]["$and"][1] for name in ruleset.stands_for]
    assert picked == [{"$eq": {"f:verdict": "met"}}, {"$eq": {"f:verdict": "met late"}}]


def test_point_4_a_choice_of_what_blocks_is_several_nots() -> None:
    logic = rule(when("duty"), unless=[when("measure", 'status in ["some", "all"]')])
    assert [alias for alias, _ in conditions(logic)] == ["t", "p1", "n1$not", "n2$not"]


def test_point_4_what_is_not_in_a_list_differs_from_each_of_its_values() -> None:
    assert asked_in(rule(when("duty", "year not in [2010, 2011]")), "p1") == [
        {"$neq": {"f:year": 2010}},
        {"$neq": {"f:year": 2011}},
        {"$ex": {"f:year": 1}},
    ]


def test_point_4_there_is_no_or_and_no_any() -> None:
    used = set(keys(compiled(JOINED).rules))
    assert used.isdisjoint({"$or", "any", "$mt", "$imt", "$iall", "$iany", "count", "pri"})


def test_point_5_literals_come_first_then_equalities_then_the_other_joins() -> None:
    logic = rule(
        when("duty"),
        when(
            "duty as other",
            'days > duty.days and year == duty.year and verdict == "met" and grace < days + 1',
            duty="duty",
        ),
    )
    assert asked_in(logic, "p2") == [
        {"$eq": {"f:verdict": "met"}},
        {"$ex": {"f:days": 1}},
        {"$ex": {"f:year": 1}},
        {"$ex": {"f:verdict": 1}},
        {"$ex": {"f:grace": 1}},
        {"$gt": {"f:days": {"$add": {"$l": {"$m": "f:grace"}, "$r": -1}}}},
        {"$eq": {"f:year": {"p1": "f:year"}}},
        {"$gt": {"f:days": {"p1": "f:days"}}},
    ]


def test_point_5_every_field_that_another_pattern_refers_to_is_guarded() -> None:
    assert asked_in(JOINED, "p1")[1:4] == [
        {"$ex": {"f:verdict": 1}},
        {"$ex": {"f:due": 1}},
        {"$ex": {"f:year": 1}},
    ]


def test_point_5_an_equality_with_two_fields_of_its_own_is_not_put_into_the_index() -> None:
    logic = rule(when("duty"), when("duty as other", "days - grace == duty.days", duty="duty"))
    right = {"$add": {"$l": {"p1": "f:days"}, "$r": {"$m": "f:grace"}}}
    assert asked_in(logic, "p2")[2:] == [
        {"$lte": {"f:days": right}},
        {"$gte": {"f:days": right}},
    ]


def test_point_6_all_matches_of_a_rule_come_at_once() -> None:
    assert {one["cap"] for one in compiled(JOINED).rules.values()} == {65_535}


def test_point_7_ids_are_the_numbers_of_the_rows_and_then_of_the_days() -> None:
    rows = [row("duty"), row("measure"), row("duty")]
    assert [fact["id"] for fact in sent(compiled(JOINED), *rows, days=(BEFORE, DAY))] == [
        0, 1, 3, 4, 5,
    ]  # fmt: skip


def test_a_fact_is_the_same_for_every_ruleset_that_looks_at_its_kind() -> None:
    looks_at: list[LooksAt] = [{"duty": {("year", 0)}}, {"measure": set()}, {"duty": {("days", 0)}}]
    batches = BatchWriter(looks_at).batches([row("duty", year=2010, days=1)], [DAY])
    facts = [json.loads(batch.text)[1:-1] for batch in batches]
    assert facts[0] == facts[2]
    assert facts[0][0].items() > {"f:year": 2010, "f:days": 1}.items()
    assert facts[1] == []


def test_point_7_no_condition_looks_at_the_ids_of_the_core() -> None:
    assert {"id", "sid"}.isdisjoint(keys(compiled(JOINED).rules))
    assert {"id", "sid"}.isdisjoint(values(compiled(JOINED).rules))


def test_point_8_a_header_comes_first_and_a_rule_tells_that_the_trigger_came() -> None:
    rules = compiled(JOINED).rules
    assert rules.keys() >= SERVICE
    assert sent(compiled(JOINED))[0]["kind"] == "__hdr__"
    assert rules["__done__"]["all"] == [{"t": {"$and": [{"kind": "__go__"}]}}]
    assert rules["__stop__"]["all"] == [{"s": {"$and": [{"kind": "__stop__"}]}}]


def test_point_9_a_rule_concludes_nothing_that_another_could_see() -> None:
    for one in compiled(JOINED).rules.values():
        assert one.keys() == {"all", "cap", "dist"}


def test_point_10_facts_are_numbers_texts_and_flags_and_days_are_ordinals() -> None:
    logic = rule(when("duty", 'due > "2012-02-29" and estimated and kind == "annual report"'))
    assert asked_in(logic, "p1")[:3] == [
        {"$gt": {"f:due": DAY.toordinal()}},
        {"$eq": {"f:estimated": True}},
        {"$eq": {"f:kind": "annual report"}},
    ]


def test_point_10_the_core_gets_only_what_rules_look_at() -> None:
    ruleset = compiled(rule(when("duty", "due < as_of")))
    rows = [row("measure", status="some"), row("duty", due=DAY, words="long", estimated=True)]
    assert sent(ruleset, *rows)[1:-1] == [
        {
            "id": 2,
            "sid": "s",
            "kind": "duty",
            "first": 1,
            "until": date.max.toordinal(),
            "f:due": DAY.toordinal(),
        }
    ]


def test_point_10_values_are_written_as_the_json_that_they_are() -> None:
    rule_on_all = rule(when("duty", 'kind == "" and estimated and not disputed and days == 0'))
    values: dict[str, Scalar] = {
        "kind": 'é"\\\n\0😀',
        "estimated": True,
        "disputed": False,
        "days": -(2**61),
    }
    (_, fact, _) = sent(compiled(rule_on_all), row("duty", **values))
    assert {
        name.removeprefix("f:"): value for name, value in fact.items()
    }.items() >= values.items()


def test_point_11_conditions_on_one_kind_are_spread_over_rulesets() -> None:
    logics = [rule(when("duty"), name=str(number)) for number in range(MAX_CONDITIONS + 1)]
    first, second = compile_rules(logics)
    assert len(first.stands_for) == MAX_CONDITIONS
    assert len(second.stands_for) == 1


def test_point_11_conditions_that_exclude_each_other_share_a_ruleset() -> None:
    years = ", ".join(str(year) for year in range(1900, 2000))
    (ruleset,) = compile_rules([rule(when("duty", f"year in [{years}]"))])
    check_rulesets([ruleset.rules])
    assert len(ruleset.stands_for) == 100
    with ReteEvaluator([rule(when("duty", f"year in [{years}]"))], KINDS, process()) as evaluator:
        rows = [row("duty", year=year) for year in (1899, 1900, 1950, 1999, 2000)]
        found = evaluator.matches(rows, date(2012, 1, 1))
        assert found == {Match("rule", (number,)) for number in (1, 2, 3)}


def test_point_11_conditions_of_which_a_fact_may_meet_many_do_not() -> None:
    asked = [f"year == {1900 + number % 2} and days > {number}" for number in range(200)]
    rulesets = compile_rules(
        [rule(when("duty", one), name=str(number)) for number, one in enumerate(asked)]
    )
    assert [len(one.stands_for) for one in rulesets] == [120, 80]
    for ruleset in rulesets:
        check_rulesets([ruleset.rules])


def test_point_11_spans_in_effect_that_differ_are_spread_over_rulesets() -> None:
    spans = [Span(date(1999, 3, 1), date(2000 + number, 1, 1)) for number in range(100)]
    rulesets = compile_rules([rule(in_effect=span) for span in spans])
    assert [len(ruleset.stands_for) for ruleset in rulesets] == [59, 41]


def test_point_11_no_ruleset_has_too_many_rules() -> None:
    rulesets = compile_rules([rule(name=str(number)) for number in range(MAX_RULES + 1)])
    assert max(len(ruleset.rules) for ruleset in rulesets) == MAX_RULES


def test_every_fact_must_hold_on_the_day_and_so_must_what_blocks() -> None:
    for alias, tests in conditions(JOINED):
        assert (tests[-3:-1] == HELD) == (alias != "t")


def test_a_fact_may_match_several_patterns() -> None:
    assert {one["dist"] for one in compiled(JOINED).rules.values()} == {0}


def test_a_date_is_moved_by_calendar_years_before_the_core_gets_it() -> None:
    ruleset = compiled(rule(when("duty", "due + years(1) <= as_of - years(2)")))
    assert asked_in(rule(when("duty", "due + years(1) <= as_of - years(2)")), "p1")[1:] == [
        {"$lte": {"f+1:due": {"t": "asof-2"}}}
    ]
    (_, fact, trigger) = sent(ruleset, row("duty", due=DAY))
    assert fact["f+1:due"] == date(2013, 2, 28).toordinal()
    assert trigger["asof-2"] == date(2010, 2, 28).toordinal()


def test_a_field_may_have_a_name_that_is_the_core_s_own() -> None:
    assert asked_in(rule(when("duty", 'kind == "annual report"')), "p1")[0] == {
        "$eq": {"f:kind": "annual report"}
    }
