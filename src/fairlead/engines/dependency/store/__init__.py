"""Flows kept as sorted files with a manifest."""
