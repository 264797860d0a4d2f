"""Reads of delegations, for those who may see them."""
