"""Writing for the library of good practice."""
