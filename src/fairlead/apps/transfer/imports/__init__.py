"""Lists of people and organisations that an organiser uploads: checked, corrected, written."""
