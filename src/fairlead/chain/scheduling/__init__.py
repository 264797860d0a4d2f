"""The fair's requests, or a problem file, to a timetable and its proof."""
