"""Whether a result's claims hold and its bound follows: shares no code with the search."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor, gcd
from typing import TYPE_CHECKING

import numpy as np

from fairlead.engines.scheduling.problem import Floats, Problem
from fairlead.engines.scheduling.result import (
    BreakPrices,
    Musts,
    PriceCertificate,
    Refutation,
    Result,
    Status,
    WeightRefutation,
)
from fairlead.engines.scheduling.verification.breaks import (
    count_breaks_by_prices,
    count_fewest_breaks_alone,
    explain_impossible,
)
from fairlead.engines.scheduling.verification.fewest import check_fewest, make_alike
from fairlead.engines.scheduling.verification.findings import Findings
from fairlead.engines.scheduling.verification.leasts import check_leasts
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.prices import bound_of_prices
from fairlead.engines.scheduling.verification.rules import find_broken_rules

if TYPE_CHECKING:
    from fairlead.engines.scheduling.formats.drat import Steps

_FIGURES = ("held", "breaks", "waiting", "spread", "weight", "walking")
_SUMS = ("weight", "walking")
NOT_SAID = -1
"""The waiting of a result that says nothing of it."""
_NOT_SHOWN = "nothing shows that there is no timetable"


def find_false_claims(problem: Problem, result: Result, *, seconds: float = 0.0) -> list[str]:
    """Return what is wrong with a result's rules, figures and bound; empty when all is right."""
    return check_claims(problem, result, seconds=seconds).false


def check_claims(
    problem: Problem,
    result: Result,
    *,
    seconds: float = 0.0,
    bound_alone: bool = False,
    steps: Steps | None = None,
) -> Findings:
    """Return what of a result is false, what is shown, and what was not checked.

    Rules and figures are counted again, a price certificate is added up, breaks are bounded by
    another count, and a solver's refutation is put to another solver for at most ``seconds``
    (0: it stays unchecked). ``bound_alone``: the result's timetable is not there, so the rules and
    what its figures are stay unchecked; that they agree with the bound is checked. ``steps``:
    what a solver learned, as it wrote it, is checked line by line in place of asking another one.
    """
    if bound_alone:
        findings = Findings([], [], _needs_timetable(result))
    else:
        false = [*_find_false_rules(problem, result), *_find_false_figures(problem, result)]
        findings = Findings(false, [], [])
    if result.objective == "meetings":
        check_leasts(problem, result, findings, seconds=seconds, bound_alone=bound_alone)
    there_is_one = result.status in (Status.OPTIMAL, Status.FEASIBLE)
    if problem.least_required and result.leasts is not None and not there_is_one:
        pass  # without what is required there is no timetable to be weighed
    elif result.fewest is not None and result.status == Status.INFEASIBLE:
        _check_not_all(problem, result, findings, seconds)
    elif result.objective == "meetings":
        _check_weight(problem, result, findings, seconds)
    elif result.status == Status.INFEASIBLE:
        if steps is not None:
            _check_steps(problem, -1, steps, findings, seconds)
        else:
            _check_impossible(problem, result, findings, seconds)
    else:
        _check_breaks(problem, result, findings, seconds, steps)
    if result.fewest is not None:
        check_fewest(
            problem,
            result.fewest,
            result.slot,
            result.status,
            findings,
            seconds=seconds,
            bound_alone=bound_alone,
        )
    return findings


def _check_not_all(problem: Problem, result: Result, findings: Findings, seconds: float) -> None:
    """Check that no timetable holds every request: no more than the bound can be held."""
    if _explain_locks(problem):
        _check_weight(problem, result, findings, seconds)
        return
    if result.bound > problem.requests - 0.5:
        findings.false.append(_NOT_SHOWN)
    alike = replace(result, status=Status.FEASIBLE, musts=None)
    before = len(findings.false) + len(findings.unchecked)
    _check_weight(make_alike(problem), alike, findings, seconds)
    if len(findings.false) + len(findings.unchecked) == before:
        findings.shown.append(
            f"So no timetable holds all {problem.requests} requests, which weigh 1 each here"
        )


def _needs_timetable(result: Result) -> list[str]:
    claims = ", ".join(f"{name} {getattr(result, name):,.10g}" for name in _FIGURES)
    return [f"every rule is kept, {claims}: they need the timetable"]


def _find_false_rules(problem: Problem, result: Result) -> list[str]:
    if not result.held and result.status not in (Status.OPTIMAL, Status.FEASIBLE):
        return []
    all_held = result.objective == "breaks"
    return find_broken_rules(problem, result.slot, result.table, all_held=all_held)


def _find_false_figures(problem: Problem, result: Result) -> list[str]:
    found = measure_timetable(problem, result.slot)
    slack = 1e-6 * max(1.0, found.weight)
    asked, said = problem.requests, result.requested
    false = [] if asked == said else [f"requested is {asked}, the result says {said}"]
    if problem.must.any() and result.objective == "meetings":
        said_held = result.musts.held if result.musts else 0
        said_weight = result.musts.weight if result.musts else 0.0
        held = int((problem.must & (result.slot >= 0)).sum())
        if held != said_held or abs(said_weight - found.musts) > slack:
            false.append(
                f"of what must be held {held} are, weight {found.musts:.10g}, the result says "
                f"{said_held} and {said_weight:.10g}"
            )
    return false + [
        f"{name} is {getattr(found, name)}, the result says {getattr(result, name)}"
        for name in _FIGURES
        if (name != "waiting" or result.waiting != NOT_SAID)
        and abs(getattr(found, name) - getattr(result, name)) > slack * (name in _SUMS)
    ]


def _check_weight(problem: Problem, result: Result, findings: Findings, seconds: float) -> None:
    if result.status == Status.INFEASIBLE:
        reason = _explain_locks(problem)
        if reason:
            findings.shown.append(f"There is no timetable: {reason}")
        else:
            findings.false.append(_NOT_SHOWN)
        return
    slack = 1e-6 * max(1.0, abs(result.bound))
    if result.status == Status.OPTIMAL and result.weight < result.bound - slack:
        findings.false.append(f"the weight {result.weight} is below the bound {result.bound}")
    if result.weight > result.bound + slack:
        findings.false.append(f"the weight {result.weight} is above the bound {result.bound}")
    if problem.must.any():
        if result.musts is None:
            findings.false.append("the result states nothing about what must be held")
            return
        _check_musts(problem, result, result.musts, findings, seconds)
    claim = "No timetable weighs more than"
    if result.musts:
        claim = (
            f"No timetable with {result.musts.weight:.10g} of what must be held weighs more than"
        )
    if isinstance(result.certificate, PriceCertificate):
        prices = result.certificate
        paid = prices.must * (result.musts.weight if result.musts else 0.0)
        weighed = problem.weight * (1 + prices.must * problem.must)
        proved = _round_down(weighed, bound_of_prices(problem, prices))
        proved = _round_down(problem.weight, proved - paid)
        if proved > result.bound + slack:
            said = f"the certificate proves {proved}, the result says {result.bound}"
            findings.false.append(said)
        findings.shown.append(f"{claim} {proved:.10g}: its prices add up to that")
    elif isinstance(result.certificate, WeightRefutation):
        musts = result.musts.weight if result.musts else None
        missing = None if result.leasts is None else result.leasts.total
        answer = _ask_for_weight(
            problem, result.bound, seconds=seconds, musts=musts, missing=missing
        )
        _check_weight_refutation(f"{claim} {result.bound:.10g}", result.bound, answer, findings)
    else:
        findings.false.append("the bound has no certificate")


def _check_musts(
    problem: Problem, result: Result, musts: Musts, findings: Findings, seconds: float
) -> None:
    slack = 1e-6 * max(1.0, musts.bound)
    asked = problem.weight[problem.must]
    if musts.requested != len(asked):
        findings.false.append(f"{len(asked)} must be held, the result says {musts.requested}")
    if result.status == Status.OPTIMAL and musts.weight < musts.bound - slack:
        findings.false.append(f"{musts.weight} of what must be held is below {musts.bound}")
    if musts.weight > musts.bound + slack:
        findings.false.append(f"{musts.weight} of what must be held is above {musts.bound}")
    claim = f"No timetable holds more than {musts.bound:.10g} of what must be held"
    if isinstance(musts.certificate, PriceCertificate):
        alone = replace(problem, weight=np.where(problem.must, problem.weight, 0.0))
        proved = _round_down(asked, bound_of_prices(alone, musts.certificate))
        if proved > musts.bound + slack:
            findings.false.append(f"the certificate proves {proved}, the result says {musts.bound}")
        findings.shown.append(f"{claim}: its prices add up to {proved:.10g}")
    elif isinstance(musts.certificate, WeightRefutation):
        # What is required comes before the musts; what is only asked, after them.
        first = result.leasts if problem.least_required else None
        missing = first.total if first else None
        answer = _ask_for_weight(
            problem, musts.bound, seconds=seconds, of_musts=True, missing=missing
        )
        _check_weight_refutation(claim, musts.bound, answer, findings)
    elif float(asked.sum()) > musts.bound + slack:
        findings.false.append("the bound on what must be held has no certificate")
    else:
        findings.shown.append(f"{claim}: it weighs no more together")


def _round_down(given: Floats, bound: float) -> float:
    """Return the bound as whole weights have it: every sum of theirs is a multiple of a number."""
    weights = given.tolist()
    if not weights or any(weight % 1 for weight in weights) or sum(weights) > 2**50:
        return bound
    step = gcd(*map(int, weights)) or 1
    return floor(bound * (1 + 1e-9) / step) * float(step)


_Answer = tuple[str, float, float, float]
"""Of another solver: its name, the best it found, what nothing exceeds, the seconds it had."""


def _ask_for_weight(
    problem: Problem,
    bound: float,
    *,
    seconds: float,
    musts: float | None = None,
    of_musts: bool = False,
    missing: int | None = None,
) -> _Answer | None:
    """Return whether another solver finds more than a bound; None where it is given no time."""
    if seconds <= 0:
        return None
    # The second solver is imported when it is asked.
    from fairlead.engines.scheduling.verification.weight import SOLVER, find_highest_weight

    found = find_highest_weight(
        problem, seconds=seconds, musts=musts, of_musts=of_musts, missing=missing, above=bound
    )
    return SOLVER, *found, seconds


def _check_weight_refutation(
    claim: str, bound: float, answer: _Answer | None, findings: Findings
) -> None:
    if answer is None:
        findings.unchecked.append(f"{claim}: no time was given")
        return
    solver, weight, highest, seconds = answer
    slack = 1e-6 * max(1.0, bound)
    if weight > bound + slack:
        findings.false.append(f"{claim}: {solver} found one of {weight:.10g}")
    elif highest <= bound + slack:
        findings.shown.append(f"{claim}: {solver}, given the rules in other words, agrees")
    else:
        findings.unchecked.append(f"{claim}: {solver} had no answer in {seconds:g} s")


def _explain_locks(problem: Problem) -> str:
    """Return why the locked meetings cannot all be held where they are, "" when they can."""
    broken = find_broken_rules(problem, problem.locked, only_held=True)
    return f"of the locked meetings, {broken[0]}" if broken else ""


def _check_impossible(problem: Problem, result: Result, findings: Findings, seconds: float) -> None:
    reason = explain_impossible(problem) or _explain_locks(problem)
    if reason:
        findings.shown.append(f"There is no timetable: {reason}")
    elif isinstance(result.certificate, Refutation) and result.certificate.at_most == -1:
        _check_refutation(problem, -1, findings, seconds)
    else:
        findings.false.append(_NOT_SHOWN)


def _check_breaks(
    problem: Problem, result: Result, findings: Findings, seconds: float, steps: Steps | None
) -> None:
    if result.status == Status.OPTIMAL and result.breaks != result.bound:
        findings.false.append(f"{result.breaks} breaks are not the bound {result.bound:g}")
    if result.held and result.breaks < result.bound:
        findings.false.append(f"{result.breaks} breaks are below the bound {result.bound:g}")
    if steps is not None:
        _check_steps(problem, ceil(result.bound) - 1, steps, findings, seconds)
        return
    counted = sum(count_fewest_breaks_alone(problem))
    if counted >= result.bound:
        findings.shown.append(
            f"Every timetable has {result.bound:g} breaks or more: that many are needed by "
            "participants taken alone"
        )
    elif isinstance(result.certificate, BreakPrices):
        proved = count_breaks_by_prices(problem, result.certificate)
        if proved < result.bound:
            findings.false.append(f"the prices prove {proved}, the result says {result.bound:g}")
        else:
            findings.shown.append(
                f"Every timetable has {proved} breaks or more: its prices add up to that"
            )
    elif isinstance(result.certificate, Refutation) and (
        result.certificate.at_most + 1 >= result.bound
    ):
        _check_refutation(problem, ceil(result.bound) - 1, findings, seconds)
    else:
        findings.false.append(f"the bound is {counted}, the result says {result.bound:g}")


def _check_steps(
    problem: Problem, at_most: int, steps: Steps, findings: Findings, seconds: float
) -> None:
    claim = _name_refuted(at_most)
    if at_most < -1 or seconds <= 0:
        findings.unchecked.append(f"{claim}: no time was given")
        return
    # Compiled where a proof is checked, and nowhere else.
    from fairlead.engines.scheduling.verification.drat import check_proof
    from fairlead.engines.scheduling.verification.refutation import state

    lines = len(steps.forgets)
    found = check_proof(state(problem, at_most).clauses, steps, seconds=seconds)
    if found.refuted:
        findings.shown.append(
            f"{claim}: the rules are written as other clauses, and every line of the proof follows"
        )
    elif found.refuted is None:
        findings.unchecked.append(
            f"{claim}: {found.line:,} of {lines:,} lines of the proof follow, then {seconds:g} s "
            "were over"
        )
    elif found.line < lines:
        findings.false.append(f"{claim}: line {found.line + 1} of the proof does not follow")
    else:
        findings.false.append(f"{claim}: the proof ends without a contradiction")


def _name_refuted(at_most: int) -> str:
    claim = f"with {at_most} breaks or fewer" if at_most >= 0 else "at all"
    return f"There is no timetable {claim}"


def _check_refutation(problem: Problem, at_most: int, findings: Findings, seconds: float) -> None:
    claim = _name_refuted(at_most)
    if seconds <= 0:
        findings.unchecked.append(f"{claim}: no time was given")
        return
    # The second solver is imported when it is asked.
    from fairlead.engines.scheduling.verification.refutation import SOLVER, Verdict, judge

    verdict = judge(problem, at_most, seconds=seconds)
    if verdict == Verdict.AGREES:
        findings.shown.append(f"{claim}: {SOLVER}, asked in other words, agrees")
    elif verdict == Verdict.FOLLOWED:
        findings.shown.append(
            f"{claim}: the rules are written as other clauses, and every line of a refutation of "
            "them follows"
        )
    elif verdict == Verdict.DISAGREES:
        findings.false.append(f"{claim}: another solver found one")
    else:
        findings.unchecked.append(f"{claim}: other solvers had no answer in {seconds:g} s")
