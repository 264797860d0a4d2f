"""What an economy or bloc cannot do without, and who could make it."""
