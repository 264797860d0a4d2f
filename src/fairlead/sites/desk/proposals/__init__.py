"""Proposing sessions, speaking at them, and reviewing what others propose."""
