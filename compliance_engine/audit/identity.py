"""When an item is the same as one that had another id: its rule was renamed, or a day corrected.

An id is made of a State, a rule and a key. A rule with another id names the former ones. Where
the key is a day that was corrected in the record, the item goes on if nothing else it could be
is there: one went, one came, and the record no longer knows of the former day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from compliance_engine.audit.items import FINDING, JUDGED, MATTER, Content, Item
from compliance_engine.facts.model import Fact
from compliance_engine.facts.plain import plain_fields
from compliance_engine.findings.naming import subject_of

Names = Mapping[str, str]
"""Present names by former ones."""

MEMBERSHIP = "membership"
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def present_id(name: str, renamed: Names) -> str:
    """An id under the present name of its rule."""
    if not renamed:
        return name
    code, _, rest = name.partition("/")
    judged, _, of_rule = rest.partition("/")
    if judged == JUDGED:
        return f"{code}/{JUDGED}/{present_id(f'{code}/{of_rule}', renamed).partition('/')[2]}"
    subject = subject_of(name, (), renamed)
    return name if subject is None else "/".join(part for part in subject if part)


def all_ids(name: str, renamed: Names) -> list[str]:
    """An id, and those that it had under former names of its rule."""
    code, _, rest = name.partition("/")
    judged = f"{JUDGED}/" if rest.startswith(f"{JUDGED}/") else ""
    subject = rest.removeprefix(judged)
    return [
        name,
        *(
            f"{code}/{judged}{former}{subject.removeprefix(rule)}"
            for former, rule in renamed.items()
            if subject == rule or subject.startswith(f"{rule}/")
        ),
    ]


def under_present_names(item: Item, renamed: Names) -> Item:
    """An item as it would be if its rules had always had their present names."""
    if not renamed or item.about == MATTER:
        return item
    was = item.content

    def named(name: str | None) -> str | None:
        return None if name is None else present_id(name, renamed)

    changed: dict[str, object] = {
        "id": named(was["id"]),
        "rule": renamed.get(was["rule"], was["rule"]),
    }
    if item.about == FINDING:
        changed["rests_on"] = [named(one) for one in was["rests_on"]]
        changed["evidence"] = [_evidence(one, renamed) for one in was["evidence"]]
    else:
        changed |= {name: named(was[name]) for name in ("finding", "on", "perhaps")}
        changed["changed"] = {named(one): names for one, names in was["changed"].items()}
    return Item({**was, **changed})


def _evidence(fact: Content, renamed: Names) -> Content:
    rule = fact["fields"].get("rule")
    return (
        {**fact, "fields": {**fact["fields"], "rule": renamed[rule]}} if rule in renamed else fact
    )


def corrected(
    gone: Iterable[Item], arisen: Iterable[Item], facts_of: Callable[[str], Sequence[Fact]]
) -> Names:
    """The ids of what arose by those of what went, where only the day in the id was corrected.

    `facts_of` gives the facts of a State on the new day.
    """
    came = _by_subject(arisen)
    found = {}
    for subject, went in _by_subject(gone).items():
        if len(went) == len(came.get(subject, ())) == 1:
            was, is_ = went[0], came[subject][0]
            if _same(was, is_, facts_of):
                found[was.id] = is_.id
    return found


def _by_subject(items: Iterable[Item]) -> dict[tuple[str, ...], list[Item]]:
    """Findings and matters by State, and by rule or what they are about."""
    found: dict[tuple[str, ...], list[Item]] = {}
    for one in items:
        if one.about != JUDGED:
            subject = one.content["rule" if one.about == FINDING else "matter"]
            found.setdefault((one.state, one.about, subject), []).append(one)
    return found


def _same(was: Item, is_: Item, facts_of: Callable[[str], Sequence[Fact]]) -> bool:
    if _kind(was) == _kind(is_) == MEMBERSHIP:
        return True
    old, new = was.key, is_.key
    one, other = _DAY.match(old), _DAY.match(new)
    if one is None or other is None or old[one.end() :] != new[other.end() :]:
        return False
    keys = {str(plain_fields(fact.fields).get("key")) for fact in facts_of(was.state)}
    return old not in keys


def _kind(item: Item) -> str | None:
    """The kind of fact that a finding is about."""
    return str(item.content["evidence"][0]["fact"]) if item.about == FINDING else None
