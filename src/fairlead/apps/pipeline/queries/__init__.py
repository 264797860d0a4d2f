"""What is asked of background work and mail together."""
