"""Organisations under the names that they had at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from fairlead.apps.fairs.models import History
from fairlead.apps.people.models import Organisation
from fairlead.folder.localized_text import LocalizedText


def find_past_organisations(
    edition: int | None, codes: Collection[str], moment: dt.datetime
) -> dict[str, Organisation]:
    """Return organisations of an edition by their codes, never to be saved; one query.

    The rows are those of now, for their pages; the name is that of the moment, or the first that
    is known.
    """
    if not codes or edition is None:
        return {}
    names = History.objects.filter(
        edition=OuterRef("edition__code"), kind="organisation", key=OuterRef("code")
    ).values("state__name")
    last = names.filter(since__lte=moment).order_by("-since")[:1]
    name = Coalesce(Subquery(last), Subquery(names.order_by("since")[:1]))
    rows = (
        Organisation.objects.filter(edition=edition, code__in=codes)
        .select_related("exhibitor")
        .annotate(name_then=name)
    )
    for one in rows:
        if one.name_then is not None:
            one.name = LocalizedText(one.name_then)
    return {one.code: one for one in rows}
