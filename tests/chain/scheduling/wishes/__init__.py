"""Wishes that people have of a timetable, each through every door of Fairlead."""
