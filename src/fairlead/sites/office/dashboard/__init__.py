"""How far the people of an edition have come, live, and writing to those behind a figure."""
