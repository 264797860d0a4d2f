"""The steps of a gathering, one module for each app."""
