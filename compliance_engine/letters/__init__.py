"""Follow-up letters: drafts from findings, each with its basis, and what became of them."""
