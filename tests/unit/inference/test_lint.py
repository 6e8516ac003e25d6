"""Every rule of the encoding, broken in turn."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import service_rules
from compliance_engine.inference.lint import check_rulesets, core_hash
from compliance_engine.inference.lint_condition import MAX_JOINS
from compliance_engine.inference.rulesets import (
    MAX_CONDITIONS,
    MAX_PATTERNS,
    MAX_RULES,
    compile_rules,
)
from compliance_engine.inference.schema import MAX_NUMBER
from tests.unit.inference import chance
from tests.unit.inference.writing import rule, when

PADDING = {"$and": [{"kind": "duty"}]}


def compiled() -> dict[str, Json]:
    (ruleset,) = compile_rules(
        [
            rule(
                when("duty", 'verdict == "outstanding" and year > 0'),
                when("duty as before", "year == duty.year - 1 and days < grace", duty="duty"),
                unless=[when("duty as after", "year > duty.year", duty="duty")],
            )
        ]
    )
    return deepcopy(ruleset.rules)


def of(rules: dict[str, Json], alias: str) -> list[Json]:
    """The tests under an alias of the compiled rule, to be changed."""
    (condition,) = (one for one in rules["r0"]["all"] if alias in one)
    found: list[Json] = condition[alias]["$and"]
    return found


def condition(kind: str, *others: Json) -> Json:
    return {"$and": [{"kind": kind}, *others]}


def plain_rule(*conditions: Json) -> Json:
    return {"all": [{"t": condition("__go__")}, *conditions], "cap": 65_535, "dist": 0}


def rely_on(rules: dict[str, Json], position: int, guard: Json) -> None:
    """Has a later pattern look at the days of an earlier fact, of which only a test speaks."""
    of(rules, "p1").insert(position, guard)
    of(rules, "p2").insert(-1, {"$gt": {"f:year": {"p1": "f:days"}}})


def test_what_the_compiler_writes_is_sound() -> None:
    assert check_rulesets([compiled()]) == MAX_NUMBER


def test_what_it_writes_of_random_rules_is_sound() -> None:
    for seed in range(100):
        compiled = compile_rules(chance.rules(seed))
        check_rulesets(ruleset.rules for ruleset in compiled)


Break = Callable[[dict[str, Json]], object]

BREAKS: dict[str, tuple[Break, str]] = {
    "no padding": (lambda rules: of(rules, "p2").pop(), "no padding"),
    "a padding of another kind": (
        lambda rules: of(rules, "p2").__setitem__(-1, {"$and": [{"kind": "measure"}]}),
        "is no test of one property",
    ),
    "a padding that is not last": (
        lambda rules: of(rules, "p2").insert(1, deepcopy(PADDING)),
        "is no test of one property",
    ),
    "no trigger": (
        lambda rules: rules["r0"].update(all=[{"p1": condition("duty")}]),
        ": it does not begin with the trigger",
    ),
    "a trigger that is not first": (
        lambda rules: rules["r0"].update(
            all=[{"p1": condition("duty")}, {"t": condition("__go__")}]
        ),
        ": it does not begin with the trigger",
    ),
    "a second trigger": (
        lambda rules: rules["r0"]["all"].append({"p9": condition("__go__")}),
        "p9 is not what it says",
    ),
    "a negated trigger": (
        lambda rules: rules["r0"].update(all=[{"t$not": condition("__go__")}]),
        r"t\$not is not what it says",
    ),
    "an or": (
        lambda rules: of(rules, "p1").insert(1, {"$or": [{"$eq": {"f:year": 1}}]}),
        "is no test of one property",
    ),
    "an unknown operator": (
        lambda rules: of(rules, "p1").insert(1, {"$mt": {"f:verdict": "a.*"}}),
        "operator that is not allowed",
    ),
    "a bare equality": (
        lambda rules: of(rules, "p1").insert(1, {"f:year": 1}),
        "is no test of one property",
    ),
    "a division": (
        lambda rules: of(rules, "p1").insert(
            4, {"$lt": {"f:year": {"$div": {"$l": {"$m": "f:year"}, "$r": 0}}}}
        ),
        "operator that is not allowed",
    ),
    "an unknown alias": (
        lambda rules: of(rules, "p2").insert(-1, {"$gt": {"f:year": {"p7": "f:year"}}}),
        r"p7\.f:year, which may not be there",
    ),
    "an alias of what must not be found": (
        lambda rules: rules["r0"]["all"].append(
            {"p9": condition("duty", {"$gt": {"f:year": {"n1": "f:year"}}}, PADDING)}
        ),
        r"n1\.f:year, which may not be there",
    ),
    "a field of an earlier fact that is not guarded": (
        lambda rules: of(rules, "p2").insert(-1, {"$gt": {"f:year": {"p1": "f:days"}}}),
        r"p1\.f:days, which may not be there",
    ),
    "a field of the same fact that is not guarded": (
        lambda rules: of(rules, "p1").insert(1, {"$gt": {"f:days": {"$m": "f:grace"}}}),
        r"\$m\.f:grace, which may not be there",
    ),
    "a guard that comes too late": (
        lambda rules: of(rules, "p2").insert(
            1, of(rules, "p2").pop(of(rules, "p2").index({"$lt": {"f:days": {"$m": "f:grace"}}}))
        ),
        r"\$m\.f:grace, which may not be there",
    ),
    "an unknown property of the trigger": (
        lambda rules: of(rules, "p2").insert(-1, {"$gt": {"f:year": {"t": "f:year"}}}),
        r"t\.f:year, which may not be there",
    ),
    "a literal after a join": (
        lambda rules: of(rules, "p2").insert(-1, {"$gt": {"f:year": 1}}),
        "comes too late",
    ),
    "an equality after another join": (
        lambda rules: of(rules, "p2").insert(-1, {"$eq": {"f:year": {"p1": "f:year"}}}),
        "comes too late",
    ),
    "an equality that mixes facts on its right": (
        lambda rules: of(rules, "p2").insert(
            6,
            {"$eq": {"f:year": {"$add": {"$l": {"p1": "f:year"}, "$r": {"$m": "f:days"}}}}},
        ),
        "into the index of an equality",
    ),
    "a test of an id": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"id": 1}}),
        "the core's own",
    ),
    "a test of a session": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"sid": "1"}}),
        "the core's own",
    ),
    "a test of the kind": (
        lambda rules: of(rules, "p1").insert(1, {"$neq": {"kind": "measure"}}),
        "the core's own",
    ),
    "a presence that is no test": (
        lambda rules: of(rules, "p1").insert(1, {"$ex": {"f:days": 2}}),
        "is no test of presence",
    ),
    "a field that is no name": (
        lambda rules: of(rules, "p2").insert(-1, {"$gt": {"f:year": {"p1": 1}}}),
        "operator that is not allowed",
    ),
    "an operator of the core for a field": (
        lambda rules: of(rules, "p1").insert(1, {"$gt": {"f:year": {"$s": "f:year"}}}),
        "operator that is not allowed",
    ),
    "a guard by a comparison with a field": (
        lambda rules: rely_on(rules, 4, {"$gt": {"f:days": {"$m": "f:year"}}}),
        r"p1\.f:days, which may not be there",
    ),
    "a guard by an absence": (
        lambda rules: rely_on(rules, 1, {"$nex": {"f:days": 1}}),
        r"p1\.f:days, which may not be there",
    ),
    "a number": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"f:year": MAX_NUMBER}}),
        "too large for",
    ),
    "a fraction": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"f:year": 1.5}}),
        "neither a text, a flag nor a whole number",
    ),
    "a null": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"f:year": None}}),
        "neither a text, a flag nor a whole number",
    ),
    "a text": (
        lambda rules: of(rules, "p1").insert(1, {"$eq": {"f:verdict": "x" * 1_000}}),
        "a text that is too long",
    ),
    "no kind": (lambda rules: of(rules, "p1").pop(0), "begins with the kind"),
    "an alias with a suffix of the core": (
        lambda rules: rules["r0"]["all"].append({"p9$all": condition("duty")}),
        "no alias for the core",
    ),
    "an alias twice": (
        lambda rules: rules["r0"]["all"].append({"p1": condition("duty")}),
        "p1 is not what it says",
    ),
    "a small cap": (lambda rules: rules["r0"].update(cap=65_536), "a cap of 65535"),
    "distinct facts": (lambda rules: rules["r0"].update(dist=1), "a dist of 0"),
    "a priority": (lambda rules: rules["r0"].update(pri=1), "nothing else"),
    "no rule that tells of the end": (lambda rules: rules.pop("__done__"), "lacks __done__"),
    "too many joins": (
        lambda rules: rules["r0"]["all"].append(
            {
                "p9": condition(
                    "duty", *[{"$gt": {"f:year": {"p1": "f:year"}}}] * (MAX_JOINS + 1), PADDING
                )
            }
        ),
        "compares 28 times",
    ),
    "too many facts": (
        lambda rules: rules["r0"]["all"].extend(
            {f"p{number}": condition("duty")} for number in range(3, MAX_PATTERNS + 2)
        ),
        "looks for 15 facts",
    ),
    "too many conditions": (
        lambda rules: rules.update(
            {
                f"x{number}": plain_rule({"p1": condition("duty")})
                for number in range(MAX_CONDITIONS - 2)
            }
        ),
        "61 conditions on duty that one fact may meet",
    ),
    "too many triggers": (
        lambda rules: rules.update(
            {
                f"x{number}": {
                    **plain_rule(),
                    "all": [{"t": condition("__go__", {"$gte": {"asof": number}})}],
                }
                for number in range(MAX_CONDITIONS)
            }
        ),
        "conditions on __go__",
    ),
    "too many rules": (
        lambda rules: rules.update({f"x{number}": plain_rule() for number in range(MAX_RULES)}),
        "rules, over 250",
    ),
    "too many kinds": (
        lambda rules: rules.update(
            {
                f"x{number}": plain_rule(
                    *({f"p{slot}": condition(f"k{number}.{slot}")} for slot in range(1, 14))
                )
                for number in range(40)
            }
        ),
        "kinds of facts, over 500",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_ruleset_that_breaks_the_encoding_never_reaches_the_core(name: str) -> None:
    damage, what = BREAKS[name]
    rules = compiled()
    damage(rules)
    with pytest.raises(EngineError, match=what):
        check_rulesets([rules])


def test_an_error_names_the_rule_the_alias_and_the_test() -> None:
    rules = compiled()
    of(rules, "p1").insert(1, {"$mt": {"f:verdict": "a.*"}})
    with pytest.raises(EngineError, match=r"r0 is not safe.*p1 has the test.*a\.\*"):
        check_rulesets([rules])


@pytest.mark.parametrize(
    ("operands", "limit"),
    [(1, 2**62), (2, 2**62), (3, (2**63 - 1) // 3), (4, (2**63 - 1) // 4), (7, (2**63 - 1) // 7)],
)
def test_the_more_numbers_are_added_up_the_smaller_they_must_be(operands: int, limit: int) -> None:
    total: Any = {"$m": "f:grace"}
    for _ in range(operands - 1):
        total = {"$add": {"$l": total, "$r": {"$m": "f:grace"}}}
    asked = condition("duty", {"$ex": {"f:grace": 1}}, {"$gt": {"f:days": total}})
    rules = {**service_rules(), "r0": plain_rule({"p1": asked})}
    assert check_rulesets([rules]) == limit


def test_two_names_that_the_core_cannot_tell_apart_are_refused() -> None:
    one, other = "f:field_122382", "f:field_339599"
    assert core_hash(one) == core_hash(other)
    asked = condition("duty", {"$ex": {one: 1}}, {"$ex": {other: 1}})
    with pytest.raises(EngineError, match=f"cannot tell '{other}' from '{one}'"):
        check_rulesets([{**service_rules(), "r0": plain_rule({"p1": asked})}])


def test_nor_may_they_be_in_two_rulesets_since_facts_are_written_for_all() -> None:
    asked = [condition("duty", {"$ex": {name: 1}}) for name in ("f:field_122382", "f:field_339599")]
    rulesets = [{**service_rules(), "r0": plain_rule({"p1": one})} for one in asked]
    for ruleset in rulesets:
        check_rulesets([ruleset])
    with pytest.raises(EngineError, match="cannot tell"):
        check_rulesets(rulesets)


def test_a_comparison_with_a_literal_guards_its_field() -> None:
    rules = compiled()
    rely_on(rules, 1, {"$gt": {"f:days": 0}})
    assert check_rulesets([rules]) == MAX_NUMBER


def test_a_ruleset_may_look_for_five_hundred_kinds_of_facts_and_no_more() -> None:
    """Three are of every ruleset, and one is `duty`."""
    rules = compiled()
    kinds = [f"k{number}" for number in range(497)]

    def looking_for(found: list[str]) -> dict[str, Json]:
        rules_of = {
            f"x{begin}": plain_rule(
                *({f"p{slot}": condition(kind)} for slot, kind in enumerate(part, start=1))
            )
            for begin in range(0, len(found), 14)
            if (part := found[begin : begin + 14])
        }
        return {**rules, **rules_of}

    assert check_rulesets([looking_for(kinds[:496])]) == MAX_NUMBER
    with pytest.raises(EngineError, match="has 501 kinds of facts, over 500"):
        check_rulesets([looking_for(kinds)])


def test_a_ruleset_may_have_as_many_rules_joins_and_as_large_a_number_as_the_limits_say() -> None:
    join: Json = {"$gt": {"f:year": {"p1": "f:year"}}}
    joined = {"p9": condition("duty", *[join] * MAX_JOINS, PADDING)}
    smallest = {"p8": condition("duty", {"$gt": {"f:year": -MAX_NUMBER}})}
    rules = compiled()
    rules["r0"]["all"] += [joined, smallest]
    more = MAX_RULES - len(rules)
    full = {**rules, **{f"x{number}": plain_rule() for number in range(more)}}
    assert check_rulesets([full]) == MAX_NUMBER


def test_all_the_rules_that_a_ruleset_lacks_are_named() -> None:
    with pytest.raises(EngineError) as raised:
        check_rulesets([{}])
    assert str(raised.value) == "a ruleset lacks __done__, __hdr__, __stop__"
