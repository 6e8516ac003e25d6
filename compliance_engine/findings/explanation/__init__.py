"""Why a rule finds something of a State, or not: each step of it, and what a reader is told."""
