"""The database in which the audit and the letters are kept: where it is, its tables, who holds it.

Imported by the commands that need it alone, as SQLAlchemy is slow to import.
"""
