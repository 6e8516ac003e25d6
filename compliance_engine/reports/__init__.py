"""What the Committee reads: the brief of a session, and the page."""
