"""Names the app to Django."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Lists of restricted parties and goods."""

    name = "fairlead.apps.screening"
    default_auto_field = "django.db.models.BigAutoField"
