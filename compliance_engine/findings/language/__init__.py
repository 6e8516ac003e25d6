"""What people read in each language: days, names, sentences of the rulebook, and conditions.

Nothing here concludes anything.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.findings.language.conditions import ConditionsInWords
    from compliance_engine.findings.language.wording import Wording
    from compliance_engine.findings.language.written import written_day
else:
    __getattr__ = exported_lazily(
        __name__,
        conditions="ConditionsInWords",
        wording="Wording",
        written="written_day",
    )

__all__ = ["ConditionsInWords", "Wording", "written_day"]
