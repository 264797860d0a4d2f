"""What each party gets of a choice and pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from fairlead.ui.formats import name_country

_COIN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party's part of a choice's worth, exactly to the hundredth."""

    economy: str
    gets: Decimal
    fair: Decimal
    error: Decimal
    transfer: Decimal


def _round_up(amount: float | None) -> Decimal:
    """Return an amount to the coin above it: what is more than nothing is never shown as 0."""
    return Decimal(amount or 0).quantize(_COIN, ROUND_CEILING)


def describe_sharing(found: dict[str, Any]) -> dict[str, object]:
    """Return what each party gets and pays, to the coin, and who would do better alone."""
    return {
        "parties": [
            PartyRow(
                one["economy"],
                Decimal(one["gets"]) / 100,
                Decimal(one["fair"]).quantize(_COIN),
                _round_up(one["error"]),
                Decimal(one["transfer"]) / 100,
            )
            for one in found["parties"]
        ],
        "blocking": [name_country(code) for code in found["blocking"]],
        "lacks": _round_up(found["lacks"]),
        "checked": found["checked"],
        "sampled": any(one["error"] for one in found["parties"]),
        "payments": [
            (name_country(payer), name_country(paid), Decimal(coins) / 100)
            for payer, paid, coins in found["payments"]
        ],
    }
