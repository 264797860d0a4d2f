"""The marketplace between people: interest and conversations, watched products, needs posted."""
