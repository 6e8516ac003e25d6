"""The brief of a session: gathered from what is known of every State, and written once."""
