"""What lists are made of besides the folder's tables: what people said, and agreed to."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Mark, MarkKind, Participation
from fairlead.apps.transfer.gather import gather_live_fair
from fairlead.folder.fair import Fair


def gather_to_match(edition: Edition) -> Fair:
    """Return the fair without what has ended, those hidden who did not agree to be proposed.

    Where nobody is asked whether they agree, nobody is hidden for it.
    """
    fair = gather_live_fair(edition)
    agreed = list_consenting(edition, ConsentPurpose.BE_SHOWN)
    if agreed is None:
        return fair
    rows = Participation.objects.filter(edition=edition, person__in=agreed)
    shown = pa.array(list(rows.values_list("code", flat=True)), pa.string())
    people = fair.people
    hidden = pc.if_else(pc.is_in(people["id"], value_set=shown), people["hidden"], "yes")
    place = people.schema.get_field_index("hidden")
    field = people.schema.field(place)
    return replace(fair, people=people.set_column(place, field, hidden.cast(field.type)))


def gather_marks(edition: Edition) -> pa.Table:
    """Return what people said of organisations, and staff of people (``MARKS`` of the chain)."""
    marks = Mark.objects.filter(participation__edition=edition).order_by("pk")
    of_firms = marks.filter(organisation__isnull=False).values_list(
        "organisation__code", "participation__code", "kind"
    )
    of_people = marks.filter(
        other__isnull=False, participation__organisation__exhibitor__isnull=False
    ).values_list("participation__organisation__code", "other__code", "kind")
    rows = [
        {"organisation": firm, "person": person, "by_person": by_person,
         "saved": kind == MarkKind.SAVED}
        for by_person, found in ((True, of_firms), (False, of_people))
        for firm, person, kind in found
    ]  # fmt: skip
    columns = {
        "organisation": pa.string(), "person": pa.string(), "by_person": pa.bool_(),
        "saved": pa.bool_(),
    }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items())))
