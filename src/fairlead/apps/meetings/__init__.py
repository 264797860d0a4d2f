"""Requests, slots, tables, meetings and timetable versions."""
