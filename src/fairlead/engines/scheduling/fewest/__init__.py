"""The fewest slots, or days, in which every request is held, with a proof of the bound."""
