"""Editions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.meetings.models import Timetable

_RELEASED = Timetable.objects.filter(edition=OuterRef("pk"), state=VersionState.RELEASED).order_by()


def find_edition(code: str) -> Edition:
    """Return the edition of that code, with its `find_released_stamp`; raises Http404."""
    try:
        return (
            Edition.objects.with_stamps()
            .annotate(released_stamp=_RELEASED.values("stamp"))
            .get(code=code)
        )
    except Edition.DoesNotExist:
        raise Http404(_("No such edition")) from None


def find_released_stamp(edition: Edition) -> UUID | None:
    """Return the stamp of the released timetable, if there is one, of an edition as found."""
    stamp: UUID | None = edition.released_stamp  # type: ignore[attr-defined]
    return stamp


def list_editions() -> list[Edition]:
    """Return every edition, the latest first."""
    return list(Edition.objects.order_by("-first_day", "code"))
