"""The tables of a new database as one script, so that it need not be migrated step by step."""
