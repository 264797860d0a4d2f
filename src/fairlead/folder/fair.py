"""A fair in memory: its settings and one typed table for each file of the folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.choices import WISHED
from fairlead.folder.kinds import MONEY, to_money
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.folder.language_tags import order_languages
from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.folder.month_files import ReadMonth
from fairlead.folder.picture_files import ReadPicture
from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import BY_NAME, SCHEMAS

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


def build_table(
    name: str,
    columns: Mapping[str, Sequence[Any]],
    *,
    languages: Sequence[str] = OLD_LANGUAGES,
) -> pa.Table:
    """Return the typed table of the file ``name`` from columns of plain values.

    A text is in the edition's own language, the first of the ``languages``; its column in
    another one ends with its tag (``name_ru``). Columns left out are null, or the schema's
    default; blank texts and empty lists become null, because a folder cannot tell them from an
    empty cell. Raises ValueError for an unknown column, lengths that differ, or a value of
    another type.
    """
    schema = BY_NAME[name]
    known = schema.columns(languages)
    unknown = sorted(set(columns) - {column.name for column in known})
    if unknown:
        raise ValueError(f"Expected columns of {schema.file}, got {', '.join(unknown)}.")
    rows = {len(values) for values in columns.values()}
    if len(rows) > 1:
        raise ValueError(f"Expected columns of equal length in {schema.file}, got {sorted(rows)}.")
    count = rows.pop() if rows else 0
    arrays = []
    for column in known:
        empty = column.kind.parse(column.default) if column.default else None
        arrays.append(_fill_column(column.kind.arrow, columns.get(column.name), empty, count))
    return pa.Table.from_arrays(arrays, schema=schema.arrow(languages))


def build_table_of_rows(
    name: str, rows: Iterable[Mapping[str, Any]], *, languages: Sequence[str] = OLD_LANGUAGES
) -> pa.Table:
    """Return the typed table of the file ``name`` from rows of plain values: see `build_table`."""
    listed = list(rows)
    names = {column for row in listed for column in row}
    columns = {column: [row.get(column) for row in listed] for column in names}
    return build_table(name, columns, languages=languages)


def text_column(
    rows: pa.Table, name: str, languages: Sequence[str], *, reader: str = ""
) -> pa.ChunkedArray:
    """Return a text of every row for a reader of a language, or in the edition's own.

    Where a row has none in that language it is the edition's own, else any; null where none is
    written.
    """
    columns = language_columns(name, languages)
    return pc.coalesce(*(rows[columns[tag]] for tag in order_languages(languages, reader)))


def _fill_column(
    kind: pa.DataType, values: Sequence[Any] | None, empty: Any, count: int
) -> pa.Array:
    """Return a column of a kind, with ``empty`` for what a folder cannot tell from nothing."""
    if values is None:
        return pa.repeat(pa.scalar(empty, kind), count)
    is_exact = kind in (MONEY, pa.list_(MONEY))
    if not is_exact and not pa.types.is_nested(kind):
        with suppress(pa.ArrowInvalid, pa.ArrowTypeError):
            column = pa.array(values, kind)
            if not pa.types.is_string(kind) or pc.all(_says_something(column)).as_py() is not False:
                return column if empty is None else column.fill_null(pa.scalar(empty, kind))
    plain = [_fill_value(value, empty) for value in values]
    return pa.array(_make_exact(plain) if is_exact else plain, kind)


def _says_something(column: pa.Array) -> pa.Array:
    """Return which texts hold a letter or a digit: these are not blank, others may be."""
    return pc.match_substring_regex(column, r"[\p{L}\p{N}]")


def _make_exact(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_make_exact(one) for one in value]
    return value if value is None else to_money(value)


def _fill_value(value: Any, empty: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return empty
    if isinstance(value, (list, tuple, dict)) and not value:
        return empty
    return list(value.items()) if isinstance(value, dict) else value


def _empty(name: str) -> pa.Table:
    return BY_NAME[name].arrow(OLD_LANGUAGES).empty_table()


@dataclass(frozen=True, slots=True)
class Fair:
    """A whole fair: settings, one table for each CSV file, and where the flows are.

    ``read_picture`` reads the pictures of pictures.csv, which may be many and large, one by one,
    ``read_month`` likewise what months.csv names.
    Every table has exactly the columns of its schema in the edition's languages; a table of an
    absent file is empty. Raises ValueError when a table has another schema.
    """

    settings: FairSettings
    organisations: pa.Table = field(default_factory=partial(_empty, "organisations"))
    people: pa.Table = field(default_factory=partial(_empty, "people"))
    offers: pa.Table = field(default_factory=partial(_empty, "offers"))
    needs: pa.Table = field(default_factory=partial(_empty, "needs"))
    requests: pa.Table = field(default_factory=partial(_empty, "requests"))
    availability: pa.Table = field(default_factory=partial(_empty, "availability"))
    sessions: pa.Table = field(default_factory=partial(_empty, "sessions"))
    projects: pa.Table = field(default_factory=partial(_empty, "projects"))
    partners: pa.Table = field(default_factory=partial(_empty, "partners"))
    rates: pa.Table = field(default_factory=partial(_empty, "rates"))
    ledger: pa.Table = field(default_factory=partial(_empty, "ledger"))
    stands: pa.Table = field(default_factory=partial(_empty, "stands"))
    expositions: pa.Table = field(default_factory=partial(_empty, "expositions"))
    products: pa.Table = field(default_factory=partial(_empty, "products"))
    request_parties: pa.Table = field(default_factory=partial(_empty, "request_parties"))
    request_history: pa.Table = field(default_factory=partial(_empty, "request_history"))
    headlines: pa.Table = field(default_factory=partial(_empty, "headlines"))
    headline_rows: pa.Table = field(default_factory=partial(_empty, "headline_rows"))
    history: pa.Table = field(default_factory=partial(_empty, "history"))
    approvers: pa.Table = field(default_factory=partial(_empty, "approvers"))
    passes: pa.Table = field(default_factory=partial(_empty, "passes"))
    stand_shares: pa.Table = field(default_factory=partial(_empty, "stand_shares"))
    need_figures: pa.Table = field(default_factory=partial(_empty, "need_figures"))
    pictures: pa.Table = field(default_factory=partial(_empty, "pictures"))
    waiting_profiles: pa.Table = field(default_factory=partial(_empty, "waiting_profiles"))
    waiting_entries: pa.Table = field(default_factory=partial(_empty, "waiting_entries"))
    waiting_pictures: pa.Table = field(default_factory=partial(_empty, "waiting_pictures"))
    delegations: pa.Table = field(default_factory=partial(_empty, "delegations"))
    delegates: pa.Table = field(default_factory=partial(_empty, "delegates"))
    interpreters: pa.Table = field(default_factory=partial(_empty, "interpreters"))
    interpretation: pa.Table = field(default_factory=partial(_empty, "interpretation"))
    visits: pa.Table = field(default_factory=partial(_empty, "visits"))
    interests: pa.Table = field(default_factory=partial(_empty, "interests"))
    consortia: pa.Table = field(default_factory=partial(_empty, "consortia"))
    members: pa.Table = field(default_factory=partial(_empty, "members"))
    agreements: pa.Table = field(default_factory=partial(_empty, "agreements"))
    sign_offs: pa.Table = field(default_factory=partial(_empty, "sign_offs"))
    signings: pa.Table = field(default_factory=partial(_empty, "signings"))
    signatories: pa.Table = field(default_factory=partial(_empty, "signatories"))
    appraisals: pa.Table = field(default_factory=partial(_empty, "appraisals"))
    practices: pa.Table = field(default_factory=partial(_empty, "practices"))
    effects: pa.Table = field(default_factory=partial(_empty, "effects"))
    practice_changes: pa.Table = field(default_factory=partial(_empty, "practice_changes"))
    changed_effects: pa.Table = field(default_factory=partial(_empty, "changed_effects"))
    screening_lists: pa.Table = field(default_factory=partial(_empty, "screening_lists"))
    screening_entries: pa.Table = field(default_factory=partial(_empty, "screening_entries"))
    screening_hits: pa.Table = field(default_factory=partial(_empty, "screening_hits"))
    screening_decisions: pa.Table = field(default_factory=partial(_empty, "screening_decisions"))
    check_ins: pa.Table = field(default_factory=partial(_empty, "check_ins"))
    no_shows: pa.Table = field(default_factory=partial(_empty, "no_shows"))
    outcomes: pa.Table = field(default_factory=partial(_empty, "outcomes"))
    follow_ups: pa.Table = field(default_factory=partial(_empty, "follow_ups"))
    started: pa.Table = field(default_factory=partial(_empty, "started"))
    request_limits: pa.Table = field(default_factory=partial(_empty, "request_limits"))
    blocks: pa.Table = field(default_factory=partial(_empty, "blocks"))
    timetables: pa.Table = field(default_factory=partial(_empty, "timetables"))
    meetings: pa.Table = field(default_factory=partial(_empty, "meetings"))
    unheld: pa.Table = field(default_factory=partial(_empty, "unheld"))
    draft_changes: pa.Table = field(default_factory=partial(_empty, "draft_changes"))
    rooms: pa.Table = field(default_factory=partial(_empty, "rooms"))
    room_hours: pa.Table = field(default_factory=partial(_empty, "room_hours"))
    live_changes: pa.Table = field(default_factory=partial(_empty, "live_changes"))
    arrivals: pa.Table = field(default_factory=partial(_empty, "arrivals"))
    floor_questions: pa.Table = field(default_factory=partial(_empty, "floor_questions"))
    session_records: pa.Table = field(default_factory=partial(_empty, "session_records"))
    followed: pa.Table = field(default_factory=partial(_empty, "followed"))
    stand_visits: pa.Table = field(default_factory=partial(_empty, "stand_visits"))
    programmes: pa.Table = field(default_factory=partial(_empty, "programmes"))
    programme_sessions: pa.Table = field(default_factory=partial(_empty, "programme_sessions"))
    calls: pa.Table = field(default_factory=partial(_empty, "calls"))
    call_questions: pa.Table = field(default_factory=partial(_empty, "call_questions"))
    call_criteria: pa.Table = field(default_factory=partial(_empty, "call_criteria"))
    call_reviewers: pa.Table = field(default_factory=partial(_empty, "call_reviewers"))
    session_proposals: pa.Table = field(default_factory=partial(_empty, "session_proposals"))
    proposed_speakers: pa.Table = field(default_factory=partial(_empty, "proposed_speakers"))
    proposal_reviews: pa.Table = field(default_factory=partial(_empty, "proposal_reviews"))
    months: pa.Table = field(default_factory=partial(_empty, "months"))
    month_figures: pa.Table = field(default_factory=partial(_empty, "month_figures"))
    month_differences: pa.Table = field(default_factory=partial(_empty, "month_differences"))
    proposed_needs: pa.Table = field(default_factory=partial(_empty, "proposed_needs"))
    told_makers: pa.Table = field(default_factory=partial(_empty, "told_makers"))
    search_rules: pa.Table = field(default_factory=partial(_empty, "search_rules"))
    watches: pa.Table = field(default_factory=partial(_empty, "watches"))
    participation_types: pa.Table = field(default_factory=partial(_empty, "participation_types"))
    questions: pa.Table = field(default_factory=partial(_empty, "questions"))
    answers: pa.Table = field(default_factory=partial(_empty, "answers"))
    consent_texts: pa.Table = field(default_factory=partial(_empty, "consent_texts"))
    consents: pa.Table = field(default_factory=partial(_empty, "consents"))
    marks: pa.Table = field(default_factory=partial(_empty, "marks"))
    mail_wishes: pa.Table = field(default_factory=partial(_empty, "mail_wishes"))
    mail_rules: pa.Table = field(default_factory=partial(_empty, "mail_rules"))
    market_rules: pa.Table = field(default_factory=partial(_empty, "market_rules"))
    flows: FlowsSource | None = None
    read_picture: ReadPicture | None = field(default=None, compare=False, repr=False)
    read_month: ReadMonth | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Check the columns and types of every table."""
        languages = self.settings.languages
        for schema in SCHEMAS:
            rows, arrow = getattr(self, schema.name), schema.arrow(languages)
            if rows.schema.equals(arrow, check_metadata=False):
                continue
            if rows.num_rows or not rows.schema.equals(schema.arrow(OLD_LANGUAGES)):
                raise ValueError(
                    f"Expected the columns of {schema.file} in Fair.{schema.name}, got "
                    f"{rows.schema.names}: build it with fairlead.folder.fair.table and the "
                    f"languages {', '.join(languages)}."
                )
            object.__setattr__(self, schema.name, arrow.empty_table())

    def table(self, name: str) -> pa.Table:
        """Return the table of the file ``name``, such as "people"."""
        found: pa.Table = getattr(self, BY_NAME[name].name)
        return found

    def localized(self, name: str, field: str) -> list[LocalizedText]:
        """Return a text of every row of a file in all its languages."""
        rows, columns = self.table(name), language_columns(field, self.settings.languages)
        texts = zip(*(rows[column].to_pylist() for column in columns.values()), strict=True)
        return [LocalizedText(zip(columns, written, strict=True)) for written in texts]

    def texts(self, name: str, field: str, reader: str = "") -> pa.ChunkedArray:
        """Return a text of every row of a file for a reader of a language, as `text_column`."""
        return text_column(self.table(name), field, self.settings.languages, reader=reader)
