"""The two boards of the office, opened and worked on: the programme and the scheduler."""
