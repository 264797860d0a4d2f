"""The organiser's pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """What only an organiser may see and do."""

    name = "fairlead.sites.office"
    label = "office"
