"""What follows from one State's record and the law's clocks: membership, duties, verdicts, facts.

A fact holds over a span of days; nothing here knows the day of a check, and nothing here is a
finding.
"""
