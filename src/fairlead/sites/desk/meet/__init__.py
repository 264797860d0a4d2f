"""Whom to meet."""
