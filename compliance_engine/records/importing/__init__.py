"""Records made from a folder of CSV tables, one YAML file a State, with nothing lost.

meetings.csv is not read: meetings, like the events that name no State, belong to the rules.
"""

from compliance_engine.records.importing.assembly import TABLES, import_tables
from compliance_engine.records.importing.folder import write_records

__all__ = ["TABLES", "import_tables", "write_records"]
