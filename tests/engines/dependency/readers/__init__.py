"""Readers of trade statistics: one file a part of reading."""
