"""What people read in each language: days, names, sentences of the rulebook, and conditions.

Nothing here concludes anything.
"""

from compliance_engine.findings.language.conditions import ConditionsInWords
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.language.written import written_day

__all__ = ["ConditionsInWords", "Wording", "written_day"]
