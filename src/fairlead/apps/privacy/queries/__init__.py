"""Reads of what is kept of people, and of who changed what."""
