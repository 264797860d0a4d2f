"""What the lists' filters and sides are called, in the language of the reader."""

from __future__ import annotations

from fairlead.chain.dependency.reasons import REASON_BREAK
from fairlead.chain.flows.product_names import (
    DEFENCE,
    DIGITAL,
    ENERGY,
    FOOD,
    HEALTH,
    MACHINES,
    RAW,
    TRANSPORT,
)
from fairlead.chain.matching.empty_lists import FILTER_WORDS
from fairlead.ui.formats import join_clauses
from fairlead.ui.texts import gettext as _


def name_filter(name: str) -> str:
    """Return what a filter keeps apart (`fairlead.chain.matching.empty_lists.FILTER_WORDS`)."""
    return _(FILTER_WORDS[name])


def name_side(market: str, side: str) -> str:
    """Return who is on whose lists; the market's own name where it is not known."""
    known = {
        ("organisation-person", "organisation"): _("Exhibitors on people's lists"),
        ("organisation-person", "person"): _("People on exhibitors' lists"),
        ("organisation-organisation", "organisation"): _("Exhibitors on one another's lists"),
    }
    return known.get((market, side), market)


def name_undefined(reason: str) -> str:
    """Return why figures of a product are undefined or unknown, empty where all are known."""
    return join_clauses(_(part) for part in reason.split(REASON_BREAK)) if reason else ""


def name_sector(sector: str) -> str:
    """Return a strategic sector (`fairlead.chain.flows.product_names`), empty for none."""
    known = {
        FOOD: _("food security"),
        HEALTH: _("health"),
        ENERGY: _("energy"),
        RAW: _("raw materials"),
        DIGITAL: _("digital and electronics"),
        MACHINES: _("machine tools and robots"),
        DEFENCE: _("aerospace and defence"),
        TRANSPORT: _("transport equipment"),
    }
    return known.get(sector, sector)
