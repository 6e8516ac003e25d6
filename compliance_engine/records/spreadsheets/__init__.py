"""Records as tables that people work in: an Excel workbook, or a folder of CSV files."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.records.spreadsheets.changing import Change
    from compliance_engine.records.spreadsheets.csv_files import read_csv, read_folder
    from compliance_engine.records.spreadsheets.csv_writing import write_folder
    from compliance_engine.records.spreadsheets.proposing import Proposal, proposals
    from compliance_engine.records.spreadsheets.reading import is_read, read_tables
    from compliance_engine.records.spreadsheets.tables import TABLES, Table, table_named
    from compliance_engine.records.spreadsheets.words import Words
    from compliance_engine.records.spreadsheets.workbook_reading import read_workbook
    from compliance_engine.records.spreadsheets.workbook_writing import Extra, write_workbook
else:
    __getattr__ = exported_lazily(
        __name__,
        changing="Change",
        csv_files="read_csv read_folder",
        csv_writing="write_folder",
        proposing="Proposal proposals",
        reading="is_read read_tables",
        tables="TABLES Table table_named",
        words="Words",
        workbook_reading="read_workbook",
        workbook_writing="Extra write_workbook",
    )

__all__ = [
    "TABLES",
    "Change",
    "Extra",
    "Proposal",
    "Table",
    "Words",
    "is_read",
    "proposals",
    "read_csv",
    "read_folder",
    "read_tables",
    "read_workbook",
    "table_named",
    "write_folder",
    "write_workbook",
]
