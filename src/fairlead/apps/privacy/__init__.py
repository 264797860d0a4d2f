"""A person's data: given out whole, erased, and kept no longer than the settings say."""
