"""Who reports imports in which year, and what of a subject's figures that leaves unknown.

Flows are what importers report; exports are their mirror. Where nobody but the subject reports,
its exports and the world's are not zero: they are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from fairlead.engines.dependency.criteria import Side
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations.relations import BLOC


class ReportCoverage(NamedTuple):
    """Which figures the reports answer: the subject's own trade, the world's, the other way.

    ``replied`` is that the other way is as the subject reports it itself.
    """

    own: bool
    world: bool
    counter: bool
    replied: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reports of imports by year, and the years in which each subject trades.

    ``reporters``: by year, who reports imports. ``replied``: economy and year whose exports are
    known by their own report. ``active``: by subject, the years in which it has trade on the
    judged side, ascending. ``members``: by subject, the economies it is made of. ``traded``: by
    economy, the years in which it has trade on the judged side.
    """

    side: Side
    reporters: Mapping[int, frozenset[int]]
    replied: frozenset[tuple[int, int]]
    active: Mapping[int, tuple[int, ...]]
    members: Mapping[int, frozenset[int]]
    traded: Mapping[int, frozenset[int]]

    def tell_known(self, subject: int, year: int) -> ReportCoverage:
        """Return what of a subject's figures of a year the reports answer."""
        members, reporters = self.members[subject], self.reporters.get(year, frozenset())
        inside = len(members & reporters)
        outside = len(reporters) - inside
        if self.side == "export":
            # What it sells is what others report: of one buyer alone nothing can be said.
            return ReportCoverage(outside >= 2, outside + inside >= 2, inside >= 1)
        replied = all((member, year) in self.replied for member in members)
        return ReportCoverage(
            own=True, world=outside >= 1, counter=outside >= 1 or replied, replied=replied
        )

    def list_silent(self, subject: int) -> dict[int, tuple[int, ...]]:
        """Return who of the subject reports no imports in the years in which others of it do."""
        silent = {}
        for year, reporters in sorted(self.reporters.items()):
            missing = self.members[subject] - reporters
            if missing and len(missing) < len(self.members[subject]):
                silent[year] = tuple(sorted(missing))
        return silent

    def find_lone(self) -> int | None:
        """Return who reports imports in the years in which one alone does, if that is the same."""
        alone = {who for group in self.reporters.values() if len(group) == 1 for who in group}
        return alone.pop() if len(alone) == 1 else None

    @staticmethod
    def tell_nothing() -> ReportCoverage:
        """Return what is known of an economy without trade on the judged side."""
        return ReportCoverage(own=False, world=False, counter=False)

    def tell_known_together(self, subject: int) -> ReportCoverage:
        """Return what the reports answer of a subject's years added up: what they do of each."""
        years = [self.tell_known(subject, year) for year in self.active[subject]]
        return ReportCoverage(
            own=all(year.own for year in years),
            world=all(year.world for year in years),
            counter=all(year.counter for year in years),
            replied=any(year.replied for year in years),
        )

    def count_judged(self, subject: int, last: int, *, of: int) -> int:
        """Return in how many of the ``of`` years that end with ``last`` the subject trades."""
        return sum(last - of < year <= last for year in self.active[subject])


def read_reports(
    question: Question, rows: Iterable[tuple[int, int, bool, bool, bool]]
) -> Reporting:
    """Return the reports of (economy, year, trades, imports, replied) for a question."""
    reporters: dict[int, set[int]] = {}
    replied: set[tuple[int, int]] = set()
    traded: dict[int, set[int]] = {}
    for economy, year, trades, imports, own in rows:
        if imports:
            reporters.setdefault(year, set()).add(economy)
        if own:
            replied.add((economy, year))
        if trades:
            traded.setdefault(economy, set()).add(year)
    members: dict[int, frozenset[int]]
    if question.is_bloc:
        members = {BLOC: frozenset(question.economies)}
    else:
        members = {one: frozenset([one]) for one in question.economies or traded}
    active = {
        subject: tuple(sorted(set[int]().union(*(traded.get(one, ()) for one in group))))
        for subject, group in members.items()
    }
    return Reporting(
        side=question.side,
        reporters={year: frozenset(group) for year, group in reporters.items()},
        replied=frozenset(replied),
        active=active,
        members=members,
        traded={economy: frozenset(years) for economy, years in traded.items()},
    )


def count_years(reporting: Reporting, question: Question) -> pa.Table:
    """Return in how many of the chosen years each economy judged trades: economy, years_judged."""
    economies = sorted(question.economies or reporting.traded)
    years = [len(reporting.traded[economy]) for economy in economies]
    return pa.table(
        {"economy": pa.array(economies, pa.int32()), "years_judged": pa.array(years, pa.int64())}
    )


def list_reports(table: pa.Table) -> Iterable[tuple[int, int, bool, bool, bool]]:
    """Return the rows of a table economy, year, trades, imports, replied."""
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
