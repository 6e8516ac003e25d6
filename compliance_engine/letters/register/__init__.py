"""The register: every letter with its bytes, who did what with it and when, sealed step by step.

Imported by the commands that need it alone, as SQLAlchemy is slow to import.
"""
