"""Programmes of other systems: the schedule XML and JSON that apps of visitors read, and back."""
