"""Names the app to Django."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    """Delegations and their visits."""

    name = "fairlead.apps.delegations"
    default_auto_field = "django.db.models.BigAutoField"
