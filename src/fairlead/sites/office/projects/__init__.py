"""The office's pages of projects and their ledger."""
