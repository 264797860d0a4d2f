"""The look as a Django app: templates, static files, template tags, translations."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Design tokens and template components."""

    name = "fairlead.ui"
    label = "ui"
