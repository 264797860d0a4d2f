"""What can be done with timetables, named by verbs."""
