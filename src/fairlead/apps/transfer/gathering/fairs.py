"""What fair.toml says."""

from __future__ import annotations

import datetime as dt

from fairlead.apps.exhibition import models as exhibition
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import MeetingRules as Waiting
from fairlead.folder.choices import REQUIRED, WISHED
from fairlead.folder.fair_settings import (
    FairSettings,
    FewerTables,
    Hall,
    MeetingRules,
    OpeningHours,
    OwnDay,
    PortfolioSettings,
    Slots,
)


def gather_settings(edition: Edition) -> FairSettings:
    """Return the settings of an edition; three queries, for the halls, for how long one waits and
    for tables by slot."""
    halls = exhibition.Hall.objects.filter(edition=edition).order_by("id")
    waits = Waiting.objects.filter(edition=edition).first() or Waiting()
    fewer = Slot.objects.filter(edition=edition, tables__isnull=False).values_list(
        "date", "number", "tables"
    )
    return FairSettings(
        code=edition.code,
        name=edition.name,
        languages=tuple(edition.languages),
        edition=edition.number,
        city=edition.city,
        country=edition.country,
        first_day=edition.first_day,
        days=edition.days,
        time_zone=edition.time_zone,
        partner_country=edition.partner_country or None,
        bloc=tuple(edition.bloc) or None,
        currency=edition.currency,
        slots=Slots(edition.first_slot, edition.slot_minutes, edition.slots_per_day),
        own_days=tuple(
            OwnDay(dt.date.fromisoformat(date), tuple(slots)) for date, slots in edition.own_days
        ),
        opening=tuple(OpeningHours(*hours) for hours in edition.opening_hours),
        meetings=MeetingRules(
            edition.tables,
            edition.max_meetings_per_day,
            waits.grace_minutes,
            str(waits.release_by),
            waits.hall_minutes,
            REQUIRED if edition.least_required else WISHED,
        ),
        fewer_tables=tuple(
            FewerTables(date, slot, tables) for date, slot, tables in fewer if tables is not None
        ),
        halls=tuple(Hall(hall.code, hall.name, hall.width, hall.depth) for hall in halls),
        portfolio=_gather_portfolio(edition),
    )


def _gather_portfolio(edition: Edition) -> PortfolioSettings | None:
    if edition.discount_rate is None or edition.budgets_first_year is None:
        return None
    budgets = {name: tuple(float(amount) for amount in sums) for name, sums in edition.budgets}
    return PortfolioSettings(
        edition.discount_rate,
        edition.budgets_first_year,
        budgets,
        beyond=edition.budgets_beyond,
        sunk=edition.sunk_flows,
    )
