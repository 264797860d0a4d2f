"""Appraised, fairly shared, chosen projects."""
