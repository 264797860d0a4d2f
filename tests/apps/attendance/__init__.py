"""Tests of places at sessions, arrivals, questions and records."""
