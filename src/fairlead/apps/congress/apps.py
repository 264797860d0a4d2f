"""Names the app to Django."""

from django.apps import AppConfig


class CongressConfig(AppConfig):
    """The programme of sessions."""

    name = "fairlead.apps.congress"
    default_auto_field = "django.db.models.BigAutoField"
