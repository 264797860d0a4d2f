"""Flows and dependencies."""
