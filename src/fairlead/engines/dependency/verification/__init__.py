"""The slow reference and the check of a finished table."""
