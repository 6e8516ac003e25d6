"""The same rules as programs of other kinds, and a reader of records written by hand.

Nothing here imports the engine, so that a peer's own process pays for nothing of it.
"""
