"""What was worked out before, kept on disk: safe to delete, and never believed without a check.

An entry is named by a digest of all that it depends on, so that it is found again only where
nothing of that has changed.
"""
