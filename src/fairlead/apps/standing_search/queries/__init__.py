"""Reads of the standing search, for those who may see them."""
