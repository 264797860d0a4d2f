"""Reads of who agreed to what."""
