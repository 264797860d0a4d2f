"""Results as files: tables, calendars, pictures, and one self-contained page."""
