"""The lists of the office as tables to take along."""
