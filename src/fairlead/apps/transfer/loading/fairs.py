"""The edition and its slots."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import reserve_ids
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.folder.fair import Fair


def make_edition(fair: Fair, *, flows_digest: str) -> Edition:
    """Return the new edition that fair.toml describes."""
    settings, slots, flows = fair.settings, fair.settings.slots, fair.flows
    edition = Edition(
        code=settings.code,
        name=settings.name,
        languages=list(settings.languages),
        number=settings.edition,
        city=settings.city,
        country=settings.country,
        first_day=settings.first_day,
        days=settings.days,
        time_zone=settings.time_zone,
        partner_country=settings.partner_country or "",
        bloc=list(settings.bloc or ()),
        currency=settings.currency,
        first_slot=slots.first,
        slot_minutes=slots.minutes,
        slots_per_day=slots.per_day,
        tables=settings.meetings.tables,
        max_meetings_per_day=settings.meetings.max_per_day,
    )
    if flows is not None:
        edition.flows_source = flows.source
        edition.flows_digest = flows_digest
        edition.flows_kind = flows.kind
        edition.flows_classification = flows.classification
        edition.flows_years = list(flows.years or ())
    portfolio = settings.portfolio
    if portfolio is not None:
        edition.discount_rate = portfolio.discount_rate
        edition.budgets_first_year = portfolio.first_year
        edition.budgets = [[name, list(sums)] for name, sums in portfolio.budgets.items()]
    edition.save()
    return edition


def load_slots(load: Load) -> None:
    """Write the slots of every day; the last of a day may end when the clock was put forward."""
    settings, slots = load.fair.settings, load.fair.settings.slots
    length = dt.timedelta(minutes=slots.minutes)
    dates, numbers, starts = [], [], []
    for date in settings.dates:
        first = dt.datetime.combine(date, slots.first, settings.zone).astimezone(dt.UTC)
        for number in range(slots.per_day):
            dates.append(date)
            numbers.append(number + 1)
            starts.append(first + number * length)
    load.ids["slots"] = reserve_ids(load.cursor, "fairs_slot", len(dates))
    columns = {
        "id": load.ids["slots"],
        "date": pa.array(dates),
        "number": pa.array(numbers),
        "starts_at": pa.array([start.isoformat() for start in starts]),
        "ends_at": pa.array([(start + length).isoformat() for start in starts]),
    }
    load.copy("fairs_slot", columns)
