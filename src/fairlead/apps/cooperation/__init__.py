"""Projects and their partners."""
