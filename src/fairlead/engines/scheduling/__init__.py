"""A timetable with a bound, from meeting requests."""
