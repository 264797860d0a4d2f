"""What hangs together in a fair, at its bounds: ledgers, rates, partners, and moments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.kinds import TEXT
from fairlead.folder.ledger_chain import COLUMNS, digest_entry
from fairlead.folder.schemas import SCHEMAS

_MONEY = ("partners", "rates", "ledger", "approvers")
_WORDS = {"source", "reason", "document", "person", "name", "name_ru"}
_NONE = {"amount", "due", "corrects"}  # without a text for none
_FIXED = {"ledger", "headlines"}  # their moments are under a digest, or of what is


def stretch_what_hangs_together(fair: Fair, base: Fair, *, large: bool) -> Fair:
    """Return the fair with the base's partners, rates and ledger, all of them and every moment as
    large or as small, as late or as early, as may be.
    """
    year = bounds.LAST_YEAR if large else bounds.FIRST_YEAR
    languages = fair.settings.languages
    tables = {name: _stretch_money(base, name, year, large=large) for name in _MONEY}
    tables["projects"] = [
        row | {"amount": _amount(large=large)} for row in fair.table("projects").to_pylist()
    ]
    for schema in SCHEMAS:
        moments = [field.name for field in schema.fields if pa.types.is_timestamp(field.kind.arrow)]
        if moments and schema.name not in _FIXED:
            rows = tables.get(schema.name) or fair.table(schema.name).to_pylist()
            tables[schema.name] = [
                row | {name: row[name] and row[name].replace(year=year) for name in moments}
                for row in rows
            ]
    made = {
        name: build_table_of_rows(name, rows, languages=languages) for name, rows in tables.items()
    }
    return replace(fair, **made)


def _amount(*, large: bool) -> Decimal:
    return Decimal(int(bounds.MONEY.high if large else bounds.MONEY.low))


def _stretch_money(base: Fair, name: str, year: int, *, large: bool) -> list[dict[str, Any]]:
    (schema,) = (schema for schema in SCHEMAS if schema.name == name)
    fields = schema.columns(base.settings.languages)
    rows: list[dict[str, Any]] = base.table(name).to_pylist()
    before = ""
    for row in rows:
        for field in fields:
            value = row[field.name]
            if value is None or value == "":
                continue
            if field.name == "amount":
                row[field.name] = _amount(large=large)
            elif field.name == "rate" and field.kind.bound is not None:
                row[field.name] = field.kind.bound.high if large else field.kind.bound.low
            elif isinstance(value, dt.date):
                row[field.name] = value.replace(year=year)
            elif field.name in _WORDS:
                long = bounds.TEXT_LENGTH if field.kind is TEXT else bounds.LONG_TEXT_LENGTH
                row[field.name] = "Щ" * long if large else "x"
        if name == "ledger":
            row["previous"] = before
            row["digest"] = before = digest_entry(
                {one: "" if row[one] is None and one not in _NONE else row[one] for one in COLUMNS}
            )
    return rows
