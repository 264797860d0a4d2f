"""What a person asks of the portfolio, as the address says it."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.pipeline.runs.portfolio_walk import AIMS
from fairlead.folder import bounds
from fairlead.folder.codes import parse_country, parse_product
from fairlead.folder.toml_schema import BEYOND, SUNK
from fairlead.ui.formats import join_items, name_country
from fairlead.ui.numbers_asked import parse_figure

MOST_POINTS = 30
_MOST_CODES = 200


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """The settings, what of them cannot be read, and the fields as they were typed."""

    settings: dict[str, Any]
    faults: tuple[str, ...]
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what work of these settings is known by."""
        said = json.dumps(self.settings, sort_keys=True)
        return f"walk_frontier {hashlib.sha256(said.encode()).hexdigest()[:40]}"


def read_asked(query: QueryDict, *, first_year: int | None, as_of: AsOf = NOW) -> SettingsInput:
    """Return the settings an address or a form asks for; budgets begin with ``first_year``."""
    faults: list[str] = []
    aim, second = query.get("aim", ""), query.get("second", "")
    aim = aim if aim in AIMS else AIMS[0]
    settings: dict[str, Any] = {
        "aim": aim,
        "second": second if second in AIMS and second != aim else "",
        "points": _read_points(query.get("points", "")),
        "inside": _read_codes(query.getlist("inside"), faults),
        "outside": _read_codes(query.getlist("outside"), faults),
        "fairest": query.get("fairest") == "yes",
    }
    both = set(settings["inside"]) & set(settings["outside"])
    if both:
        faults.append(_("In and out at once: %s") % join_items(sorted(both)))
    settings["cover"] = []
    for code in _read_codes(query.getlist("cover"), faults):
        try:
            settings["cover"].append(parse_product(code))
        except ValueError:
            faults.append(_("Expected product codes such as HS:8483, not “%s”.") % code[:40])
    for name, label, high in (
        ("emissions", _("Emissions"), bounds.MEASURED.high),
        ("renewal", _("Least share of equipment renewed"), 100.0),
    ):
        settings[name] = _read_number(query.get(name, ""), label, high=high, faults=faults)
    if settings["renewal"] is not None:
        settings["renewal"] /= 100
    settings["budgets"] = _read_budgets(query, first_year, faults)
    for name, choices in (("beyond", BEYOND), ("sunk", SUNK)):
        given = query.get(name, "")
        settings[name] = given if given in choices else ""
    if as_of != NOW:
        settings["as_of"] = {
            name: "" if one is None else one.isoformat()
            for name, one in (("day", as_of.day), ("moment", as_of.moment))
        }
    typed = {name: query.get(name, "")[:200] for name in ("emissions", "renewal")}
    return SettingsInput(settings, tuple(faults), typed)


def _read_points(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 4
    return min(MOST_POINTS, max(2, int(text))) if known else 8


def _read_codes(given: list[str], faults: list[str]) -> list[str]:
    """Return the codes, each once; a choice of too many is a fault."""
    if len(given) > _MOST_CODES:
        faults.append(_("Expected at most %d codes.") % _MOST_CODES)
        return []
    return sorted(set(given) - {""})


def _read_number(text: str, label: str, *, high: float, faults: list[str]) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(parse_figure(text))
    except ValueError:
        value = math.nan
    if not 0 <= value <= high:
        told = {"label": label, "text": text[:40]}
        faults.append(_("%(label)s: expected a number, not “%(text)s”.") % told)
        return None
    return value


def write_figure(value: float) -> str:
    """Return a number as `parse_figure` reads it, its thousands kept together by blanks."""
    text = f"{value:,.2f}".removesuffix(".00") if value < 1e15 else f"{value:,.0f}"
    return text.replace(",", "\u00a0")


def _read_budgets(
    query: QueryDict, first_year: int | None, faults: list[str]
) -> dict[str, list[float | None]]:
    """Return the amounts of each economy by year, of fields ``budget_BLR``; none for no limit."""
    found: dict[str, list[float | None]] = {}
    for name, cells in query.lists():
        prefix, _rest, economy = name.partition("budget_")
        if prefix or not economy:
            continue
        try:
            code = parse_country(economy)
        except ValueError:
            faults.append(_("Expected the code of an economy, not “%s”.") % economy[:40])
            continue
        if len(cells) > bounds.YEARS_OF_MONEY:
            faults.append(_("Expected at most %d years.") % bounds.YEARS_OF_MONEY)
            continue
        found[code] = [
            _read_number(
                text, _label_budget(code, first_year, place), high=bounds.MONEY.high, faults=faults
            )
            for place, text in enumerate(cells)
        ]
    return found


def _label_budget(economy: str, first_year: int | None, place: int) -> str:
    """Return the words for a cell of a budget: its party and year, or which of its years."""
    year = str(place + 1 if first_year is None else first_year + place)
    return _("Budget of %(economy)s, year %(year)s") % {
        "economy": name_country(economy),
        "year": year,
    }
