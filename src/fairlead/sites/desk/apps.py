"""A participant's own pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What a person who takes part in an edition sees and does there."""

    name = "fairlead.sites.desk"
    label = "desk"

    def ready(self) -> None:
        """Have it noted that who makes a second factor has shown it."""
        from allauth.mfa.signals import authenticator_added

        from fairlead.sites.desk.account.factors import note_added_factor

        authenticator_added.connect(note_added_factor, dispatch_uid="note_added_factor")
