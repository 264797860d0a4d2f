"""Names the app to Django."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """Conversations about offers and needs, and watched products."""

    name = "fairlead.apps.market"
    default_auto_field = "django.db.models.BigAutoField"
