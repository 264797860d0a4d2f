"""Names the app to Django."""

from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    """Consortia and their agreements."""

    name = "fairlead.apps.consortia"
    default_auto_field = "django.db.models.BigAutoField"
