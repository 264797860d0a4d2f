"""A project's appraisal: a document of what people gave, to figures with formulas and inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fairlead.chain.portfolio.appraisal_reader import Reader
from fairlead.engines.portfolio import (
    INDICATORS,
    RESIDUAL,
    Appraisal,
    Bar,
    Discount,
    Employment,
    IndicatorChange,
    Line,
    LocalContent,
    Plan,
    Reading,
    Replacement,
    Spending,
    Spread,
    UncertainLine,
    View,
    YearlyFlows,
    appraise_plan,
    compare_renewal,
    compute_flows,
    count_jobs,
    draw_tornado,
    find_discount,
    find_switching_factor,
    simulate,
    sum_emissions,
    weigh_local_content,
)
from fairlead.folder.input_errors import InvalidInput

__all__ = [
    "INDICATORS",
    "RESIDUAL",
    "AppraisalInputs",
    "AppraisalResult",
    "ProjectValue",
    "appraise_inputs",
    "read_inputs",
]
DRAWS = 10_000
_ROUNDING = 1e-6  # of shares written as 0.333333


@dataclass(frozen=True, slots=True)
class AppraisalInputs:
    """What was given: the plan, whose views, what is uncertain, what it replaces and renews."""

    currency: str
    first_year: int
    plan: Plan
    views: tuple[View, ...]
    uncertain: tuple[UncertainLine, ...]
    seed: int
    replacement: Replacement | None
    product: str
    importer: str
    producer: str
    readings: tuple[Reading, ...]
    made_before: float | None
    made_after: float | None
    jobs: float | None
    local_share: float | None
    spending: tuple[Spending, ...] = ()
    wage: float | None = None


@dataclass(frozen=True, slots=True)
class ProjectValue:
    """What the plan is worth to one party, as paid and in prices of the first year.

    Both are None where there is no rate from the plan's currency: nothing is converted.
    ``borrowed`` says that a party in another currency gave no rate of discount for it, so that
    the one of the plan's currency stands in.
    """

    view: View
    paid: Appraisal | None
    real: Appraisal | None
    discount: Discount
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class AppraisalResult:
    """Everything an appraisal says; ``switching`` by line, None where there is no such factor."""

    inputs: AppraisalInputs
    years: tuple[int, ...]
    flows: YearlyFlows
    whole: ProjectValue
    parties: tuple[ProjectValue, ...]
    tornado: tuple[Bar, ...]
    spread: Spread
    switching: tuple[tuple[str, float | None], ...]
    renewed: tuple[IndicatorChange, ...]
    emissions: float | None
    employment: Employment | None
    local: LocalContent | None

    @property
    def benefit_shared(self) -> float:
        """Return what the parties' shares of the benefit sum to."""
        return math.fsum(one.view.benefit_share for one in self.parties)

    @property
    def cost_shared(self) -> float:
        """Return what the parties' shares of the cost sum to."""
        return math.fsum(one.view.cost_share for one in self.parties)

    @property
    def uneven(self) -> bool:
        """Return whether there are parties, and their shares of either do not sum to 1."""
        sums = (self.benefit_shared, self.cost_shared)
        return bool(self.parties) and any(abs(one - 1) > _ROUNDING for one in sums)


def appraise_inputs(inputs: AppraisalInputs) -> AppraisalResult:
    """Return what the inputs come to; the same inputs give the same figures."""
    plan = inputs.plan
    names = [line.name for line in plan.lines] + ([RESIDUAL] if plan.residual else [])
    return AppraisalResult(
        inputs=inputs,
        years=tuple(range(inputs.first_year, inputs.first_year + plan.years)),
        flows=compute_flows(plan),
        whole=_value_plan(plan, View("", currency=inputs.currency), inputs.currency),
        parties=tuple(_value_plan(plan, view, inputs.currency) for view in inputs.views),
        tornado=draw_tornado(plan, inputs.uncertain),
        spread=simulate(plan, inputs.uncertain, draws=DRAWS, seed=inputs.seed),
        switching=tuple((name, find_switching_factor(plan, name)) for name in names),
        renewed=compare_renewal(
            inputs.readings, made_before=inputs.made_before, made_after=inputs.made_after
        ),
        emissions=sum_emissions(inputs.readings),
        employment=count_jobs(inputs.spending, inputs.wage) if inputs.wage else None,
        local=weigh_local_content(inputs.spending),
    )


def _value_plan(plan: Plan, view: View, currency: str) -> ProjectValue:
    return ProjectValue(
        view,
        appraise_plan(plan, view),
        appraise_plan(plan, view, real=True),
        find_discount(plan, view),
        borrowed=view.currency != currency and view.rate is None,
    )


def read_inputs(document: Mapping[str, Any], *, file: str, new: bool = False) -> AppraisalInputs:
    """Return the inputs of a document, as TOML or JSON has it.

    ``new``: it was not saved before, so it has to be as documents are today. Raises InvalidInput
    with the fault of every field, naming it, what it is and what was expected.
    """
    reader = Reader(file, document, new=new)
    lines, uncertain = _read_lines(reader)
    spending = _read_spending(reader)
    wage = reader.number(document, "wage")
    people = {name: reader.number(document, name) for name in ("jobs", "local_share")}
    made = {name: reader.number(document, name) for name in ("made_before", "made_after")}
    number, text = reader.number, reader.text
    plan = reader.make(
        "plan",
        lambda: Plan(
            lines=tuple(lines),
            rate=number(document, "rate", 0.08),
            rate_is=_choose(reader, "rate_is", ("nominal", "real")),
            prices=_choose(reader, "prices", ("nominal", "real")),
            inflation=number(document, "inflation", 0.0),
            timing=_choose(reader, "timing", ("start", "middle", "end")),
            tax=number(document, "tax", 0.0),
            depreciation_years=reader.whole("depreciation_years", 10),
            residual=number(document, "residual", 0.0),
        ),
    )
    year = number(document, "first_year")
    if not (isinstance(year, int) and 1900 <= year <= 2200):
        reader.blame("first_year", "expected a year from 1900 to 2200", year)
    currency = text(document, "currency")
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        reader.blame("currency", "expected the code of a currency, such as RUB", currency)
    views = [_read_view(reader, at, row) for at, row in reader.rows("views")]
    replacement = None
    given = reader.table("replacement")
    if given:
        replacement = reader.make(
            "replacement",
            lambda: Replacement(
                reader.numbers(given, "imports"),
                number(given, "share", 1.0),
                reader.numbers(given, "ramp") or (1.0,),
                number(given, "output"),
            ),
        )
    readings = [
        reading
        for at, row in reader.rows("renewal")
        if (reading := _read_reading(reader, at, row)) is not None
    ]
    seed = reader.seed()
    inputs = (
        None
        if plan is None or reader.faults
        else AppraisalInputs(
            currency=currency,
            first_year=year,
            plan=plan,
            views=tuple(views),
            uncertain=tuple(uncertain),
            seed=seed,
            replacement=replacement,
            product=text(given, "product"),
            importer=text(given, "importer"),
            producer=text(given, "producer"),
            readings=tuple(readings),
            spending=spending,
            wage=wage,
            **people,
            **made,
        )
    )
    if inputs is None or reader.faults:
        raise InvalidInput(reader.faults)
    return inputs


def _choose(reader: Reader, name: str, words: tuple[str, ...]) -> Any:
    value = reader.document.get(name, words[0])
    if value not in words:
        reader.blame(name, "expected " + " or ".join(words), value)
        return words[0]
    return value


def _read_lines(reader: Reader) -> tuple[list[Line], list[UncertainLine]]:
    lines, uncertain = [], []
    for at, row in reader.rows("lines"):
        name = reader.text(row, "name", at=at)
        kind = reader.text(row, "kind", at=at)
        amounts = reader.numbers(row, "amounts", at=at)
        if reader.new and not amounts:
            reader.blame(at + "amounts", "expected an amount for a year at least", None)
        lines.append(Line(name or at, kind, amounts))  # type: ignore[arg-type]  # the plan looks
        uncertain += _read_range(reader, at, name or at, row)
    if given := reader.table("residual_range"):
        uncertain += _read_range(reader, "residual_range, ", RESIDUAL, given)
    return lines, uncertain


def _read_spending(reader: Reader) -> tuple[Spending, ...]:
    """Return the lines of costs with what of each is pay, and what is spent at home."""
    found = []
    for at, row in reader.rows("lines"):
        shares = {name: reader.number(row, name, at=at) for name in ("pay", "local")}
        amounts = reader.numbers(row, "amounts", at=at)
        if row.get("kind") != "revenue":
            found.append(Spending(str(row.get("name", at)), amounts, **shares))
    return tuple(found)


def _read_range(reader: Reader, at: str, name: str, row: Mapping[str, Any]) -> list[UncertainLine]:
    low = reader.number(row, "low", 1.0, at=at)
    high = reader.number(row, "high", 1.0, at=at)
    if low == high == 1.0:
        return []
    found = reader.make(at + "low", lambda: UncertainLine(name, low, high))
    return [] if found is None else [found]


def _read_view(reader: Reader, at: str, row: Mapping[str, Any]) -> View:
    benefit = reader.number(row, "benefit_share", 1.0, at=at)
    cost = reader.number(row, "cost_share", 1.0, at=at)
    own = reader.document.get("currency")
    currency = reader.text(row, "currency", str(own), at=at)
    rates = reader.numbers(row, "per_unit", at=at)
    per_unit = rates or ((1.0,) if currency == own else None)
    name = reader.text(row, "name", at=at)
    taxed = row.get("taxed", True)
    if not isinstance(taxed, bool):
        reader.blame(at + "taxed", "expected true or false", taxed)
    given = {one: reader.number(row, one, at=at) for one in ("rate", "inflation")}
    return View(name, benefit, cost, currency, per_unit, taxed=taxed is True, **given)


def _read_reading(reader: Reader, at: str, row: Mapping[str, Any]) -> Reading | None:
    found: Reading | None = reader.make(
        at + "indicator",
        lambda: Reading(
            code=reader.text(row, "indicator", at=at),
            before=reader.number(row, "before", at=at),
            after=reader.number(row, "after", at=at),
            unit=reader.text(row, "unit", at=at),
            basis=row.get("basis", ""),
            who=reader.text(row, "who", at=at),
            source=reader.text(row, "source", at=at),
            factor=reader.number(row, "factor", 1.0, at=at),
            factor_source=reader.text(row, "factor_source", at=at),
        ),
    )
    return found
