"""What leaves for a government: a Word file made anew of what was read and is allowed."""
