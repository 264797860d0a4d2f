"""Exporting, erasing and expiring the data stored about people."""
