"""Editions of a fair."""
