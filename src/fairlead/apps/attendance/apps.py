"""Names the app to Django."""

from __future__ import annotations

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Places at sessions, arrivals, questions from the floor, records."""

    name = "fairlead.apps.attendance"
    default_auto_field = "django.db.models.BigAutoField"
