"""Background work: what was asked for, where it stands, who is at it."""
