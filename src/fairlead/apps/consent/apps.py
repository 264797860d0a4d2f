"""Names the app to Django."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """What people agreed to."""

    name = "fairlead.apps.consent"
    default_auto_field = "django.db.models.BigAutoField"
