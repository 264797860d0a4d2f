"""Meeting timetables: speed and quality beside other solvers."""
