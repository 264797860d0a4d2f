"""Jobs and local content, worked out of what a project spends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spending:
    """A line of costs by year, with the parts of it that are pay, and that are spent at home.

    ``pay`` and ``local`` are shares from 0 to 1, None where nobody said.
    """

    name: str
    amounts: tuple[float, ...]
    pay: float | None = None
    local: float | None = None

    def __post_init__(self) -> None:
        """Refuse shares that are not shares."""
        for share in (self.pay, self.local):
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"Expected a share from 0 to 1, got {share}.")


@dataclass(frozen=True, slots=True)
class Employment:
    """Jobs by year: pay of the year over the pay of a job; ``mean`` over the years with any."""

    by_year: Floats
    mean: float
    peak: float


@dataclass(frozen=True, slots=True)
class LocalContent:
    """The part of what is spent that is spent at home: sum(local x amount) / sum(amount).

    ``share`` is of the lines that say it, ``known`` how much of all that is spent these are.
    """

    share: float
    known: float


def count_jobs(lines: Sequence[Spending], wage: float) -> Employment | None:
    """Return the jobs that the pay of the lines comes to at a yearly ``wage``; None without pay.

    jobs_t = sum over lines (pay x amount_t) / wage. Raises ValueError for a wage of 0 or less.
    """
    if not (math.isfinite(wage) and wage > 0):
        raise ValueError(f"Expected a wage above 0, got {wage}.")
    told = [one for one in lines if one.pay is not None]
    if not told:
        return None
    years = max(len(one.amounts) for one in told)
    paid = np.zeros(years)
    for one in told:
        paid[: len(one.amounts)] += np.asarray(one.amounts) * (one.pay or 0.0)
    jobs: Floats = paid / wage
    worked = jobs[jobs > 0]
    return Employment(jobs, float(worked.mean()) if len(worked) else 0.0, float(jobs.max()))


def weigh_local_content(lines: Sequence[Spending]) -> LocalContent | None:
    """Return the local part of what is spent; None where no line says it, or nothing is spent."""
    whole = math.fsum(amount for one in lines for amount in one.amounts)
    told = [(one.local, math.fsum(one.amounts)) for one in lines if one.local is not None]
    known = math.fsum(amount for _, amount in told)
    if known <= 0:
        return None
    local = math.fsum(share * amount for share, amount in told)
    return LocalContent(local / known, known / whole)
