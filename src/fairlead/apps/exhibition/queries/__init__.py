"""Reads of who exhibits where."""
