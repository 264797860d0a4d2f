"""Runs of the whole chain on an edition, and their records."""
