"""How a step of the chain ended and what its value counts, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fairlead.ui.formats import format_money, join_items, name_country, number
from fairlead.ui.texts import find_language_now, ngettext
from fairlead.ui.texts import gettext as _

# Sentences of these languages stand one behind the other without a blank.
_WITHOUT_BLANKS = ("zh", "ja", "th")


def say_sentences(said: Sequence[Mapping[str, Any]]) -> str:
    """Return sentences packed by `fairlead.chain.sentences` in the reader's language."""
    blank = "" if find_language_now().startswith(_WITHOUT_BLANKS) else " "
    return blank.join(_say_one(one) for one in said)


def _say_one(one: Mapping[str, Any]) -> str:
    text = ngettext(one["text"], one["many"], one["count"]) if one["many"] else _(one["text"])
    return text % {name: _write_value(value) for name, value in one["values"].items()}


def _write_value(value: Any) -> str:
    if isinstance(value, int):
        return number(value)
    if isinstance(value, str):
        return value
    if "currency" in value:
        return format_money(value["amount"], value["currency"])
    if "amounts" in value:
        return join_items(_write_value(one) for one in value["amounts"])
    return join_items(name_country(code) for code in value["economies"])


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
