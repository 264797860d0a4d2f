"""The edition and its slots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import reserve_ids
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.update_rows import update_rows
from fairlead.apps.transfer.merging.holders import list_relations
from fairlead.folder.choices import REQUIRED
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings, FlowsSource
from fairlead.folder.input_errors import report_invalid


def make_edition(fair: Fair, *, flows_digest: str) -> Edition:
    """Return the new edition that fair.toml describes."""
    return Edition.objects.create(
        code=fair.settings.code, **describe_edition(fair, flows_digest=flows_digest)
    )


def describe_edition(fair: Fair, *, flows_digest: str) -> dict[str, Any]:
    """Return the columns of an edition that fair.toml says, but for its code."""
    settings, slots = fair.settings, fair.settings.slots
    portfolio = settings.portfolio
    return {
        "name": settings.name,
        "languages": list(settings.languages),
        "number": settings.edition,
        "city": settings.city,
        "country": settings.country,
        "first_day": settings.first_day,
        "days": settings.days,
        "time_zone": settings.time_zone,
        "partner_country": settings.partner_country or "",
        "bloc": list(settings.bloc or ()),
        "currency": settings.currency,
        "first_slot": slots.first,
        "slot_minutes": slots.minutes,
        "slots_per_day": slots.per_day,
        "own_days": [[one.date.isoformat(), list(one.slots)] for one in settings.own_days],
        "opening": [
            [one.date.isoformat(), f"{one.opens:%H:%M:%S}", f"{one.closes:%H:%M:%S}"]
            for one in settings.opening
        ],
        "tables": settings.meetings.tables,
        "max_meetings_per_day": settings.meetings.max_per_day,
        "least_required": settings.meetings.min_meetings == REQUIRED,
        **describe_flows(fair.flows, flows_digest=flows_digest),
        "discount_rate": portfolio.discount_rate if portfolio else None,
        "budgets_first_year": portfolio.first_year if portfolio else None,
        "budgets_beyond": portfolio.beyond if portfolio else "unlimited",
        "sunk_flows": portfolio.sunk if portfolio else "left_out",
        # In the order of the folder, which a JSON object would lose.
        "budgets": [[name, list(sums)] for name, sums in portfolio.budgets.items()]
        if portfolio
        else [],
    }


def load_slots(load: Load) -> None:
    """Write the slots of every day; the last of a day may end when the clock was put forward.

    What was set here for a slot may be more than the tables that a folder leaves: then all of them.
    """
    settings = load.fair.settings
    times = settings.slot_times
    opening = {one.date: one.start for one in reversed(times)}
    most = settings.meetings.tables
    fewer = {(one.date, one.slot): min(one.tables, most) for one in settings.fewer_tables}
    starts, ends = (
        [_find_moment(settings, opening[one.date], getattr(one, name)).isoformat() for one in times]
        for name in ("start", "end")
    )
    columns = {
        "date": pa.array([one.date for one in times], pa.date32()),
        "number": pa.array([one.number for one in times], pa.int64()),
        "starts_at": pa.array(starts),
        "ends_at": pa.array(ends),
        "tables": pa.array([fewer.get((one.date, one.number)) for one in times], pa.int64()),
    }
    if load.touched is None:
        load.ids["slots"] = reserve_ids(load.cursor, "fairs_slot", len(times))
        load.copy("fairs_slot", {"id": load.ids["slots"], **columns})
    else:
        _update_slots(load, columns)


def _find_moment(settings: FairSettings, opening: dt.datetime, time: dt.datetime) -> dt.datetime:
    """Return the moment of a local time, as long after the day's first slot as the clock says."""
    return opening.replace(tzinfo=settings.zone).astimezone(dt.UTC) + (time - opening)


def _update_slots(load: Load, columns: Mapping[str, pa.Array]) -> None:
    """Write the slots that are new, change times, and remove those that are no more.

    Raises InvalidInput when something is held in one of these.
    """
    load.cursor.execute(
        "SELECT date, number, id FROM fairs_slot WHERE edition_id = %s", (load.edition.pk,)
    )
    known = {(date, number): slot for date, number, slot in load.cursor.fetchall()}
    wanted = list(zip(columns["date"].to_pylist(), columns["number"].to_pylist(), strict=True))
    ids = [known.get(key) for key in wanted]
    gone = [slot for key, slot in known.items() if key not in set(wanted)]
    _refuse_to_lose(gone)
    load.cursor.execute("DELETE FROM fairs_slot WHERE id = ANY(%s)", (gone,))
    load.ids["slots"] = load.fill_ids("fairs_slot", ids)
    fresh = pa.array([one is None for one in ids], pa.bool_())
    given = {"id": load.ids["slots"], **columns}
    load.copy("fairs_slot", {name: pc.filter(one, fresh) for name, one in given.items()})
    there = pc.invert(fresh)
    update_rows(
        load.cursor, "fairs_slot", {name: pc.filter(one, there) for name, one in given.items()}
    )


def _refuse_to_lose(slots: list[int]) -> None:
    for relation in list_relations(Slot):
        if (
            slots
            and relation.model._base_manager.filter(**{f"{relation.name}__in": slots}).exists()
        ):
            named = relation.model._meta.verbose_name
            expected = f"expected the slots to stay that a {named} of the edition is in"
            raise report_invalid("fair.toml", expected, field="slots")


def describe_flows(flows: FlowsSource | None, *, flows_digest: str) -> dict[str, Any]:
    """Return the columns of an edition that say what its flows are; empty without any."""
    return {
        "flows_source": flows.source if flows else "",
        "flows_digest": flows_digest if flows else "",
        "flows_kind": flows.kind if flows else "",
        "flows_classification": flows.classification if flows else "",
        "flows_years": list(flows.years or ()) if flows else [],
        "flows_unit": (flows.unit or "") if flows else "",
    }
