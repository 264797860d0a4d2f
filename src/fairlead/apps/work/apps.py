"""Names the app to Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Background work of every kind."""

    name = "fairlead.apps.work"
    default_auto_field = "django.db.models.BigAutoField"
