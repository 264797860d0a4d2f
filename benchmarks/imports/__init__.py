"""Speed of bringing in lists."""
