"""The marketplace from the desk: interest, conversations, watched products, needs posted."""
