"""For how long an answer to a letter can be awaited. Apart, for commands that read no record."""

LONGEST = 3650
"""Calendar days, at most."""
