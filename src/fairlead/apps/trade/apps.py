"""Names the app to Django."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    """Products, offers, needs, dependencies and matches."""

    name = "fairlead.apps.trade"
    default_auto_field = "django.db.models.BigAutoField"
