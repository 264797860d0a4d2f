"""The addresses of the site while nothing is loaded yet: those of the preparation.

The others take a second to import, which a first visitor need not wait for.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from fairlead.sites.public.preparation import preparation, steps

_pages = [
    path("", preparation, name="editions"),  # named by pages; it leads to the preparation
    path("preparation/", preparation, name="preparation"),
    path("preparation/steps", steps, name="preparation_steps"),
]
urlpatterns = i18n_patterns(path("", include((_pages, "public"))), prefix_default_language=False)
