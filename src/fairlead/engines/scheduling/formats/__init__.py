"""Problem and timetable files."""
