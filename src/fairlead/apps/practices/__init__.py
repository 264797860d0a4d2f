"""The library of good practice: finished projects and practices that others may ask for."""
