"""What is only added to, a ledger and rates: they are not merged, one goes on from the other."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.merging.fairs import Base

_RATE_KEY = ("currency", "against", "day", "source")


def align_records(base: Base | None, here: Fair, folder: Fair) -> tuple[Base | None, Fair, Fair]:
    """Return the three with the same ledger and rates: the longer ledger, and the rates of both.

    Raises InvalidInput when neither ledger begins with the other, or a rate is another one.
    """
    ledger = _choose_ledger(here.ledger, folder.ledger)
    rates = _join_rates(here.rates, folder.rates)
    if base is not None:
        tables = {**base.tables, "ledger": ledger, "rates": rates}
        base = replace(base, tables=tables)
    return (
        base,
        replace(here, ledger=ledger, rates=rates),
        replace(folder, ledger=ledger, rates=rates),
    )


def _choose_ledger(here: pa.Table, folder: pa.Table) -> pa.Table:
    ours, theirs = (one.sort_by("number")["digest"].to_pylist() for one in (here, folder))
    for number, (mine, yours) in enumerate(zip(ours, theirs, strict=False), start=1):
        if mine != yours:
            expected = (
                "expected the entries that the database has, followed by later ones: export the "
                "edition first, or load the folder under another code"
            )
            raise report_invalid("ledger.csv", expected, field="number", value=str(number))
    return here if len(ours) >= len(theirs) else folder


def _join_rates(here: pa.Table, folder: pa.Table) -> pa.Table:
    known = {tuple(row[name] for name in _RATE_KEY): row["rate"] for row in here.to_pylist()}
    new = []
    for place, row in enumerate(folder.to_pylist()):
        key = tuple(row[name] for name in _RATE_KEY)
        if key not in known:
            new.append(place)
        elif known[key] != row["rate"]:
            said = " ".join(map(str, key))
            expected = f"expected the {known[key]:g} that was imported before of {said}"
            raise report_invalid("rates.csv", expected, field="rate", value=str(row["rate"]))
    return pa.concat_tables([here, folder.take(pa.array(new, pa.int64()))])
