"""Names the app to Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meeting requests, timetables and meetings."""

    name = "fairlead.apps.meetings"
    default_auto_field = "django.db.models.BigAutoField"
