"""Editions."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition


def find_edition(code: str) -> Edition:
    """Return the edition of that code; raises Http404."""
    try:
        return Edition.objects.get(code=code)
    except Edition.DoesNotExist:
        raise Http404(_("No such edition")) from None


def all_editions() -> list[Edition]:
    """Return every edition, the latest first."""
    return list(Edition.objects.order_by("-first_day", "code"))
