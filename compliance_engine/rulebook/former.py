"""Former names of rules: a rule that gets another id keeps those it had, under ``formerly``.

What was judged or stored under a former name then still finds its rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compliance_engine.errors import Problem
from compliance_engine.rulebook.files import RuleFile

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


def former_name_problems(files: Mapping[str, RuleFile]) -> Iterator[Problem]:
    """Former names that are no ids, or the id or a former name of another rule."""
    borne: dict[str, str] = {}
    for rule, file in files.items():
        place = file.place_of("formerly")
        for name in file.formerly:
            if _ID.fullmatch(name) is None:
                what = f"'{name}' cannot have been the id of a rule"
                yield Problem(place, what, "Write folder/name, such as article-9/bill-pending.")
            elif name in files:
                what = f"'{name}' is the id of a rule that there is"
                yield Problem(place, what, "Remove it: a former name belongs to no other rule.")
            elif name in borne:
                what = f"'{name}' is a former name of {borne[name]} already"
                yield Problem(place, what, "Remove it from one of the two.")
            else:
                borne[name] = rule
