"""Comparisons as the core is given them."""

from __future__ import annotations

import pytest

from compliance_engine.inference import comparisons
from compliance_engine.inference.atoms import Atom, Choice, Fixed, Place, Same
from compliance_engine.inference.comparisons import Stage

OWN, EARLIER = Place(2, "kind"), Place(1, "verdict")


@pytest.mark.parametrize(("negated", "name"), [(False, "$eq"), (True, "$neq")])
def test_on_which_side_a_field_stands_makes_no_difference(negated: bool, name: str) -> None:
    one = list(comparisons.tests(Same(OWN, EARLIER, negated), 2))
    other = list(comparisons.tests(Same(EARLIER, OWN, negated), 2))
    stage = Stage.JOIN if negated else Stage.EQUALITY
    assert one == other == [(stage, {name: {OWN.name: {"p1": EARLIER.name}}})]


@pytest.mark.parametrize("atom", [Fixed(True), Choice(OWN, ("a", "b"))])
def test_what_should_have_been_settled_before_is_not_encoded(atom: Atom) -> None:
    with pytest.raises(ValueError, match="is settled before it is encoded") as raised:
        list(comparisons.tests(atom, 2))
    assert str(raised.value) == f"{atom} is settled before it is encoded"
