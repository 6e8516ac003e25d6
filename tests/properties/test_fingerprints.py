"""Laws of the fingerprint of a rulebook file, for any content."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from compliance_engine.rulebook.meaning import fingerprint

KEYS = st.text("abcdef", min_size=1, max_size=3)
SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab1 ", max_size=4)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
FILES = st.dictionaries(KEYS, VALUES, max_size=4)


def turned(value: object) -> object:
    """The same, with the keys of every mapping in the opposite order."""
    match value:
        case dict():
            return {key: turned(inner) for key, inner in reversed(value.items())}
        case list():
            return [turned(inner) for inner in value]
        case _:
            return value


def squeezed(value: object) -> object:
    """The same, with the white space of every text made plain."""
    match value:
        case str():
            return " ".join(value.split())
        case dict():
            return {key: squeezed(inner) for key, inner in value.items()}
        case list():
            return [squeezed(inner) for inner in value]
        case _:
            return value


def told_apart(value: object) -> str:
    """A text that is the same for the same values only: true is not 1, nor 1 the text "1"."""
    match value:
        case dict():
            return str(sorted((key, told_apart(inner)) for key, inner in value.items()))
        case list():
            return f"[{[told_apart(inner) for inner in value]}]"
        case _:
            return f"{type(value).__name__} {value!r}"


@given(FILES)
def test_the_order_of_keys_never_counts(file: dict[str, object]) -> None:
    assert fingerprint({key: turned(file[key]) for key in reversed(file)}) == fingerprint(file)


@given(FILES)
def test_white_space_never_counts(file: dict[str, object]) -> None:
    assert fingerprint({key: squeezed(value) for key, value in file.items()}) == fingerprint(file)


@given(FILES, st.integers(1, 9))
def test_the_version_never_counts(file: dict[str, object], version: int) -> None:
    assert fingerprint({**file, "version": version}) == fingerprint(file)


@given(FILES, FILES)
def test_files_that_say_different_things_have_different_fingerprints(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assume(told_apart(squeezed(one)) != told_apart(squeezed(other)))
    assert fingerprint(one) != fingerprint(other)


@given(st.dictionaries(KEYS, st.text("ab", max_size=3), min_size=2, max_size=4))
def test_the_order_of_patterns_always_counts(when: dict[str, str]) -> None:
    other_way = dict(reversed(when.items()))
    assert fingerprint({"when": other_way}) != fingerprint({"when": when})
