"""The steps of a load, one module for each app."""
