"""Reads of hits, for those who may see them."""
