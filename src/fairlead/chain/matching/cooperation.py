"""What organisations of a fair have done together: partners in projects that were signed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.localized_columns import list_worded_languages
from fairlead.engines.matching.partners import Partnerships, gather_partnerships
from fairlead.engines.matching.sentences import WorkNames
from fairlead.engines.matching.vectors import Reals, Vectors
from fairlead.folder.fair import Fair
from fairlead.folder.language_tags import order_languages

COMMITTED_STAGES = ("signed", "implementation", "output")
"""Stages of projects from which on the partners have worked together, as everybody may know."""


@dataclass(frozen=True, slots=True, eq=False)
class FairWork:
    """Partnerships of the organisations of a fair by row, and what they and projects are called.

    ``names`` are by wording (`fairlead.engines.matching.wording`). Projects stand newest first.
    """

    partnerships: Partnerships
    names: dict[str, WorkNames]

    def take_circles(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the circles of organisations by row, none for -1."""
        circles = self.partnerships.circles
        padded = np.append(circles.indptr, circles.indptr[-1])
        held = Vectors(padded, circles.indices, circles.data, circles.width)
        return held.take(np.where(rows < 0, len(circles), rows))

    def take_appeal(self, rows: NDArray[np.int64]) -> Reals:
        """Return how much organisations by row are asked for, 0 for -1."""
        appeal: Reals = np.append(self.partnerships.appeal, 0.0)[rows]
        return appeal


def gather_work(fair: Fair) -> FairWork:
    """Return who worked with whom: partners and leads of a fair's signed projects."""
    done = fair.projects.filter(pc.is_in(fair.projects["stage"], pa.array(COMMITTED_STAGES)))
    order = pc.sort_indices(done, [("start_year", "descending"), ("id", "ascending")])
    ids = done["id"].take(order)
    named = (
        (fair.partners["project"], fair.partners["organisation"]),
        (done["id"], done["lead"]),
    )
    project, organisation = (
        pa.chunked_array([chunk for pair in named for chunk in pair[part].chunks], pa.string())
        for part in (0, 1)
    )
    at = _find(project, ids)
    who = _find(organisation, fair.organisations["id"])
    known = (at >= 0) & (who >= 0)
    partnerships = gather_partnerships(
        at[known], who[known], projects=len(ids), organisations=fair.organisations.num_rows
    )
    return FairWork(partnerships, _name_work(fair, ids))


def _find(values: pa.ChunkedArray, among: pa.ChunkedArray) -> NDArray[np.int64]:
    found = pc.index_in(values, value_set=among.combine_chunks())
    return np.asarray(pc.fill_null(found, -1), dtype=np.int64)


def _name_work(fair: Fair, ids: pa.ChunkedArray) -> dict[str, WorkNames]:
    languages = fair.settings.languages
    if not len(ids):
        return {wording: WorkNames((), ()) for wording in list_worded_languages(languages).values()}
    rows = _find(ids, fair.projects["id"])
    firms = fair.localized("organisations", "name")
    titles = fair.localized("projects", "title")
    return {
        wording: WorkNames(
            tuple(name.choose(order_languages(languages, tag)) for name in firms),
            tuple(titles[row].choose(order_languages(languages, tag)) for row in rows),
        )
        for tag, wording in list_worded_languages(languages).items()
    }
