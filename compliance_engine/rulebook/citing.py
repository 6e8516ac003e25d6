"""What the files of a rulebook cite, each citation with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import read_text
from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import Place
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import SUFFIX, TREATY

_TREATY_KEYS = TREATY.removesuffix(SUFFIX)


@dataclass(frozen=True)
class Citing:
    """A rule, a duty or a key of the treaty file, and one provision that it cites."""

    name: str
    citation: Citation
    place: Place


@dataclass(frozen=True)
class Sources:
    """All of a rulebook that can cite: by name, with what is cited."""

    names: frozenset[str]
    citings: tuple[Citing, ...]


def citations_in(folder: Path, rulebook: Rulebook) -> Sources:
    """What the rulebook, which was loaded from `folder`, cites.

    Rules go by their id, duties by their file (``duties/annual-report``), parts of the treaty
    file by their key (``treaty/withdrawal``).
    """
    rules = [rule.id for rule in rulebook.rules]
    duties = [duty.place.file.removesuffix(SUFFIX) for duty in rulebook.duties]
    citings = [
        citing
        for name in (*rules, *duties)
        for citing in _citings(name, read_yaml(folder, f"{name}{SUFFIX}"))
    ]
    treaty = read_yaml(folder, TREATY)
    keys = {f"{_TREATY_KEYS}/{key}": value for key, value in treaty.items()}
    for name, value in keys.items():
        citings += _citings(name, value)
    return Sources(frozenset((*rules, *duties, *keys)), tuple(citings))


def read_yaml(folder: Path, name: str) -> YamlMap:
    """A file of a rulebook as it is written. Raises InvalidInputError."""
    data = parse_yaml(read_text(folder / name, name), name)
    assert isinstance(data, YamlMap)
    return data


def _citings(name: str, value: object) -> Iterator[Citing]:
    if isinstance(value, YamlList):
        for item in value:
            yield from _citings(name, item)
    if not isinstance(value, YamlMap):
        return
    for key, inner in value.items():
        if key != "cites":
            yield from _citings(name, inner)
        elif isinstance(inner, YamlList):
            for text, place in zip(inner, inner.value_places, strict=True):
                yield Citing(name, Citation.parse(str(text)), place)
        else:
            yield Citing(name, Citation.parse(str(inner)), value.value_places[key])
