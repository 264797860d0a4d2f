"""The four engines: pure functions from arrays and tables to results."""
