"""Names the app to Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Messages to people."""

    name = "fairlead.apps.messages"
    label = "outbox"  # Django's own has the label "messages"
    default_auto_field = "django.db.models.BigAutoField"
