"""A participant's own pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What a person who takes part in an edition sees and does there."""

    name = "fairlead.sites.desk"
    label = "desk"
