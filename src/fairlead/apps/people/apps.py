"""Names the app to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, persons and their participation in an edition."""

    name = "fairlead.apps.people"
    default_auto_field = "django.db.models.BigAutoField"
