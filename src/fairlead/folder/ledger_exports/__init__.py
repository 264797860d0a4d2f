"""The project ledger in the forms that others read: OC4IDS, IATI, tables."""
