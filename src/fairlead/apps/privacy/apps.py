"""Names the app to Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """A person's data."""

    name = "fairlead.apps.privacy"
    default_auto_field = "django.db.models.BigAutoField"
