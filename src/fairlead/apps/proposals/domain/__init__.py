"""Changes of calls, proposals and reviews."""
