"""Adding rates of currencies to a ledger; one that is there is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from fairlead.apps.cooperation.models import Ledger, Rate
from fairlead.folder.input_errors import report_invalid


def add_rates(ledger: Ledger, rows: Sequence[dict[str, Any]]) -> int:
    """Return how many of the rates are new; one that is there already must say the same."""
    now = timezone.now()
    held = {
        (one.currency, one.against, one.day, one.source): one.rate
        for one in Rate.objects.filter(ledger=ledger)
    }
    new = []
    for row in rows:
        key = row["currency"], row["against"], row["day"], row["source"]
        if key not in held:
            new.append(
                Rate(
                    ledger=ledger,
                    currency=row["currency"],
                    against=row["against"],
                    day=row["day"],
                    rate=row["rate"],
                    source=row["source"],
                    recorded_at=row["recorded_at"] or now,
                )
            )
        elif float(held[key]) != row["rate"]:
            said = " ".join(map(str, key))
            expected = f"expected the {held[key].normalize():f} that was imported before of {said}"
            raise report_invalid("rates.csv", expected, field="rate", value=str(row["rate"]))
    Rate.objects.bulk_create(new, batch_size=2_000)
    return len(new)
