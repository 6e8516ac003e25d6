"""New rules: a rule with its worked cases, drafted from the rulebook's own words and clocks.

A draft already passes its cases; its author then says in their own words what it is for.
"""
