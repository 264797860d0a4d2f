"""What is asked of background work."""
