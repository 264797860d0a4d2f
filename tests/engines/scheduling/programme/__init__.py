"""Rooms and times for sessions: beside a search through everything, and its verifier."""
