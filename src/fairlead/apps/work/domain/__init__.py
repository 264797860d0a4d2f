"""Changes of background work."""
