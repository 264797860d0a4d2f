"""Editions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Func, OuterRef, QuerySet, SlugField, UUIDField
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.meetings.models import Timetable, TimetableState

_STAMP = (
    Timetable.objects.filter(edition=OuterRef("pk"), state=TimetableState.CURRENT)
    .order_by()
    .values(
        found=Func(F("pk"), function="meetings_find_stamp", output_field=UUIDField()),
    )
)


def find_edition(code: str) -> Edition:
    """Return the edition of that code, with its `find_current_stamp`; raises Http404."""
    found = _EDITION.read(code=code)
    if not found:
        raise Http404(_("No such edition"))
    return found[0]


def _build() -> QuerySet[Edition]:
    rows = Edition.objects.with_stamps().annotate(current_stamp=_STAMP)
    return rows.filter(code=Parameter("code", SlugField()))


_EDITION = PreparedQuery(_build)


def find_current_stamp(edition: Edition) -> UUID | None:
    """Return the stamp of the current timetable, if there is one, of an edition as found."""
    stamp: UUID | None = edition.current_stamp  # type: ignore[attr-defined]
    return stamp


def list_editions() -> list[Edition]:
    """Return every edition, the latest first."""
    return list(Edition.objects.order_by("-first_day", "code"))
