"""What is wrong with a rulebook beyond what keeps it from being read: each thing with its place.

One module looks for one kind of mistake; `possible` and `ordered` tell which conditions can
hold at once.
"""
