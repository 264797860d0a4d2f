"""The document of an appraisal, field by field: which keys it may have, and reading one."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.bounds import MOST_SEED, Bound
from fairlead.folder.codes import parse_currency
from fairlead.folder.input_errors import InputError

MOST_YEARS = 100
MOST_LINES = 60
_MOST_SHOWN = 80
KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "currency", "first_year", "rate", "rate_is", "prices", "inflation", "timing", "tax",
        "depreciation_years", "residual", "seed", "made_before", "made_after", "jobs", "wage",
        "local_share", "lines", "residual_range", "views", "replacement", "renewal",
    ),
    "lines": ("name", "kind", "amounts", "low", "high", "pay", "local"),
    "residual_range": ("low", "high"),
    "views": (
        "name", "benefit_share", "cost_share", "currency", "per_unit", "taxed", "rate", "inflation",
    ),
    "replacement": ("product", "importer", "producer", "imports", "share", "ramp", "output"),
    "renewal": (
        "indicator", "before", "after", "unit", "basis", "who", "source", "factor",
        "factor_source",
    ),
}  # fmt: skip
"""The keys of the document, and of each table in it."""

_YEARLY = Bound(-0.5, 10)  # -50 % to 1,000 % a year
_FACTOR = Bound(0, 1_000)
_MADE = Bound(0, bounds.MEASURED.high)
BOUNDS: Mapping[str, Bound] = {
    "rate": _YEARLY, "inflation": _YEARLY, "tax": bounds.SHARE,
    "depreciation_years": Bound(1, 1_000), "residual": bounds.MONEY, "amounts": bounds.MONEY,
    "imports": bounds.MONEY, "output": bounds.MONEY, "wage": Bound(1e-9, bounds.MONEY.high),
    "jobs": bounds.JOBS, "local_share": bounds.SHARE, "pay": bounds.SHARE, "local": bounds.SHARE,
    "share": bounds.SHARE,
    "benefit_share": bounds.SHARE, "cost_share": bounds.SHARE, "per_unit": bounds.RATE,
    "low": _FACTOR, "high": _FACTOR, "ramp": _FACTOR, "made_before": _MADE, "made_after": _MADE,
    "before": _MADE, "after": _MADE, "factor": Bound(0, 1e9),
}  # fmt: skip
"""The least and the greatest number of each key; no figure within them leaves the numbers."""


def find_outdated(document: Mapping[str, Any], *, file: str) -> list[InputError]:
    """Return a fault for all that is not taken any more, though it is read where it was saved.

    These are keys that say nothing, and currencies that are in use no longer.
    """
    faults = _find_unknown_keys(document, file=file)
    for at, table, given in _list_tables(document):
        currency = given.get("currency")
        if table in ("", "views") and isinstance(currency, str) and currency:
            try:
                parse_currency(currency)
            except ValueError as error:
                faults.append(InputError(file, str(error), field=f"{at}currency", value=currency))
    return faults


def _find_unknown_keys(document: Mapping[str, Any], *, file: str) -> list[InputError]:
    """Return a fault for each key that says nothing, with the one that was perhaps meant."""
    return [
        InputError(file, _expect(name, table), field=at + name, value=_write(value))
        for at, table, given in _list_tables(document)
        for name, value in given.items()
        if name not in KEYS[table]
    ]


def _list_tables(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    yield "", "", document
    for name in filter(None, KEYS):
        value = document.get(name)
        if isinstance(value, dict):
            yield f"{name}, ", name, value
        elif isinstance(value, list):
            for place, row in enumerate(value, 1):
                if isinstance(row, dict):
                    yield f"{name} {place}, ", name, row


def _expect(name: str, table: str) -> str:
    near = get_close_matches(name, KEYS[table], n=1)
    return f"expected {near[0]}" if near else "expected one of " + ", ".join(KEYS[table])


def _write(value: object) -> str:
    """Return a value as TOML and JSON write it, a text as it is; "" for none."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


class Reader:
    """Reads a document field by field, and gathers the first fault of each.

    ``new``: also what is not taken any more is a fault (`find_outdated`).
    """

    def __init__(self, file: str, document: Mapping[str, Any], *, new: bool) -> None:
        self.file, self.document, self.new = file, document, new
        self.faults = find_outdated(document, file=file) if new else []

    def blame(self, field: str, expected: str, value: object) -> None:
        if all(one.field != field for one in self.faults):
            self.faults.append(InputError(self.file, expected, field=field, value=_write(value)))

    def number(
        self, of: Mapping[str, Any], name: str, default: float | None = None, *, at: str = ""
    ) -> Any:
        """Return a number of a table within its bound (`BOUNDS`), else the default."""
        value = of.get(name, default)
        if value is None:
            return None
        bound = BOUNDS.get(name.partition(" ")[0])
        plain = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not plain or not -math.inf < value < math.inf:
            self.blame(at + name, "expected a number", value)
        elif bound is not None and value not in bound:
            self.blame(at + name, f"expected a number from {bound.words}", value)
        else:
            return value
        return default

    def seed(self) -> int:
        value = self.number(self.document, "seed", 0)
        if 0 <= value <= MOST_SEED and value == int(value):
            return int(value)
        self.blame("seed", f"expected a whole number from 0 to {MOST_SEED}", value)
        return 0

    def whole(self, name: str, default: int) -> int:
        value = self.number(self.document, name, default)
        if value is not None and value == int(value):
            return int(value)
        self.blame(name, "expected a whole number", value)
        return default

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table of the document, empty where there is none."""
        value = self.document.get(name)
        if value is not None and not isinstance(value, dict):
            self.blame(name, f"expected a table, [{name}]", value)
            return {}
        return value or {}

    def numbers(self, of: Mapping[str, Any], name: str, *, at: str = "") -> tuple[float, ...]:
        values = of.get(name, [])
        if not isinstance(values, list) or len(values) > MOST_YEARS:
            self.blame(at + name, f"expected at most {MOST_YEARS} numbers, one for a year", values)
            return ()
        # One that is none is named by its place, and 1 stands in, so that nothing more is wrong.
        return tuple(
            float(self.number({f"{name} {place}": value}, f"{name} {place}", 1.0, at=at))
            for place, value in enumerate(values, 1)
        )

    def text(self, of: Mapping[str, Any], name: str, default: str = "", *, at: str = "") -> str:
        value = of.get(name, default)
        if isinstance(value, str) and len(value) <= 500:
            return value.strip()
        self.blame(at + name, "expected a text of at most 500 characters", value)
        return default

    def rows(self, name: str) -> list[tuple[str, Mapping[str, Any]]]:
        rows = self.document.get(name, [])
        if not isinstance(rows, list) or len(rows) > MOST_LINES:
            self.blame(name, f"expected at most {MOST_LINES} tables, [[{name}]]", rows)
            return []
        good: list[tuple[str, Mapping[str, Any]]] = []
        for place, row in enumerate(rows, 1):
            if isinstance(row, dict):
                good.append((f"{name} {place}, ", row))
            else:
                self.blame(f"{name} {place}", "expected a table", row)
        return good

    def make(self, field: str, build: Callable[[], Any]) -> Any:
        """Return what is built; what is wrong with it is a fault of the field."""
        try:
            return build()
        except (ValueError, TypeError) as error:
            said = str(error)
            self.blame(field, said[:1].lower() + said[1:], "")
            return None
