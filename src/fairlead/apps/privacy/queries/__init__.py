"""Queries of the data stored about people, and of who changed what."""
