"""What a project's entries come to: its stage and its amounts, on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fairlead.folder.choices import AMOUNT_KINDS

# The kind of amount that is owed most surely comes first; what was paid is a part of it.
BINDING = ("signed", "financed", "approved", "announced")
MOVES = ("opening", "move", "override")


@dataclass(frozen=True, slots=True)
class State:
    """A project on a day: ``amounts`` by kind, each with its currency; ``ended`` if given up."""

    stage: str = ""
    amounts: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    ended: bool = False

    @property
    def kind(self) -> str:
        """Return the kind of amount that binds most, empty without any."""
        return next((kind for kind in BINDING if kind in self.amounts), "")

    @property
    def amount(self) -> Decimal | None:
        """Return the amount that binds most."""
        return self.amounts[self.kind][0] if self.kind else None

    @property
    def currency(self) -> str:
        """Return the currency of that amount."""
        return self.amounts[self.kind][1] if self.kind else ""


def find_state(entries: Iterable[Mapping[str, Any]], *, day: dt.date | None = None) -> State:
    """Return what the entries of one project come to, on a day or on the last there is.

    Of two entries that say the same thing, the later day holds, and of one day the later number.
    An entry that another one corrects or takes back says nothing.
    """
    listed = list(entries)
    corrected = {entry["corrects"] for entry in listed if entry["corrects"] is not None}
    live = [
        entry
        for entry in sorted(listed, key=lambda entry: (entry["day"], entry["number"]))
        if entry["number"] not in corrected and (day is None or entry["day"] <= day)
    ]
    moves = [entry for entry in live if entry["act"] in (*MOVES, "end")]
    staged = [entry for entry in moves if entry["act"] != "end"]
    amounts = {
        entry["kind"]: (entry["amount"], entry["currency"])
        for entry in live
        if entry["act"] == "amount"
    }
    return State(
        staged[-1]["stage"] if staged else "",
        {kind: amounts[kind] for kind in AMOUNT_KINDS if kind in amounts},
        ended=bool(moves) and moves[-1]["act"] == "end",
    )
