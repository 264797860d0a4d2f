"""What fair.toml says: days and slots, halls, rules of meetings, budgets, where the flows are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from fairlead.folder.choices import WISHED
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.folder.language_tags import order_languages
from fairlead.folder.localized_text import LocalizedText, SpokenText

USUAL_CLASSIFICATION = "HS2022"
"""Of product codes of which nobody says the version."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall: a rectangle of ``width`` by ``depth`` metres."""

    code: str
    name: LocalizedText
    width: float
    depth: float


@dataclass(frozen=True, slots=True)
class Slots:
    """The meeting slots of a day: ``per_day`` of ``minutes`` each, one after another."""

    first: dt.time
    minutes: int
    per_day: int


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day whose slots are others than every day's: each as ``10:00-10:45``, in order."""

    date: dt.date
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the fair itself is open on a day; until the next day if ``closes`` is earlier."""

    date: dt.date
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True, slots=True)
class SlotTime:
    """A slot: its day, its number there from 1, and when it begins and ends, without zone."""

    date: dt.date
    number: int
    start: dt.datetime
    end: dt.datetime


@lru_cache(maxsize=64)
def list_slot_times(
    first_day: dt.date, days: int, slots: Slots, own_days: tuple[OwnDay, ...]
) -> tuple[SlotTime, ...]:
    """Return the slots of all days in order."""
    own = {one.date: one.slots for one in own_days}
    found = []
    for date in (first_day + dt.timedelta(days=day) for day in range(days)):
        spans = own.get(date)
        if spans is None:
            first = dt.datetime.combine(date, slots.first)
            length = dt.timedelta(minutes=slots.minutes)
            times = [
                (first + at * length, first + (at + 1) * length) for at in range(slots.per_day)
            ]
        else:
            times = [_read_span(date, span) for span in spans]
        found += [SlotTime(date, at, *both) for at, both in enumerate(times, start=1)]
    return tuple(found)


def _read_span(date: dt.date, span: str) -> tuple[dt.datetime, dt.datetime]:
    begin, end = (dt.datetime.combine(date, dt.time.fromisoformat(one)) for one in span.split("-"))
    return begin, end


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """``tables`` shared tables in each slot; at most ``max_per_day`` meetings for a person.

    Who comes late is waited for ``grace_minutes``, then somebody ``hand``, or the system
    ``itself``, says that they did not come. Between two halls it takes ``hall_minutes``.
    ``min_meetings`` of people are ``wished`` or ``required``.
    """

    tables: int = 0
    max_per_day: int | None = None
    grace_minutes: int = 10
    release_by: str = "hand"
    hall_minutes: int = 5
    min_meetings: str = WISHED


@dataclass(frozen=True, slots=True)
class FewerTables:
    """How many of the shared tables can be used at once in a slot of a day, counted from 1."""

    date: dt.date
    slot: int
    tables: int


@dataclass(frozen=True, slots=True)
class PortfolioSettings:
    """``budgets``: for each economy, one amount per year from ``first_year``.

    ``beyond``: what an economy with a list may spend in the years after it, ``unlimited``,
    ``nothing``, or the ``last`` amount. ``sunk``: whether flows before ``first_year`` are
    ``left_out`` of what projects are worth and cost, or ``counted``.
    """

    discount_rate: float
    first_year: int
    budgets: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    beyond: str = "unlimited"
    sunk: str = "left_out"


@dataclass(frozen=True, slots=True)
class FlowsSource:
    """Where the trade flows are; they are never loaded with the fair.

    ``source`` is the path inside the folder as fair.toml gives it, ``path`` the same resolved;
    two sources are equal when everything but the resolved path is.
    """

    source: str
    path: Path = field(compare=False)
    kind: str = "table"
    classification: str = USUAL_CLASSIFICATION
    years: tuple[int, ...] | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FairSettings:
    """What fair.toml says, but for the flows; the first of the languages is the edition's own."""

    code: str
    name: LocalizedText
    edition: int
    city: LocalizedText
    country: str
    first_day: dt.date
    days: int
    time_zone: str
    currency: str
    slots: Slots
    meetings: MeetingRules
    halls: tuple[Hall, ...]
    languages: tuple[str, ...] = OLD_LANGUAGES
    partner_country: str | None = None
    bloc: tuple[str, ...] | None = None
    portfolio: PortfolioSettings | None = None
    own_days: tuple[OwnDay, ...] = ()
    opening: tuple[OpeningHours, ...] = ()
    fewer_tables: tuple[FewerTables, ...] = ()
    """In the order of the slots."""

    def choose(self, text: LocalizedText, language: str = "") -> SpokenText:
        """Return the text for a reader of the language, or in the edition's own."""
        return text.choose(order_languages(self.languages, language))

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Return the days of the fair in order."""
        return tuple(self.first_day + dt.timedelta(days=day) for day in range(self.days))

    @property
    def zone(self) -> ZoneInfo:
        """Return the fair's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def slot_times(self) -> tuple[SlotTime, ...]:
        """Return the slots of all days in order."""
        return list_slot_times(self.first_day, self.days, self.slots, self.own_days)

    @property
    def slots_by_day(self) -> tuple[int, ...]:
        """Return how many slots each day has."""
        own = {one.date: len(one.slots) for one in self.own_days}
        return tuple(own.get(date, self.slots.per_day) for date in self.dates)

    @property
    def slot_count(self) -> int:
        """Return the number of slots over all days."""
        return sum(self.slots_by_day)

    def count_slots_on(self, date: dt.date) -> int:
        """Return how many slots a day has; none for a day that is not one of the fair."""
        return dict(zip(self.dates, self.slots_by_day, strict=True)).get(date, 0)

    def find_slot(self, date: dt.date, number: int) -> int:
        """Return the slot of a day of the fair, counted from 0 over all days."""
        return sum(self.slots_by_day[: (date - self.first_day).days]) + number - 1

    def find_place(self, slot: int) -> tuple[dt.date, int]:
        """Return the day of a slot and its number there, from 1."""
        found = self.slot_times[slot]
        return found.date, found.number

    def are_one_after_another(self, first: int, last: int) -> bool:
        """Return whether slots from one to another are of one day, without a pause between."""
        times = self.slot_times[first : last + 1]
        return (
            len(times) == last - first + 1
            and all(one.end == other.start for one, other in pairwise(times))
            and times[0].date == times[-1].date
        )

    def slot_start(self, slot: int) -> dt.datetime:
        """Return the local start of a slot counted from 0 over all days, without zone."""
        return self.slot_times[slot].start

    def slot_end(self, slot: int) -> dt.datetime:
        """Return the local end of a slot, as `slot_start` does."""
        return self.slot_times[slot].end
