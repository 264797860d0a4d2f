"""The whole fair, from its making to the timetable and the projects."""
