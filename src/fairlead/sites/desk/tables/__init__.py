"""One's own lists as tables to take along."""
