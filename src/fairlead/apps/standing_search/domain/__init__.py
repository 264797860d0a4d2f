"""Changes of the standing search."""
