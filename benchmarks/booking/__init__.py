"""Many who want the same times at once, while processes are killed and the database restarts."""
