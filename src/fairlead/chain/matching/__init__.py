"""The fair's tables to ranked lists, makers and their reasons."""
