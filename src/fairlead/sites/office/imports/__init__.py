"""Lists of people and organisations brought in by an organiser."""
