"""Text files read into values that know their line and column: strict YAML, checked by models.

Both records and rules are read here, so that a mistake in either is shown in the same way.
"""
