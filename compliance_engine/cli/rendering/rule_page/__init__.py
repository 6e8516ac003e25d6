"""One rule as a page, for a terminal, as Markdown or for machines; and the index of all rules.

`scripts/rule_pages.py` writes the pages of docs/rules/ with it.
"""
