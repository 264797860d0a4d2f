"""The standing search over a month of a million flows."""
