"""The office's pages of delegations."""
