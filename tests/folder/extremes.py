"""Fairs whose every figure, text and list is as small or as large as the folder takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tests.chain.trade import write_flows

from fairlead.folder import bounds
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FewerTables, Hall, MeetingRules, PortfolioSettings, Slots
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.kinds import LONG_TEXT, TEXT, WEBSITE
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import Field
from fairlead.folder.schemas import SCHEMAS

# Whether the figure, text or list of that name is to be as large as it may.
Large = Callable[[str], bool]
# Days, minutes of a slot and slots of a day that lie at the bounds and fit one another.
GRIDS = ((60, 240, 6), (1, 5, 288), (34, 5, 288), (60, 9, 160), (1, 5, 1))
LARGEST_TRADE = 10**14  # in a product and a year


def extreme_fair(base: Fair, large: Large, *, flows: Path) -> Fair:
    """Return the fair with every figure at one of its bounds, and flows of the largest values."""
    settings = base.settings
    days, minutes, per_day = GRIDS[sum(large(f"grid {n}") << n for n in range(2)) % len(GRIDS)]
    first = bounds.FIRST_DATE
    if large("first_day"):
        first = bounds.LAST_DATE - dt.timedelta(days=days - 1)
    halls = tuple(
        Hall(
            hall.code,
            _localized(large, f"hall {hall.code} name"),
            _figure(bounds.HALL_SIDE, large(f"hall {hall.code} width")),
            _figure(bounds.HALL_SIDE, large(f"hall {hall.code} depth")),
        )
        for hall in settings.halls
    )
    money = {
        economy: (_figure(bounds.MONEY, large(f"budget {economy}")),)
        * (bounds.YEARS_OF_MONEY if large(f"years {economy}") else 1)
        for economy in ("BLR", "KAZ", "RUS")
    }
    source = write_flows(flows)
    _scale_flows(flows, large=large("flows"))
    moved = {settings.first_day: first, settings.first_day + dt.timedelta(days=1): first}
    if days > 1:
        moved[settings.first_day + dt.timedelta(days=1)] = first + dt.timedelta(days=days - 1)
    return Fair(
        settings=replace(
            settings,
            name=_localized(large, "name"),
            city=_localized(large, "city"),
            edition=int(_figure(bounds.EDITION_NUMBER, large("edition"))),
            first_day=first,
            days=days,
            slots=Slots(dt.time(0), minutes, per_day),
            meetings=MeetingRules(
                int(_figure(bounds.TABLES, large("tables"))),
                int(_figure(bounds.MEETINGS_PER_DAY, large("max_per_day"))),
                int(_figure(bounds.GRACE_MINUTES, large("grace_minutes"))),
                "hand",
                int(_figure(bounds.GRACE_MINUTES, large("hall_minutes"))),
                "required" if large("min_meetings") else "wished",
            ),
            fewer_tables=(FewerTables(first, 1, 0),),
            halls=halls,
            portfolio=PortfolioSettings(
                _figure(bounds.SHARE, large("discount_rate")),
                int(_figure(bounds.YEAR, large("first_year"))),
                money,
            ),
        ),
        flows=source,
        read_picture=base.read_picture,
        read_month=base.read_month,
        **{
            schema.name: build_table_of_rows(
                schema.name,
                _rows(
                    base,
                    schema.name,
                    schema.columns(settings.languages),
                    large,
                    halls,
                    moved,
                    per_day,
                ),
            )
            for schema in SCHEMAS
        },
    )


def _figure(bound: bounds.Bound, large: object) -> float:
    return bound.high if large else bound.low


def _localized(large: Large, name: str) -> LocalizedText:
    """Return a text in two languages, each as long as it may be or a letter."""
    return LocalizedText(
        {
            "en": _text(bounds.TEXT_LENGTH, large(name)),
            "ru": _text(bounds.TEXT_LENGTH, large(f"{name}_ru")),
        }
    )


def _text(length: int, large: object) -> str:
    """Return a text without a space, which no page can break, or one letter."""
    return "Щ" * length if large else "x"


def _rows(
    base: Fair,
    name: str,
    fields: tuple[Field, ...],
    large: Large,
    halls: tuple[Hall, ...],
    moved: dict[dt.date, dt.date],
    per_day: int,
) -> list[dict[str, Any]]:
    if name in {"partners", "rates", "ledger", "headlines", "headline_rows", "approvers"}:
        return []  # their figures hang together: shares sum to 1, entries are chained
    if name == "draft_changes":
        return []  # they name slots of the small fair's grid
    rows: list[dict[str, Any]] = base.table(name).to_pylist()
    if name in {"timetables", "meetings", "unheld"}:
        # What holds now hangs together with hours, sessions and limits: versions do not. Those
        # that the engine planned have figures.
        rows = [row for row in rows if row["version"] in {1, 2}]
    if name == "meetings":  # one of a version, at a stand: there may be no table
        rows = list({one["version"]: one for one in rows if one["place"] == "stand"}.values())
    if name == "availability":
        rows = [row for row in rows if row["person"] != "v1"]  # who has a locked slot
    for place, row in enumerate(rows):
        for field in fields:
            most = large(f"{name} {place} {field.name}")
            value = row[field.name]
            if name in _REGISTERED and field.name in _TOGETHER:
                continue  # what names a question or a text, and choices, which hang together
            if isinstance(value, dt.datetime) or (name in _COUNTED and field.name in _PLACES):
                continue  # when something was written, and the place of a row among its request's
            if name in _OF_ROOMS and field.name in {"name", "name_ru", "room"}:
                continue  # by which they are known
            if isinstance(value, dt.date):
                row[field.name] = moved.get(value, value)
            elif field.name == "meeting_days":
                row[field.name] = value and sorted({moved.get(day, day) for day in value})
            elif name == "participation_types" and field.name == "quota":
                least = sum(one["type"] == row["id"] for one in base.people.to_pylist())
                row[field.name] = max(least, int(_figure(bounds.TYPE_QUOTA, most)))  # who is in
            elif name == "participation_types" and field.name == "price":
                row[field.name] = Decimal("9999999999.99") if most else Decimal(0)
            elif name == "delegations" and field.name == "quota" and field.kind.bound is not None:
                row[field.name] = max(2, int(_figure(field.kind.bound, most)))  # who comes
            elif name == "request_history" and field.name == "slot":
                row[field.name] = value and (per_day if most else 1)
            elif name == "requests" and field.name == "slots" and field.kind.bound is not None:
                row[field.name] = min(int(_figure(field.kind.bound, most)), per_day)
            elif name == "outcomes" and field.name == "value":
                row[field.name] = None if value is None else _figure(bounds.MONEY, most)
            elif name == "sessions" and field.name == "capacity":
                row[field.name] = max(2, int(_figure(bounds.SEATS, most)))  # who booked
            elif name == "meetings" and field.name in {"slot", "slots", "table"}:
                row[field.name] = value and 1
            elif name == "requests" and field.name == "locked_table":
                row[field.name] = None  # the edition may have no table
            elif name == "people" and field.name in {"min_meetings", "min_per_day"}:
                row[field.name] = value and 1  # no more than the most
            elif field.name in {"locked_slot", "proposed_slot"}:
                row[field.name] = value and (per_day - row["slots"] + 1 if most else 1)
            elif field.name == "cash_flows":
                row[field.name] = _cash_flows(most=most, long=large(f"{name} {place} years"))
            elif field.name == "years" and field.kind.bound is not None:
                row[field.name] = value and [int(_figure(field.kind.bound, most))]  # each once
            elif pa.types.is_list(field.kind.arrow) and field.kind.bound is not None:
                row[field.name] = value and [_figure(field.kind.bound, most)] * len(value)
            elif field.kind.bound is not None:
                figure = _figure(field.kind.bound, most)
                row[field.name] = int(figure) if pa.types.is_int64(field.kind.arrow) else figure
            elif field.name in {"number", "room"}:
                row[field.name] = f"{value} {'Щ' * 480 if most else ''}".strip()
            elif field.name == "room_ru":
                row[field.name] = None  # one room has one name
            elif field.kind is TEXT:
                row[field.name] = _text(bounds.TEXT_LENGTH, most)
            elif field.kind is LONG_TEXT:
                few = "x" if field.required else None
                row[field.name] = _text(bounds.LONG_TEXT_LENGTH, most) if most else few
            elif field.kind is WEBSITE:
                row[field.name] = f"http://a/{'x' * (491 if most else 0)}"
    if name == "stands":
        _place(rows, {hall.code: hall for hall in halls})
    return rows


# What names a row among others, or sums with them.
_COUNTED = {
    "request_parties", "request_history", "members", "visits", "agreements", "sign_offs",
    "signatories", "appraisals", "effects", "screening_lists", "screening_entries",
    "screening_hits", "screening_decisions", "check_ins", "follow_ups", "pictures",
    "changed_effects", "waiting_pictures", "months", "month_figures", "month_differences",
    "proposed_needs", "told_makers",
    "timetables", "meetings", "unheld", "live_changes", "floor_questions",
    "programmes", "programme_sessions", "call_questions", "call_criteria", "proposal_reviews",
}  # fmt: skip
_PLACES = {
    "number", "cost", "work", "rights", "line", "list", "code", "party", "version", "made_from",
    "revision",
}  # fmt: skip


_REGISTERED = {"questions", "answers", "consent_texts", "consents"}
_TOGETHER = {"number", "version", "choices", "choices_ru"}
_OF_ROOMS = {"rooms", "room_hours", "programme_sessions"}


def _cash_flows(*, most: bool, long: bool) -> list[float]:
    first, rest = (bounds.CASH_FLOW.low, bounds.CASH_FLOW.high) if most else (-1.0, 5e-324)
    return [first, *[rest] * ((bounds.YEARS_OF_MONEY if long else 2) - 1)]


def _place(stands: list[dict[str, Any]], halls: dict[str, Hall]) -> None:
    """Put stands into their halls: one alone fills it, others lie in a row as small as may be."""
    for code, hall in halls.items():
        inside = [stand for stand in stands if stand["hall"] == code]
        for place, stand in enumerate(inside):
            stand |= {"x": place * 0.25, "y": hall.depth - 0.1, "width": 0.1, "depth": 0.1}
        if len(inside) == 1:
            inside[0] |= {"x": 0.0, "y": 0.0, "width": hall.width, "depth": hall.depth}


def _scale_flows(path: Path, *, large: bool) -> None:
    """Bring the flows to a dollar each, or to the most that may be traded."""
    table = pq.read_table(path)
    values = table["value_usd"].to_numpy()
    traded = table.group_by(["product", "year"]).aggregate([("value_usd", "sum")])
    most = pc.max(traded["value_usd_sum"]).as_py()
    scaled = values / most * LARGEST_TRADE if large else values * 0 + 1
    place = table.column_names.index("value_usd")
    pq.write_table(table.set_column(place, "value_usd", pa.array(scaled.astype("int64"))), path)
