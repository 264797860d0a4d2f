"""Names the app to Django."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Projects, their partners and portfolios."""

    name = "fairlead.apps.cooperation"
    default_auto_field = "django.db.models.BigAutoField"
