"""The compiled search for the most valuable timetable; its parts trust their input."""
