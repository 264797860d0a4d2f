"""The office's scheduler: versions side by side, the grid of one, what a release would do."""
