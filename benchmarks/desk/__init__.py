"""What a page of a desk costs: queries, bytes, processor time."""
