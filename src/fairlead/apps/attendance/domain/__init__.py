"""Changes of places, arrivals, questions and records."""
