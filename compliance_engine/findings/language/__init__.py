"""What people read in each language: days, names, sentences of the rulebook, and conditions.

Nothing here concludes anything.
"""
