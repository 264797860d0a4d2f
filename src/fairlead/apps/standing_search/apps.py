"""Names the app to Django."""

from django.apps import AppConfig


class StandingSearchConfig(AppConfig):
    """The standing search."""

    name = "fairlead.apps.standing_search"
    default_auto_field = "django.db.models.BigAutoField"
