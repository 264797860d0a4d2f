"""Reads of people that decide who sees what."""
