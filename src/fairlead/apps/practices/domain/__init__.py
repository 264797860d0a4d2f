"""Writing practices, deciding about them, and showing whom to ask."""
