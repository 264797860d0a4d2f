"""Changes of uploaded lists."""
