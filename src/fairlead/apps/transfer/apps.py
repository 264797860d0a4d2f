"""Names the app to Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Whole editions in and out."""

    name = "fairlead.apps.transfer"
    default_auto_field = "django.db.models.BigAutoField"
