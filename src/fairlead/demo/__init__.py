"""Makes a synthetic fair."""
