"""The office's pages of signings."""
