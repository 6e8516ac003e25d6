"""How fast the engine is beside what a user would pick instead; run with `make bench`."""
