"""The office's pages of screening."""
