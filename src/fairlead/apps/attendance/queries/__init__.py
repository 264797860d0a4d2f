"""Reads of places, arrivals, questions and records."""
