"""What rules rest on: readings that are not verified, and what is cited for a commitment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance_engine.documents import YamlList, YamlMap
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.loading import CLAUSES, DUTIES, PLANS

_NAMING = ("id", "clause", "provision", "cites")


def citations(pack: Pack) -> Iterator[Remark]:
    """What is wrong with what the rules and duties of a rulebook rest on."""
    for name, data in pack.files.items():
        read = name in pack.rules or name.startswith(f"{DUTIES}/")
        if read and data.get("verified") is False and not data.get("doubt"):
            yield error(
                data.value_places["verified"],
                "this reading is not verified, and no doubt is told",
                "Add 'doubt': what is not sure, and what would settle it.",
            )
    unverified = dict(_unverified_provisions(pack))
    for rule in pack.rules.values():
        yield from _clauses(rule, unverified)
        if pack.read.treaty is not None:
            yield from _nature(rule, pack.read.treaty.abbreviation)


def _clauses(rule: PlacedRule, unverified: Mapping[str, str]) -> Iterator[Remark]:
    for cited in rule.rule.cites if rule.rule.verified else ():
        file = unverified.get(str(cited)) or unverified.get(cited.provision)
        if file is not None:
            yield note(
                rule.data.value_places["verified"],
                f"this reading counts as verified, while {file} marks {cited} as not verified",
                "Verify it there, or write 'verified: false' with its doubt.",
            )


def _unverified_provisions(pack: Pack) -> Iterator[tuple[str, str]]:
    """What the registers mark as not verified, by every name that it is cited by, and the file."""
    for name, data in pack.files.items():
        if name == CLAUSES:
            yield from ((clause, name) for clause in _unverified(data, ""))
        elif name.startswith(f"{PLANS}/"):
            actions = data.get("actions")
            for action in actions if isinstance(actions, YamlList) else ():
                if isinstance(action, YamlMap) and action.get("verified") is False:
                    yield from ((f"{data.get('name')} {one}", name) for one in _numbers(action))


def _numbers(action: YamlMap) -> range:
    """The numbers of an action, or of several in a row."""
    first, last = action.get("number"), action.get("to")
    if not isinstance(first, int):
        return range(0)
    return range(first, min(last if isinstance(last, int) else first, first + 999) + 1)


def _unverified(part: object, key: str) -> Iterator[str]:
    """The clauses of a register that are marked as not verified."""
    match part:
        case YamlMap():
            if part.get("verified") is False:
                yield key
                yield from (str(part[one]) for one in _NAMING if one in part)
            for name, value in part.items():
                yield from _unverified(value, name)
        case YamlList():
            for one in part:
                yield from _unverified(one, key)


def _nature(rule: PlacedRule, treaty: str) -> Iterator[Remark]:
    place = rule.data.value_places["cites"]
    of_treaty = [cited.document == treaty for cited in rule.rule.cites]
    if rule.rule.nature == "commitment" and all(of_treaty):
        yield error(
            place,
            "this commitment cites only the Convention, as an obligation would",
            "Cite the action of the plan that it is from, or leave 'nature' out.",
        )
    if rule.rule.nature == "obligation" and not any(of_treaty):
        yield error(
            place,
            "this obligation cites no provision of the Convention",
            f"Cite one, such as {treaty} 7(2), or write 'nature: commitment'.",
        )
