"""Names the app to Django."""

from django.apps import AppConfig


class FairsConfig(AppConfig):
    """Editions, their slots, and runs of the engines."""

    name = "fairlead.apps.fairs"
    default_auto_field = "django.db.models.BigAutoField"
