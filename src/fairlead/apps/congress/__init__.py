"""Sessions of the congress programme."""
