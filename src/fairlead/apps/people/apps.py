"""Names the app to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, persons and their participation in an edition."""

    name = "fairlead.apps.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Note at signing in what our pages ask for; the apps of allauth are ready before."""
        from fairlead.apps.people.signed_in import note_in_our_way

        note_in_our_way()
