"""Calls, proposals and decisions in the office."""
