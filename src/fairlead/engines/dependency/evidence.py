"""What criteria are judged on: exact sums of the years together and of each, and who reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fairlead.engines.dependency.criteria import Criteria
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations.verdict import (
    UNKNOWN,
    YES,
    Bools,
    Codes,
    History,
    Knowledge,
    Measures,
    Truth,
    Verdict,
    decide,
    decide_three,
    least,
    tabulate_verdict,
    tabulate_years,
)
from fairlead.engines.dependency.reporting import Reporting
from fairlead.engines.dependency.squares import from_arrow

VariedCriterion = Literal["c1", "c2", "c3"]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sums of a question's subjects; ``together`` in the order of economy and product.

    ``each`` (None: one year chosen) has a row per year in which a product is traded, in the order
    of economy, product and ``years``.
    """

    question: Question
    reporting: Reporting
    together: Measures
    each: Measures | None
    years: Codes

    @property
    def _subjects(self) -> tuple[int, ...]:
        return tuple(sorted(self.reporting.active))

    def _place(self, economy: Codes) -> Places:
        return np.searchsorted(np.array(self._subjects, dtype=np.int64), economy)

    def _known_together(self) -> Knowledge:
        known = [self.reporting.tell_known_together(subject) for subject in self._subjects]
        return Knowledge.of(known, self._place(self.together.economy))

    def _known_each(self, each: Measures) -> Knowledge:
        chosen = self.question.years
        known = [self.reporting.tell_known(one, year) for one in self._subjects for year in chosen]
        year = np.searchsorted(np.array(chosen), self.years)
        return Knowledge.of(known, self._place(each.economy) * len(chosen) + year)

    def decide(self, criteria: Criteria) -> tuple[Verdict, History | None]:
        """Return the verdict on the years together, and the history C4 is decided by."""
        history = None if self.each is None else self._history(self.each, criteria)
        known, bloc = self._known_together(), self.question.is_bloc
        return decide(self.together, known, history, criteria, bloc=bloc), history

    def _holds(self, each: Measures, criteria: Criteria) -> Truth:
        return least(*decide_three(each, self._known_each(each), criteria))

    def _history(self, each: Measures, criteria: Criteria) -> History:
        """Return in how many years of the window that ends with the last one C1 to C3 hold."""
        of = criteria.persistence[1]
        active = [self.reporting.active[subject] for subject in self._subjects]
        last = np.array([years[-1] if years else 0 for years in active], dtype=np.int64)
        judged = np.array(
            [
                self.reporting.count_judged(subject, int(end), of=of)
                for subject, end in zip(self._subjects, last, strict=True)
            ],
            dtype=np.int64,
        )
        holds = self._holds(each, criteria)
        within = self.years > last[self._place(each.economy)] - of
        pair = np.searchsorted(_pair_values(self.together), _pair_values(each))
        rows = len(self.together.own)
        return History(
            held=np.bincount(pair[within & (holds == YES)], minlength=rows),
            unsure=np.bincount(pair[within & (holds == UNKNOWN)], minlength=rows),
            judged=judged[self._place(self.together.economy)],
        )

    def table(self, criteria: Criteria) -> tuple[pa.Table, Verdict]:
        """Return a row per economy and product with figures and verdict, and the verdict."""
        verdict, history = self.decide(criteria)
        known, side = self._known_together(), self.question.side
        table = tabulate_verdict(
            self.together, known, history, verdict, criteria=criteria, side=side
        )
        return table, verdict

    def table_of_years(self, criteria: Criteria) -> pa.Table | None:
        """Return a row per economy, product and year, each judged by itself as GeoDep does.

        C4 is of the window of years that ends with the row's.
        """
        each = self.each
        if each is None:
            return None
        known, of = self._known_each(each), criteria.persistence[1]
        holds = self._holds(each, criteria)
        history = History(
            held=self._until(each, holds == YES, of),
            unsure=self._until(each, holds == UNKNOWN, of),
            judged=self._judged_until(each, of),
        )
        verdict = decide(each, known, history, criteria, bloc=self.question.is_bloc)
        return tabulate_years(each, self.years, known, history, verdict)

    def _until(self, each: Measures, counted: Bools, of: int) -> Places:
        """Return how many of the ``of`` years that end with each row's are counted."""
        chosen = self.question.years
        _, pair = np.unique(_pair_values(each), return_inverse=True)
        grid = np.zeros((pair.max(initial=-1) + 1, chosen[-1] - chosen[0] + 1), dtype=np.int64)
        column = self.years - chosen[0]
        grid[pair, column] = counted
        sums = np.concatenate([np.zeros((len(grid), 1), np.int64), grid.cumsum(axis=1)], axis=1)
        return np.asarray(sums[pair, column + 1] - sums[pair, np.maximum(column + 1 - of, 0)])

    def _judged_until(self, each: Measures, of: int) -> Places:
        chosen = self.question.years
        judged = np.array(
            [
                [self.reporting.count_judged(subject, year, of=of) for year in chosen]
                for subject in self._subjects
            ],
            dtype=np.int64,
        )
        return np.asarray(
            judged[self._place(each.economy), np.searchsorted(np.array(chosen), self.years)]
        )

    def curve(
        self, vary: VariedCriterion, thresholds: Sequence[float], criteria: Criteria
    ) -> pa.Table:
        """Return economy, threshold, products, usd: how many are critical at each threshold.

        Counts never rise with the threshold, so products that are not critical at none are
        left out from the beginning.
        """
        most, _ = self.decide(_move_threshold(criteria, vary, 0.0))
        few = self._only(most.critical == YES)
        place = self._place(few.together.economy)
        count = len(self._subjects)
        columns: dict[str, list[float]] = {
            "economy": [],
            "threshold": [],
            "products": [],
            "usd": [],
        }
        for threshold in thresholds:
            verdict, _ = few.decide(_move_threshold(criteria, vary, threshold))
            critical = verdict.critical == YES
            products = np.bincount(place[critical], minlength=count)
            usd = np.zeros(count, dtype=np.int64)
            np.add.at(usd, place[critical], few.together.own[critical])
            columns["economy"] += self._subjects
            columns["threshold"] += [threshold] * count
            columns["products"] += products.tolist()
            columns["usd"] += usd.tolist()
        kinds = (pa.int32(), pa.float64(), pa.int64(), pa.int64())
        arrays = [
            pa.array(column, kind) for column, kind in zip(columns.values(), kinds, strict=True)
        ]
        table = pa.Table.from_arrays(arrays, names=list(columns))
        return table.sort_by([("economy", "ascending"), ("threshold", "ascending")])

    def _only(self, rows: Bools) -> Evidence:
        """Return the evidence of some of the products."""
        together, each, years = self.together.chosen(rows), self.each, self.years
        if each is not None:
            kept = np.isin(_pair_values(each), _pair_values(together))
            each, years = each.chosen(kept), years[kept]
        return replace(self, together=together, each=each, years=years)


def _move_threshold(criteria: Criteria, vary: VariedCriterion, threshold: float) -> Criteria:
    """Return the criteria with another threshold of one."""
    if vary == "c1":
        return replace(criteria, concentration=threshold)
    if vary == "c2":
        return replace(criteria, world_concentration=threshold)
    return replace(criteria, coverage=threshold)


def _pair_values(m: Measures) -> Places:
    """Return a number for each row that orders by economy, then product."""
    return np.asarray((m.economy.astype(np.int64) << 32) + m.product, dtype=np.int64)


def read_measures(table: pa.Table) -> Measures:
    """Return a table of exact sums as arrays: what is null or not there is 0."""
    rows = table.num_rows

    def column(name: str) -> Any:
        if name.endswith("_sq"):
            return from_arrow(table[name])
        if name not in table.column_names:
            return np.zeros(rows, dtype=np.int64)
        found = table[name]
        return np.asarray((found.fill_null(0) if found.null_count else found).to_numpy())

    return Measures(**{one.name: column(one.name) for one in fields(Measures)})
