"""The fair as a folder of files: read, checked, written, and held in memory as a `Fair`."""
