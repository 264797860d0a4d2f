"""Names the app to Django."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Calls for sessions and what comes of them."""

    name = "fairlead.apps.proposals"
    default_auto_field = "django.db.models.BigAutoField"
