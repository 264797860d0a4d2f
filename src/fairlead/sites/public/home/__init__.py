"""The edition's first page."""
