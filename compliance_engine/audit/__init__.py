"""The nightly audit: what each run saw and found, what changed since the last one, kept safely.

The store is append-only. Imported by the audit commands alone, as SQLAlchemy is slow to import.
"""
