"""From exact sums to a verdict: C1 to C4, the Commission's three, critical, and why not.

The one place where criteria are decided, whichever backend added up the sums: relations for named
economies and blocs, one pass over the files for every economy. A criterion is yes, no or unknown;
"and" of several is the least of them, so that one no settles what others leave unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fairlead.engines.dependency.criteria import Criteria, Side, read_exactly
from fairlead.engines.dependency.flows import OWN_EXPORTS_SAID
from fairlead.engines.dependency.reporting import ReportCoverage
from fairlead.engines.dependency.squares import Dollars, Floats, Words, join_words, round_words

Codes: TypeAlias = npt.NDArray[np.int32]
Bools: TypeAlias = npt.NDArray[np.bool_]
Truth: TypeAlias = npt.NDArray[np.int8]

NO, UNKNOWN, YES = np.int8(0), np.int8(1), np.int8(2)
NO_COUNTER = 9999.0
"""GeoDep's figure for imports over exports without exports."""
# Beyond this share of the larger side no rounding of doubles turns a comparison round.
_TOLERANCE = 1e-12

NO_TRADE = "no trade recorded in the chosen years: c1 and c3 are undefined"
ONLY_INSIDE: dict[Side, str] = {
    "import": "members buy it only from one another, nothing from outside: c1 and c3 are undefined",
    "export": "members sell it only to one another, nothing outside: c1 and c3 are undefined",
}
BELOW_FLOOR = "below the floor: not judged critical"
NO_COUNTER_TRADE = "no trade in the other direction: the ratio is set to 9999"
ONE_YEAR = "one year judged: c4 is undefined"
_UNKNOWN: dict[Side, tuple[str, str, str, str]] = {
    "import": (
        "",
        "the world's exports are unknown, nobody else reports imports: c2 is unknown",
        "its exports are unknown, nobody else reports imports: c3 is unknown",
        OWN_EXPORTS_SAID,
    ),
    "export": (
        "its customers are unknown, fewer than two others report imports: c1 is unknown",
        "the world's imports are unknown, fewer than two report them: c2 is unknown",
        "its imports are unknown, it does not report them: c3 is unknown",
        "",
    ),
}
# A reason is a sum of these, with what they say in this order.
_OWN, _WORLD, _COUNTER, _REPLIED, _NOTHING, _ONCE = (1 << bit for bit in range(6))
_NONE, _FLOOR, _NO_TRADE, _INSIDE = 0, 64, 65, 66


@dataclass(frozen=True, slots=True)
class Measures:
    """Exact sums of a subject's trade in products, one row each, as the criteria need them.

    ``own``: what is bought of the partners there are, and ``own_sq`` the squares over them;
    ``need`` what is needed (more than ``own`` when a partner is thought away), ``inside`` what a
    bloc's members trade among themselves, ``counter_all`` trade in the other direction, that
    included. ``hub_own`` and ``hub_counter``: what the first partner itself trades of the product
    in both directions. ``reporters``: how many report imports of the product.
    """

    economy: Codes
    product: Codes
    own: Dollars
    own_sq: Words
    partners: Dollars
    first_partner: Codes
    first_usd: Dollars
    need: Dollars
    inside: Dollars
    counter_all: Dollars
    world: Dollars
    world_sq: Words
    reporters: Dollars
    hub_own: Dollars
    hub_counter: Dollars

    def chosen(self, rows: npt.NDArray[np.int64] | Bools) -> Measures:
        """Return some of the rows."""
        return replace(self, **{one.name: getattr(self, one.name)[rows] for one in fields(self)})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Which figures of each row the reports answer (`reporting.ReportCoverage`)."""

    own: Bools
    world: Bools
    counter: Bools
    replied: Bools

    @classmethod
    def of(cls, known: list[ReportCoverage], place: npt.NDArray[np.int64]) -> Knowledge:
        """Return what is known of each row, its subject being at ``place`` in the list."""
        columns = np.array(known, dtype=np.bool_).reshape(-1, len(ReportCoverage._fields))
        return cls(*(columns[place, column] for column in range(len(ReportCoverage._fields))))


@dataclass(frozen=True, slots=True)
class History:
    """Of each row: in how many years C1 to C3 held or may have, of how many that are judged."""

    held: Dollars
    unsure: Dollars
    judged: Dollars


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of each row, as `Truth`; ``traded`` is that there is anything to judge."""

    c1: Truth
    c2: Truth
    c3: Truth
    c4: Truth
    commission: Truth
    critical: Truth
    traded: Bools


def decide_three(m: Measures, known: Knowledge, criteria: Criteria) -> tuple[Truth, Truth, Truth]:
    """Return C1, C2 and C3; unknown where nothing is traded or the reports do not say.

    What is needed but sold by nobody any more (a what-if) is as concentrated as can be.
    """
    traded = m.need > 0
    c1 = _find_truth(
        _is_above_square(m.own_sq, m.own, criteria.concentration, traded), traded & known.own
    )
    c1[traded & (m.own == 0)] = YES
    sold = m.world > 0
    c2 = _find_truth(
        _is_above_square(m.world_sq, m.world, criteria.world_concentration, sold), sold
    )
    c2[~sold & traded] = YES
    c2[~known.world] = UNKNOWN
    over = _is_above(m.need, m.counter_all - m.inside, criteria.coverage, traded)
    return c1, c2, _find_truth(over, traded & known.counter)


def decide(
    m: Measures, known: Knowledge, history: History | None, criteria: Criteria, *, bloc: bool
) -> Verdict:
    """Return the verdict on each row; without a ``history`` one year alone is judged.

    Critical by GeoDep is C1 to C3 and, of several years, C4; by the Commission C1, imports from
    outside over all exports (CDI3) and for a bloc those over all imports (CDI2).
    """
    c1, c2, c3 = decide_three(m, known, criteria)
    traded = m.need > 0
    c4 = np.full(len(c1), UNKNOWN)
    geodep = least(c1, c2, c3)
    if history is not None:
        needed, of = criteria.persistence
        several = traded & (history.judged > 1)
        enough = history.judged * needed
        lasting = np.where(history.held * of >= enough, YES, UNKNOWN)
        lasting[(history.held + history.unsure) * of < enough] = NO
        c4 = np.where(several, lasting, UNKNOWN)
        geodep = least(geodep, np.where(several, lasting, YES))
    d3 = _find_truth(
        _is_above(m.need, m.counter_all, criteria.coverage, traded), traded & known.counter
    )
    commission = least(c1, d3)
    if bloc:
        whole = m.need + m.inside
        outside = _find_truth(_is_above(m.need, whole, criteria.outside_share, traded), traded)
        commission = least(commission, outside)
    ruled = geodep if criteria.rule == "geodep" else commission
    critical = np.where(m.need >= criteria.floor, ruled, NO)
    # What is not traded is neither critical nor not: undefined.
    commission[~traded] = critical[~traded] = UNKNOWN
    return Verdict(c1, c2, c3, c4, commission, critical, traded)


def least(*truths: Truth) -> Truth:
    """Return where all hold: no where one does not, else unknown where one is."""
    return cast("Truth", np.minimum.reduce(truths))


def _find_truth(holds: Bools, sure: Bools) -> Truth:
    found = np.where(holds, YES, NO)
    found[~sure] = UNKNOWN
    return found


def _compare_values(part: Dollars, whole: Dollars, limit: Fraction, judged: Bools) -> Truth:
    """Return 1, 0 or -1: whether part / whole is above, at or below the limit.

    In whole numbers where doubles are near; rows that are not judged say anything.
    """
    bar = whole * float(limit)
    side: Truth = np.sign(part - bar).astype(np.int8)
    near = judged & (np.abs(part - bar) <= _TOLERANCE * np.maximum(part, bar))
    for row in np.flatnonzero(near).tolist():
        apart = int(part[row]) * limit.denominator - int(whole[row]) * limit.numerator
        side[row] = (apart > 0) - (apart < 0)
    return side


def _is_above(part: Dollars, whole: Dollars, threshold: float, judged: Bools) -> Bools:
    """Return whether part / whole is above the threshold, exactly."""
    return np.asarray(
        _compare_values(part, whole, read_exactly(threshold), judged) > 0, dtype=np.bool_
    )


def _is_above_square(squares: Words, whole: Dollars, threshold: float, judged: Bools) -> Bools:
    """Return whether squares / whole^2 is above the threshold, exactly."""
    limit: Fraction = read_exactly(threshold)
    share = divide_squares(squares, whole)
    above = share > float(limit)
    near = judged & (np.abs(share - float(limit)) <= _TOLERANCE)
    # No share is above 1: of one partner alone it need not be multiplied out.
    for row in np.flatnonzero(near & (limit < 1)).tolist():
        left = join_words(squares[row]) * limit.denominator
        above[row] = left > int(whole[row]) ** 2 * limit.numerator
    return np.asarray(above, dtype=np.bool_)


def divide_squares(squares: Words, whole: Dollars) -> Floats:
    """Return squares / whole^2, nan over zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(round_words(squares) / np.square(whole.astype(np.float64)))


def _divide_exactly(part: Dollars, whole: Dollars) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / whole, dtype=np.float64)


def _find_ratio(own: Dollars, counter: Dollars) -> Floats:
    """Return own / counter, 9999 over zero, as GeoDep does."""
    return np.where(counter == 0, NO_COUNTER, _divide_exactly(own, counter))


def find_passed_on(m: Measures, criteria: Criteria) -> Bools:
    """Return where the first partner itself buys much of what it sells.

    Its own (judged) trade is at least the given share of its trade in the other direction, so it
    may pass on what others made.
    """
    there = (m.hub_counter > 0) & (m.first_usd > 0)
    side = _compare_values(m.hub_own, m.hub_counter, read_exactly(criteria.reexport_share), there)
    return np.asarray(there & (side >= 0), dtype=np.bool_)


def tabulate_verdict(
    m: Measures,
    known: Knowledge,
    history: History | None,
    verdict: Verdict,
    *,
    criteria: Criteria,
    side: Side,
) -> pa.Table:
    """Return one row per economy and product with figures, criteria, verdict and reason."""
    traded, sold = verdict.traded, (m.world > 0) & known.world
    some = traded & (m.own > 0)
    counter = m.counter_all - m.inside
    hhi = _show_value(divide_squares(m.own_sq, m.own), some & known.own)
    ratio_known = traded & known.counter
    holds = least(verdict.c1, verdict.c2, verdict.c3)
    held = (holds == YES).astype(np.int64) if history is None else history.held
    judged = np.ones_like(held) if history is None else history.judged
    reason = _write_reasons(m, known, judged, criteria)
    columns = {
        "economy": pa.array(m.economy),
        "product": pa.array(m.product),
        "own": pa.array(m.own),
        "hhi": hhi,
        "first_partner": pa.array(m.first_partner, mask=m.own == 0),
        "first_share": _show_value(_divide_exactly(m.first_usd, m.own), some),
        "partners": pa.array(m.partners),
        "hhi_world": _show_value(divide_squares(m.world_sq, m.world), sold),
        "counter": pa.array(counter, mask=~known.counter),
        "own_over_counter": _show_value(_find_ratio(m.need, counter), ratio_known),
        "reporters": pa.array(m.reporters),
        "c1": _write_flags(verdict.c1),
        "c2": _write_flags(verdict.c2),
        "c3": _write_flags(verdict.c3),
        "c4": _write_flags(verdict.c4),
        "cdi1": hhi,
        "cdi2": _show_value(_divide_exactly(m.need, m.need + m.inside), traded),
        "cdi3": _show_value(_find_ratio(m.need, m.counter_all), ratio_known),
        "commission": _write_flags(verdict.commission),
        "years_held": pa.array(held),
        "years_judged": pa.array(judged),
        "reexport_warning": pa.array(find_passed_on(m, criteria)),
        "critical": _write_flags(verdict.critical),
        "reason": _explain_rows(reason, side),
    }
    return pa.table(columns)


def _show_value(figures: Floats, known: Bools) -> pa.Array:
    return pa.array(figures, pa.float64(), mask=~known)


def _write_flags(truth: Truth) -> pa.Array:
    return pa.array(truth == YES, mask=truth == UNKNOWN)


def _write_reasons(m: Measures, known: Knowledge, judged: Dollars, criteria: Criteria) -> Truth:
    """Return why a figure is undefined or a row not judged, as places in the words."""
    once = judged == 1
    found: Truth = (once * _ONCE).astype(np.int8)
    nothing = known.counter & (m.counter_all == m.inside)
    for where, bit in (
        (~known.own, _OWN),
        (~known.world, _WORLD),
        (~known.counter, _COUNTER),
        (known.replied, _REPLIED),
        (nothing, _NOTHING),
    ):
        if where.any():
            found[where] += np.int8(bit)
    found[m.need < criteria.floor] = _FLOOR
    found[m.need == 0] = _NO_TRADE
    found[(m.need == 0) & (m.inside > 0)] = _INSIDE
    return found


def _explain_rows(reason: Truth, side: Side) -> pa.Array:
    """Return the reasons in words, null for none."""
    own, world, counter, replied = _UNKNOWN[side]
    said = (own, world, counter, replied, NO_COUNTER_TRADE, ONE_YEAR)
    words = [
        "; ".join(text for bit, text in enumerate(said) if place >> bit & 1 and text)
        for place in range(_FLOOR)
    ]
    indices = pa.array(reason, mask=reason == _NONE)
    words += [BELOW_FLOOR, NO_TRADE, ONLY_INSIDE[side]]
    return pa.DictionaryArray.from_arrays(indices, words)


def tabulate_years(
    m: Measures,
    year: Codes,
    known: Knowledge,
    history: History,
    verdict: Verdict,
) -> pa.Table:
    """Return the figures, C1 to C4 and the verdict of each year by itself."""
    some = m.own > 0
    counter = m.counter_all - m.inside
    return pa.table(
        {
            "economy": pa.array(m.economy),
            "product": pa.array(m.product),
            "year": pa.array(year),
            "own": pa.array(m.own),
            "hhi": _show_value(divide_squares(m.own_sq, m.own), some & known.own),
            "first_partner": pa.array(m.first_partner, mask=~some),
            "first_share": _show_value(_divide_exactly(m.first_usd, m.own), some),
            "hhi_world": _show_value(
                divide_squares(m.world_sq, m.world), (m.world > 0) & known.world
            ),
            "counter": pa.array(counter, mask=~known.counter),
            "own_over_counter": _show_value(
                _find_ratio(m.need, counter), verdict.traded & known.counter
            ),
            "reporters": pa.array(m.reporters),
            "c1": _write_flags(verdict.c1),
            "c2": _write_flags(verdict.c2),
            "c3": _write_flags(verdict.c3),
            "holds": _write_flags(least(verdict.c1, verdict.c2, verdict.c3)),
            "years_held": pa.array(history.held),
            "years_judged": pa.array(history.judged),
            "c4": _write_flags(verdict.c4),
            "critical": _write_flags(verdict.critical),
        }
    )
