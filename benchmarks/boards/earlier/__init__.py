"""A clock that stands before the fair."""
