"""One's own data: what one agreed to, a file of all of it, and being erased."""
