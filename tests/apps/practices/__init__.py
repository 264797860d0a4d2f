"""The library of good practice."""
