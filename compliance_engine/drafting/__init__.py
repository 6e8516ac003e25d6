"""New rules: a rule with its worked cases, drafted from the rulebook's own words and clocks.

A draft already passes its cases; its author then says in their own words what it is for.
"""

from compliance_engine.drafting.model import Draft, Wish
from compliance_engine.drafting.saving import refuse_unless_free, save_draft
from compliance_engine.drafting.subjects import SUBJECTS, draft_of, subject_values
from compliance_engine.drafting.trying import Tried, try_draft

__all__ = [
    "SUBJECTS",
    "Draft",
    "Tried",
    "Wish",
    "draft_of",
    "refuse_unless_free",
    "save_draft",
    "subject_values",
    "try_draft",
]
