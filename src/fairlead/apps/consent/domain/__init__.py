"""Changes of consents and of their texts."""
