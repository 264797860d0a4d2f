"""Ranked, explained, mutual pairs from profiles."""
