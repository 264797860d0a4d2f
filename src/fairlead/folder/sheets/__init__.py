"""Sheets of office programs and CSV as people see them: every cell a text."""
