"""A folder into an edition that is there: what holds rows, and how changes are written."""
