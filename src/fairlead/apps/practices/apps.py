"""Names the app to Django."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """The library of good practice."""

    name = "fairlead.apps.practices"
    default_auto_field = "django.db.models.BigAutoField"
