"""Names the app to Django."""

from django.apps import AppConfig


class ExhibitionConfig(AppConfig):
    """Halls, stands, expositions and exhibitors."""

    name = "fairlead.apps.exhibition"
    default_auto_field = "django.db.models.BigAutoField"
