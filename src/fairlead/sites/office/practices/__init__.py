"""The organiser looks at practices before everybody sees them, and writes some."""
