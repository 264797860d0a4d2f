"""What one figure of fair.toml must be beside the others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Protocol

from fairlead.folder import bounds
from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.language_tags import expand_tag


class Blame(Protocol):
    """Notes a problem of a key: what was expected, and the value that is there."""

    def __call__(self, expected: str, *, section: str, key: str, value: object) -> None:
        """Note it."""


def check_settings(blame: Blame, settings: FairSettings) -> None:
    """Tell `blame` of every figure that does not fit the others."""
    for one, other in combinations(settings.languages, 2):
        if expand_tag(one) == expand_tag(other):
            expected = f"expected one tag for one language: {one} and {other} are the same"
            blame(expected, section="fair", key="languages", value=other)
    slots = settings.slots
    first = slots.first.hour * 60 + slots.first.minute + slots.first.second / 60
    if first + slots.minutes * slots.per_day > 24 * 60:
        blame(
            "expected the last slot to end by midnight",
            section="slots",
            key="per_day",
            value=slots.per_day,
        )
    if settings.slot_count > bounds.SLOTS:
        expected = f"expected at most {bounds.SLOTS:,} slots over all days"
        blame(expected, section="slots", key="per_day", value=slots.per_day)
    for section, days in (("own_days", settings.own_days), ("opening", settings.opening)):
        _check_dates(blame, settings, section, [day.date for day in days])
    _check_own_days(blame, settings)
    _check_opening(blame, settings)
    _check_fewer_tables(blame, settings)
    for code, times in Counter(hall.code for hall in settings.halls).items():
        if times > 1:
            blame("expected each hall's code once", section="halls", key="code", value=code)
    if settings.dates[-1] > bounds.LAST_DATE:
        expected = f"expected a fair that ends by {bounds.LAST_DATE}"
        blame(expected, section="fair", key="days", value=settings.days)


def _check_dates(
    blame: Blame, settings: FairSettings, section: str, dates: Sequence[dt.date]
) -> None:
    for date, times in Counter(dates).items():
        if date not in settings.dates:
            blame("expected a day of the fair", section=section, key="date", value=date)
        elif times > 1:
            blame("expected each day once", section=section, key="date", value=date)


def _check_own_days(blame: Blame, settings: FairSettings) -> None:
    for day in settings.own_days:
        for before, after in pairwise(day.slots):
            if after.partition("-")[0] < before.partition("-")[2]:
                expected = f"expected a slot that begins when {before} is over, on {day.date}"
                blame(expected, section="own_days", key="slots", value=after)


def _check_opening(blame: Blame, settings: FairSettings) -> None:
    for day in settings.opening:
        if day.opens == day.closes:
            expected = f"expected another time than it opens at on {day.date}"
            blame(expected, section="opening", key="closes", value=day.closes)


def _check_fewer_tables(blame: Blame, settings: FairSettings) -> None:
    section = "fewer_tables"
    seen = set()
    for one in settings.fewer_tables:
        last = settings.count_slots_on(one.date)
        if not last:
            blame("expected a day of the fair", section=section, key="date", value=one.date)
        elif one.slot > last:
            expected = f"expected a slot from 1 to {last}"
            blame(expected, section=section, key="slot", value=one.slot)
        if (one.date, one.slot) in seen:
            expected = f"expected each slot once on {one.date}"
            blame(expected, section=section, key="slot", value=one.slot)
        seen.add((one.date, one.slot))
        if one.tables > settings.meetings.tables:
            expected = f"expected at most the {settings.meetings.tables} shared tables there are"
            blame(expected, section=section, key="tables", value=one.tables)
