"""Names of States in one run: those that a person confirmed, and those that were proposed.

A code or a known name is its State. Anything else is at most a proposal, which a person confirms:
once for a run, or for good in a file of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from compliance_engine.documents.files import read_text
from compliance_engine.documents.text import canonical
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.name_keys import without_marks
from compliance_engine.records.states import State, UnknownStateError, all_states, find_state

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class StateNames:
    """What names were read as, in one run.

    `confirmed` are names and the codes that a person gave for them; with `accept`, proposals are
    taken, and told in `accepted`.
    """

    def __init__(self, confirmed: Mapping[str, str] = NO_NAMES, *, accept: bool = False) -> None:
        self._confirmed = {_folded(name): code for name, code in confirmed.items()}
        self._accept = accept
        self._found: dict[str, State] = {}
        self.accepted: dict[str, State] = {}

    def find(self, given: str) -> State:
        """The State that a name or code stands for. Raises UnknownStateError, with a proposal."""
        if given not in self._found:
            self._found[given] = self._looked_up(given)
        return self._found[given]

    def _looked_up(self, given: str) -> State:
        if code := self._confirmed.get(_folded(given)):
            return all_states()[code]
        try:
            return find_state(given)
        except UnknownStateError as error:
            proposal = error.proposed
            if proposal is None:
                raise
            if self._accept:
                self.accepted[given] = proposal
                return proposal
            error.remedy = (
                f"Perhaps {proposal.name} ({proposal.code}): correct the name, accept what "
                "is proposed with --accept-names, or give the name its code in a file for --names."
            )
            raise


def read_names(path: Path) -> dict[str, str]:
    """Names that a person confirmed: a YAML file with a line ``name: CODE`` for each.

    Raises InvalidInputError with everything that is wrong in it.
    """
    data = parse_yaml(read_text(path, path.name), path.name)
    if not isinstance(data, YamlMap):
        problem = Problem(Place(path.name), "is not a list of names", "Write lines 'name: CODE'.")
        raise InvalidInputError([problem])
    problems = [
        Problem(data.value_places[name], f"{code!r} is no code of a State", "Write one, as GNQ.")
        for name, code in data.items()
        if code not in all_states()
    ]
    first: dict[str, str] = {}
    for name, code in data.items():
        before = first.setdefault(_folded(name), name)
        if data[before] != code:
            what = f"{name!r} is {code} here, and {data[before]} as {before!r}"
            problems.append(Problem(data.value_places[name], what, "Keep one of the two."))
    if problems:
        raise InvalidInputError(problems)
    return {name: str(code) for name, code in data.items()}


def _folded(name: str) -> str:
    return canonical(without_marks(name)).casefold()
