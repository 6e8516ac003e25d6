"""A rules-based compliance checking engine for the Anti-Personnel Mine Ban Convention."""

__version__ = "0.1.0"
