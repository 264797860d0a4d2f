"""Stands: who exhibits where, and changing it."""
