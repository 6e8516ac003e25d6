"""What rules rest on: readings that are not verified, and what is cited for a commitment."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.names import CLAUSES, DUTIES

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
    unverified = set(_unverified(pack.files.get(CLAUSES), ""))
    for rule in pack.rules.values():
        if pack.read.treaty is not None:
            yield from _clauses(rule, unverified, pack.read.treaty.abbreviation)
            yield from _nature(rule, pack.read.treaty.abbreviation)


def _clauses(rule: PlacedRule, unverified: Collection[str], treaty: str) -> Iterator[Remark]:
    for cited in rule.rule.cites if rule.rule.verified else ():
        own = cited.document == treaty and cited.provision in unverified
        if own or str(cited) in unverified:
            yield note(
                rule.data.value_places["verified"],
                f"this reading counts as verified, while {CLAUSES} marks {cited} as not verified",
                "Verify it there, or write 'verified: false' with its doubt.",
            )


def _unverified(part: object, key: str) -> Iterator[str]:
    """The clauses that the register marks as not verified, by every name that it gives them."""
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
            "this commitment cites only the treaty, as an obligation would",
            "Cite the action of the plan that it is from, or leave 'nature' out.",
        )
    if rule.rule.nature == "obligation" and not any(of_treaty):
        yield error(
            place,
            "this obligation cites no provision of the treaty",
            f"Cite one, such as {treaty} 7(2), or write 'nature: commitment'.",
        )
