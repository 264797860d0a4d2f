"""Reads of consortia that decide who sees what."""
