"""Giving out, erasing and forgetting what is kept of people."""
