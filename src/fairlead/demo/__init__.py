"""Makes a synthetic fair: every firm and person in it is invented."""
