"""Certificates of a bound as JSON: how each kind is written, and read."""

from __future__ import annotations

from typing import Any

import numpy as np

from fairlead.engines.scheduling import (
    BreakCertificate,
    BreakPrices,
    PriceCertificate,
    Refutation,
    WeightRefutation,
)
from fairlead.engines.scheduling.expectations import check_size
from fairlead.engines.scheduling.problem import Floats
from fairlead.engines.scheduling.result import Certificate

_MOST_PRICE = 1e18
"""Sums of prices up to this are numbers, whatever the size of the fair."""


def write_certificate(certificate: Certificate | None) -> dict[str, Any] | None:
    """Return a certificate as `read_certificate` takes it, None for none."""
    if isinstance(certificate, PriceCertificate):
        rows = certificate.participant
        flat = (rows == rows[:, :1]).all(axis=1)
        return {
            "kind": "prices",
            # One number where the price is the same in every slot.
            "participant": [
                row[0] if same else row for row, same in zip(rows.tolist(), flat, strict=True)
            ],
            "slots": rows.shape[1],
            "table": certificate.table.tolist(),
            **({"must": certificate.must} if certificate.must else {}),
        }
    if isinstance(certificate, BreakCertificate):
        return {"kind": "breaks", "participant": certificate.participant.tolist()}
    if isinstance(certificate, BreakPrices):
        return {
            "kind": "break_prices",
            "participant": certificate.participant.tolist(),
            "table": certificate.table.tolist(),
        }
    if isinstance(certificate, Refutation):
        return {
            "kind": "refutation",
            "at_most": certificate.at_most,
            "solver": certificate.solver,
            "variables": certificate.variables,
            "clauses": certificate.clauses,
        }
    if isinstance(certificate, WeightRefutation):
        return {
            "kind": "weight_refutation",
            "at_most": certificate.at_most,
            "solver": certificate.solver,
            "variables": certificate.variables,
            "rules": certificate.rules,
        }
    return None


def read_certificate(found: dict[str, Any]) -> Certificate:
    """Return the certificate that `write_certificate` wrote.

    Raises KeyError, TypeError, ValueError, AttributeError or OverflowError for anything else.
    """
    kind = found["kind"]
    if kind == "prices":
        rows, slots = found["participant"], int(found["slots"])
        check_size(len(rows), slots)
        prices: Floats = np.zeros((len(rows), slots))
        for at, row in enumerate(rows):
            prices[at] = np.asarray(row, dtype=np.float64)
        tables: Floats = np.array(found["table"], dtype=np.float64)
        must = float(found.get("must", 0.0))
        if not all((np.abs(each) <= _MOST_PRICE).all() for each in (prices, tables, must)):
            raise ValueError(kind)
        return PriceCertificate(prices, tables, must)
    if kind == "breaks":
        return BreakCertificate(np.array(found["participant"], dtype=np.int32))
    if kind == "break_prices":
        own, table = (np.array(found[name], dtype=np.int64) for name in ("participant", "table"))
        return BreakPrices(own, table)
    if kind == "refutation":
        counts = (int(found["variables"]), int(found["clauses"]))
        return Refutation(int(found["at_most"]), str(found["solver"]), *counts)
    if kind == "weight_refutation":
        counts = (int(found["variables"]), int(found["rules"]))
        return WeightRefutation(float(found["at_most"]), str(found["solver"]), *counts)
    raise ValueError(kind)
