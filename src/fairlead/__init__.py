"""Fairlead: an industrial fair from a shortage to a signed project."""
