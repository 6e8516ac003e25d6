"""What leaves for a government: a Word file made anew of nothing but what was read and is allowed."""
