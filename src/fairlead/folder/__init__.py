"""The fair as a folder of files: schemas, read, check, write."""
