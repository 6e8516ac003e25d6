"""One rule as a page, for a terminal, as Markdown or for machines; and the index of all rules.

`scripts/rule_pages.py` writes the pages of docs/rules/ with it.
"""

from compliance_engine.cli.rendering.rule_page.forms import render_rule
from compliance_engine.cli.rendering.rule_page.index import rule_index
from compliance_engine.cli.rendering.rule_page.page import Held, ShownRule, rule_page

__all__ = ["Held", "ShownRule", "render_rule", "rule_index", "rule_page"]
