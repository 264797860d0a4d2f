"""The library as visitors, writers and the organiser see it."""
