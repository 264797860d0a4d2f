"""What a person asks of the portfolio, as the address says it."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from fairlead.apps.pipeline.runs.portfolio_walk import AIMS
from fairlead.folder import bounds
from fairlead.folder.codes import parse_country, parse_product

MOST_POINTS = 30
_MOST_CODES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The settings, what of them cannot be read, and the fields as they were typed."""

    settings: dict[str, Any]
    faults: tuple[str, ...]
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what work of these settings is known by."""
        said = json.dumps(self.settings, sort_keys=True)
        return f"walk_frontier {hashlib.sha256(said.encode()).hexdigest()[:40]}"


def read_asked(query: QueryDict) -> Asked:
    """Return the settings an address or a form asks for."""
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
        faults.append(_("In and out at once: %s") % ", ".join(sorted(both)))
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
    settings["budgets"] = _read_budgets(query, faults)
    typed = {name: query.get(name, "")[:200] for name in ("emissions", "renewal")}
    return Asked(settings, tuple(faults), typed)


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
    text = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= high:
        told = {"label": label, "text": text[:40]}
        faults.append(_("%(label)s: expected a number, not “%(text)s”.") % told)
        return None
    return value


def _read_budgets(query: QueryDict, faults: list[str]) -> dict[str, list[float]]:
    """Return the amounts of each economy, the first year first, of fields ``budget_BLR``."""
    found: dict[str, list[float]] = {}
    for name, text in query.items():
        prefix, _rest, economy = name.partition("budget_")
        if prefix or not economy or not isinstance(text, str) or not text.strip():
            continue
        try:
            code = parse_country(economy)
            amounts = [float(one.replace(",", ".")) for one in text.split()]
        except ValueError:
            amounts = [math.nan]
            code = economy[:3]
        if len(amounts) > bounds.YEARS_OF_MONEY or not all(one in bounds.MONEY for one in amounts):
            told = {"economy": code, "text": text[:40]}
            faults.append(
                _("Budget of %(economy)s: expected amounts by year, with blanks between, not "
                  "“%(text)s”.") % told
            )  # fmt: skip
        else:
            found[code] = amounts
    return found
