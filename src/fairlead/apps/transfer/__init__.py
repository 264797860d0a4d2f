"""A whole edition in and out of the database."""
