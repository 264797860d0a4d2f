"""The public pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Everyone's pages: what is released, and nothing else."""

    name = "fairlead.sites.public"
    label = "public"
