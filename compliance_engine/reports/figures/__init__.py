"""Figures on all States, as of a day: pure values counted from facts, evaluations and history.

Each keeps the codes of the States that it counts, so that a reader can look every one of them up.
None of them scores or ranks a State, and what is not known is counted apart.
"""
