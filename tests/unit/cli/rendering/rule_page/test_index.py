"""The index of the rules: articles of the treaty apart, the actions of a plan together."""

from __future__ import annotations

from pathlib import Path

from compliance_engine.cli.rendering.rule_page.index import rule_index
from compliance_engine.cli.rendering.sections import Index
from compliance_engine.rulebook.loading import load_rulebook
from tests.unit.rulebook.packs import FIRST, RULE, edit, written


def test_actions_of_a_plan_stand_together_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    pack = written(tmp_path)
    for name, action in (("b-fifty", "50"), ("a-sixteen", "16")):
        file = f"commitments/{name}.yaml"
        (pack / "commitments").mkdir(exist_ok=True)
        (pack / file).write_text(RULE, encoding="utf-8")
        edit(pack, file, "cites: [EXC 7(1)]", f"cites: [Some Plan {action}]\nnature: commitment")
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 8]")
    page = rule_index(load_rulebook(pack), "en")
    listed = {
        section.heading: [row[0] for row in block.rows]
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Index)
    }
    assert listed == {
        "Article 7": ["article-7/still"],
        "Article 8": ["article-7/first"],
        "Some Plan": ["commitments/a-sixteen", "commitments/b-fifty"],
    }
