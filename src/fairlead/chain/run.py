"""The whole chain: critical imports, matches, timetable, projects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from fairlead.chain.dependency.assess import CriticalImports, assess_imports
from fairlead.chain.fair.visibility import split_hidden
from fairlead.chain.flows.open import Flows
from fairlead.chain.matching.code_notes import note_codes
from fairlead.chain.matching.makers import (
    MakersChoice,
    MakerTables,
    ProductSpace,
    build_fair_space,
    find_makers,
)
from fairlead.chain.matching.match import MatchParams, MatchTables, match
from fairlead.chain.portfolio.choose import Choice, choose_projects
from fairlead.chain.scheduling.background import BackgroundTimetable
from fairlead.chain.scheduling.timetable import Timetable
from fairlead.chain.sentences import Sentence, join_sentences, say_text
from fairlead.chain.step import SKIPPED, Parameter, Progress, Step, ignore_progress
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True)
class ChainResult:
    """What the chain found, step by step; the schemas are those of each step's tables."""

    imports: CriticalImports
    lists: MatchTables
    makers: MakerTables
    matching: Step
    timetable: Timetable
    choice: Choice

    @property
    def matches(self) -> pa.Table:
        """Return the entries of everybody's list."""
        return self.lists.matches

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps in the order of the chain."""
        return self.imports.step, self.matching, self.timetable.step, self.choice.step


@dataclass(frozen=True, slots=True)
class Matches:
    """What the matching step found: everybody's lists, and the makers of needs."""

    lists: MatchTables
    makers: MakerTables
    step: Step


Part = CriticalImports | Matches | Timetable | Choice


def _take_no_note(part: Part) -> None:
    """Do nothing with a part of the result."""


def run_chain(
    fair: Fair,
    *,
    seed: int = 0,
    progress: Progress = ignore_progress,
    match_params: MatchParams | None = None,
    timetable: BackgroundTimetable | None = None,
    found: Callable[[Part], None] = _take_no_note,
    marks: pa.Table | None = None,
) -> ChainResult:
    """Return the result of every step on one fair; the same fair and seed give the same tables.

    ``match_params`` says how lists are made, and its concordance holds for the makers of needs
    too. A step with nothing to work on is reported as skipped. Raises InvalidInput when the flows
    cannot be read or locked meetings contradict one another.

    The timetable is made beside the other steps, by ``timetable`` when it has begun already.
    ``found`` is given what each step found as soon as it has, except by such a ``timetable``,
    which tells whom it was told to.
    """
    with timetable or BackgroundTimetable(fair, seed=seed, progress=progress) as beside:
        imports = assess_imports(fair, progress=progress)
        progress("dependency", imports.step.summary, 1.0)
        found(imports)
        matches = match_fair(
            fair,
            match_params or MatchParams(),
            seed=seed,
            progress=progress,
            flows=imports.flows,
            marks=marks,
        )
        progress("matching", matches.step.summary, 1.0)
        found(matches)
        choice = choose_projects(fair, seed=seed, progress=progress)
        progress("portfolio", choice.step.summary, 1.0)
        found(choice)
        made = beside.wait()
        progress("scheduling", made.step.summary, 1.0)
        if timetable is None:
            found(made)
    return ChainResult(imports, matches.lists, matches.makers, matches.step, made, choice)


def match_fair(
    fair: Fair,
    params: MatchParams,
    *,
    seed: int,
    progress: Progress = ignore_progress,
    flows: Flows | None = None,
    marks: pa.Table | None = None,
) -> Matches:
    """Return everybody's list and the makers of needs; ``flows`` are the fair's where open.

    Makers need nothing of the lists and are found in a thread beside them.
    ``marks`` are what people said of those who were proposed (`fairlead.chain.matching.marks`).
    """

    def say(words: str) -> None:
        progress("matching", words, None)

    began = time.perf_counter()
    choice = MakersChoice(concordance=params.concordance, from_flows=False)
    space = build_fair_space(fair, flows=flows)
    with ThreadPoolExecutor(1, "makers") as pool:
        finding = pool.submit(_find_makers, fair, choice, space)
        lists = match(fair, params=params, seed=seed, progress=say, marks=marks)
        say(join_sentences(say_text("finding makers of what is needed")))
        makers = finding.result()
    seconds = time.perf_counter() - began
    return Matches(
        lists,
        makers,
        _build_matching_step(
            lists,
            makers,
            params,
            choice,
            notes=note_codes(fair, concordance=params.concordance),
            seconds=seconds,
        ),
    )


def _find_makers(fair: Fair, choice: MakersChoice, space: ProductSpace | None) -> MakerTables:
    """Return the makers of every need; those of open needs are as if nothing were hidden."""
    shown, hidden = split_hidden(fair)
    makers = find_makers(shown, choice=choice, space=space)
    if not hidden:
        return makers
    return makers.with_more(find_makers(fair, choice=choice, space=space).of_needs(hidden))


def _build_matching_step(
    lists: MatchTables,
    makers: MakerTables,
    params: MatchParams,
    choice: MakersChoice,
    *,
    notes: Sequence[Sentence],
    seconds: float,
) -> Step:
    count, needs = lists.matches.num_rows, len(makers.makers["need"].unique())
    if not count and not needs:
        return Step(
            name="matching", status=SKIPPED, said=(say_text("Nobody to match."),), seconds=seconds
        )
    owners = len(lists.matches["owner"].unique())
    return Step(
        name="matching",
        status=lists.status,
        said=(
            say_text(
                "%(count)s suggestions in the lists of %(owners)s people and exhibitors, makers "
                "of %(needs)s needs.",
                count=count,
                owners=owners,
                needs=needs,
            ),
            *notes,
        ),
        measure="expected meetings of the lists",
        objective=lists.objective,
        seconds=seconds,
        parameters=(
            *_name_parameters("", asdict(params.engine)),
            ("people_top", params.people_top),
            ("exhibitors", params.exhibitors),
            ("learn", params.learn),
            ("concordance", len(params.concordance)),
            ("groups", choice.groups),
            *_name_parameters("makers.", asdict(choice.engine)),
        ),
    )


def _name_parameters(prefix: str, chosen: dict[str, Any]) -> Iterator[tuple[str, Parameter]]:
    """Yield parameters by name, those within others behind a point."""
    for name, value in chosen.items():
        if isinstance(value, dict):
            yield from _name_parameters(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value
