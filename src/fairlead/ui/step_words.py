"""How a step of the chain ended and what its value counts, in the language of the reader."""

from __future__ import annotations

from fairlead.ui.texts import gettext as _


def status_word(status: str) -> str:
    """Return how a step ended; a word that is not known stays as it is."""
    known = {
        "assessed": _("assessed"),
        "ranked": _("ranked"),
        "empty": _("empty"),
        "optimal": _("optimal"),
        "feasible": _("feasible"),
        "infeasible": _("infeasible"),
        "gap_reached": _("near enough to the bound"),
        "time_limit": _("out of time"),
        "unknown": _("unknown"),
        "skipped": _("skipped"),
    }
    return known.get(status, status)


def measure_word(measure: str) -> str:
    """Return what a step's value counts; its currency behind a comma stays as it is."""
    known = {
        "expected meetings of the lists": _("expected meetings of the lists"),
        "weight of the meetings held": _("weight of the meetings held"),
        "net present value": _("net present value"),
    }
    counted, comma, currency = measure.partition(",")
    return known.get(counted, counted) + comma + currency
