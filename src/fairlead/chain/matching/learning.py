"""What a fair's requests teach: who asks and is liked, who is new, and which terms count.

Requests carry no dates, so weights are judged on a quarter of them drawn by the seed, with habits
from the other three quarters. Who was looked at and not asked is unknown, so pairs without a
request are drawn beside those with one, and answers exist only for who was asked: in neither does
the share of yes say how often a participant would ask whom a list shows, so the level of the
chances stays and only what makes a difference is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.matching.marks import NO_MARKS, Marks
from fairlead.chain.matching.profiles import Sides, find_positions
from fairlead.engines.matching.behaviour import Answers, learn_appeal, learn_habits
from fairlead.engines.matching.learn import LearnResult, ResponseLog, fit_weights
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import Pairs, Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.reasons import pair_terms
from fairlead.engines.matching.vectors import Flags, Ints
from fairlead.folder.fair import Fair

# Pairs of each kind (asked or not; accepted or declined) from which weights may be learned.
ENOUGH = 200
# Standard errors of the AUC that learned weights must gain to be taken: less may be chance.
ERRORS = 2.0
# What carries over of how much a participant is asked and accepted: those who asked it had chosen
# it, and who is asked more is partly only seen more.
CARRIED = 0.5
_MOST_PAIRS, _DRAWN_PER_REQUEST, _LATER = 10_000, 4, 0.25

# Who a row of `LEARNED` is of that says how the prior of habits was chosen.
HABITS = "habits"
# One row for each direction from which enough was known to learn, and one for habits.
LEARNED = pa.schema(
    [
        ("who", pa.string()),
        ("learned", pa.int64()),
        ("tested", pa.int64()),
        ("log_loss_before", pa.float64()),
        ("log_loss_after", pa.float64()),
        ("auc_before", pa.float64()),
        ("auc_after", pa.float64()),
        ("adopted", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Requests:
    """Requests of people (right) to exhibitors (left) by position, each pair once, and by state."""

    exhibitor: Ints
    person: Ints
    state: NDArray[np.str_]

    @classmethod
    def of(cls, fair: Fair, sides: Sides) -> Requests:
        """Return those whose both sides may meet in the market."""
        requests = fair.requests
        exhibitor = find_positions(requests["recipient"], _build_column(sides.exhibitors))
        person = find_positions(requests["requester"], _build_column(sides.people))
        met = np.flatnonzero((exhibitor >= 0) & (person >= 0))
        state = np.asarray(requests["state"].to_pylist(), dtype=np.str_)
        return cls(exhibitor[met].astype(np.int32), person[met].astype(np.int32), state[met])

    def take(self, kept: Flags) -> Requests:
        """Return the chosen requests."""
        return Requests(self.exhibitor[kept], self.person[kept], self.state[kept])

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self.exhibitor)

    def apart(self) -> tuple[Pairs, Pairs]:
        """Return the pairs that need no introduction, and the declined ones."""
        no = self.state == "declined"
        return (
            build_pairs(self.exhibitor[~no], self.person[~no]),
            build_pairs(self.exhibitor[no], self.person[no]),
        )


def list_exhibitor_pairs(fair: Fair, sides: Sides) -> Pairs:
    """Return exhibitors of which one's staff has asked the other, both ways round."""
    exhibitors = _build_column(sides.exhibitors)
    asked = find_positions(fair.requests["recipient"], exhibitors)
    home = find_positions(fair.people["organisation"], exhibitors)
    who = find_positions(fair.requests["requester"], fair.people["id"])
    asker = np.append(home, -1)[who]
    met = (asker >= 0) & (asked >= 0) & (asker != asked)
    one, other = asker[met], asked[met]
    return build_pairs(np.append(one, other), np.append(other, one))


def learn_from(requests: Requests, sides: Sides) -> Sides:
    """Return the sides with what the requests say of each participant.

    Exhibitors: how readily they accept, how often they are asked. People: how readily they are
    accepted. A withdrawn request counts as none. Nobody hidden moves anybody;
    newcomers are those of whom no request is known, once there are any.
    """
    seen = requests.take(~sides.people_profiles.hidden[requests.person])
    if not len(seen):
        return sides
    left, right = _learn_habits_of(
        seen, sides.exhibitor_profiles, sides.people_profiles, carried=CARRIED
    )
    return replace(
        sides,
        exhibitor_profiles=replace(left, newcomer=_mark_unseen(seen.exhibitor, len(left))),
        people_profiles=replace(right, newcomer=_mark_unseen(requests.person, len(right))),
    )


def _mark_unseen(known: Ints, count: int) -> Flags:
    unseen: Flags = np.bincount(known, minlength=count) == 0
    return unseen


def _learn_habits_of(
    seen: Requests, left: Profiles, right: Profiles, *, carried: float
) -> tuple[Profiles, Profiles]:
    standing = seen.take(seen.state != "withdrawn")
    answers = learn_habits(_collect_answers(seen), askers=len(left), asked=len(right))
    appeal = learn_appeal(standing.exhibitor, count=len(left))
    return (
        replace(left, activity=answers.activity, appeal=left.appeal + carried * appeal),
        replace(right, appeal=right.appeal + carried * answers.appeal),
    )


def _collect_answers(seen: Requests) -> Answers:
    given = seen.take(np.isin(seen.state, ("accepted", "declined")))
    return Answers(given.exhibitor, given.person, given.state == "accepted")


def learn_weights(
    requests: Requests, problem: Problem, params: Params, *, seed: int, marks: Marks = NO_MARKS
) -> tuple[Params, pa.Table]:
    """Return the parameters with the weights that requests taught, and what was gained.

    People's weights come from whom they asked or saved, and whom they dismissed; exhibitors' from
    what they accepted and declined, and whom they saved and dismissed. The table
    (`LEARNED`) has a row for each direction with at least `ENOUGH` pairs of either outcome, and
    one, of `HABITS`, for the choice between two priors of habits.
    """
    seen = requests.take(~problem.right.hidden[requests.person])
    rng = np.random.default_rng(seed)
    later = rng.random(len(seen)) < _LATER
    # Habits come from the earlier part alone: with those of all, the later part would know itself.
    # They count whole, so that weights do not make up for the half that is not carried over.
    early = _learn_habits_of(seen.take(~later), problem.left, problem.right, carried=1.0)
    known = replace(problem, left=early[0], right=early[1])
    rows = _list_trial(seen, problem)
    if (asked := _log_asked(seen, later, known, rng, marks.take(marks.by_person))) is not None:
        found = _fit(asked, params.right)
        params = replace(params, right=found.weights)
        rows.append(_build_row("people", found))
    of_staff = marks.take(~marks.by_person)
    if (answered := _log_answered(seen, later, known, rng, of_staff)) is not None:
        found = _fit(answered, params.left)
        params = replace(params, left=found.weights)
        rows.append(_build_row("exhibitors", found))
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * len(LEARNED)
    return params, pa.table(columns, schema=LEARNED)


def _list_trial(seen: Requests, problem: Problem) -> list[tuple[object, ...]]:
    """Return how the prior of habits was chosen as a row of `LEARNED`; none when it was not.

    Before is the prior that the spread between participants bears out, after the plain one.
    """
    habits = learn_habits(
        _collect_answers(seen), askers=len(problem.left), asked=len(problem.right)
    )
    if (trial := habits.trial) is None:
        return []
    before, after = trial.spread, trial.plain
    return [
        (
            HABITS, trial.learned, trial.tested, before.log_loss, after.log_loss, before.auc,
            after.auc, trial.took_plain,
        )
    ]  # fmt: skip


def _fit(sample: ResponseLog, start: Weights) -> LearnResult:
    return fit_weights(sample, start=start, later=float(np.mean(sample.time)), errors=ERRORS)


def _log_asked(
    seen: Requests, later: Flags, known: Problem, rng: np.random.Generator, marks: Marks
) -> ResponseLog | None:
    """Return requests made and pairs saved, and beside them pairs of the same people without.

    Pairs that were dismissed are among those without: they are not drawn, but known.
    """
    made = np.flatnonzero(seen.state != "withdrawn")
    made = np.sort(rng.permutation(made)[:_MOST_PAIRS])
    saved, dismissed = marks.take(marks.saved), marks.take(~marks.saved)
    wanted_left = np.append(seen.exhibitor[made], saved.exhibitor)
    wanted_right = np.append(seen.person[made], saved.person)
    if len(wanted_left) < ENOUGH:
        return None
    drawn = _DRAWN_PER_REQUEST * len(wanted_left)
    left = rng.integers(0, len(known.left), drawn)
    right = rng.choice(np.append(seen.person, saved.person), drawn)
    width = len(known.right)
    taken = np.concatenate(
        [one.exhibitor.astype(np.int64) * width + one.person for one in (seen, marks)]
    )
    new = ~np.isin(left * width + right, taken)
    unwanted_left = np.append(dismissed.exhibitor, left[new])
    unwanted_right = np.append(dismissed.person, right[new])
    count = len(saved) + len(unwanted_left)
    return _build_log(
        known,
        np.append(wanted_left, unwanted_left),
        np.append(wanted_right, unwanted_right),
        liked=np.arange(len(wanted_left) + len(unwanted_left)) < len(wanted_left),
        later=np.append(later[made], rng.random(count) < _LATER),
        of_left=False,
    )


def _log_answered(
    seen: Requests, later: Flags, known: Problem, rng: np.random.Generator, marks: Marks
) -> ResponseLog | None:
    """Return requests that were accepted or declined, and people whom staff saved or dismissed."""
    given = np.flatnonzero(np.isin(seen.state, ("accepted", "declined")))
    given = np.sort(rng.permutation(given)[: _MOST_PAIRS * 2])
    liked = np.append(seen.state[given] == "accepted", marks.saved)
    if min(int(liked.sum()), int((~liked).sum())) < ENOUGH:
        return None
    left = np.append(seen.exhibitor[given], marks.exhibitor)
    right = np.append(seen.person[given], marks.person)
    when = np.append(later[given], rng.random(len(marks)) < _LATER)
    return _build_log(known, left, right, liked=liked, later=when, of_left=True)


def _build_log(
    known: Problem,
    left: NDArray[np.integer],
    right: NDArray[np.integer],
    *,
    liked: Flags,
    later: Flags,
    of_left: bool,
) -> ResponseLog:
    terms = pair_terms(known, left.astype(np.int64), right.astype(np.int64))
    asker, asked = (known.left, known.right) if of_left else (known.right, known.left)
    one, other = (left, right) if of_left else (right, left)
    return ResponseLog(
        terms=terms.seen_from(left=of_left).values,
        liked=liked,
        time=later.astype(np.float64),
        offset=asker.activity[one] + asked.appeal[other],
        drawn=True,
    )


def _build_row(who: str, found: LearnResult) -> tuple[object, ...]:
    before, after = found.before, found.after
    return (
        who, found.learned, found.tested, before.log_loss, after.log_loss, before.auc, after.auc,
        found.adopted,
    )  # fmt: skip


def _build_column(ids: Sequence[str]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(ids, pa.string())])
