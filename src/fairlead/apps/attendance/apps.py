"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Places at sessions, arrivals, questions from the floor, records."""

    name = "fairlead.apps.attendance"
