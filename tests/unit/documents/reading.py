"""YAML read from a text, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError


def mapping(text: str) -> YamlMap:
    """The mapping that the text holds."""
    read = parse_yaml(text, "a.yaml")
    assert isinstance(read, YamlMap)
    return read


def problems(text: str) -> list[str]:
    """What is said of the text, each problem on one line."""
    with pytest.raises(InvalidInputError) as raised:
        parse_yaml(text, "a.yaml")
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]
