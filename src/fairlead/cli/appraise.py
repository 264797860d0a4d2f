"""`fairlead appraise`: what a plan of money is worth, replaces and renews, from one TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.chain.portfolio.appraisal import AppraisalInputs, AppraisalResult, ProjectValue

_MOST_BYTES = 1 << 22
_RATES = {"none": "none", "several": "several: "}


def appraise(
    file: Annotated[Path, typer.Argument(help="The plan, as TOML.", show_default=False)],
    flows: Annotated[
        Path | None,
        typer.Option(help="Trade flows, to weigh the supply before and after."),
    ] = None,
) -> None:
    """Say what a project is worth to each party, what it replaces, renews, and rests upon."""
    from rich.console import Console

    from fairlead.chain.portfolio.appraisal import appraise_inputs, read_inputs
    from fairlead.folder.input_errors import report_invalid
    from fairlead.folder.source import read_given
    from fairlead.folder.toml_text import parse_toml

    try:
        document = parse_toml(read_given(file, limit=_MOST_BYTES).decode("utf-8-sig"))
    except ValueError as error:
        raise report_invalid(file.name, f"expected TOML in UTF-8: {error}") from None
    inputs = read_inputs(document, file=file.name, new=True)
    console = Console(highlight=False, soft_wrap=True)
    _print(console, appraise_inputs(inputs))
    if flows is not None:
        _print_supply(console, file, flows, inputs)


def _print(console: Console, result: AppraisalResult) -> None:
    inputs = result.inputs
    console.print(f"Years {result.years[0]} to {result.years[-1]}, in {inputs.currency}")
    for valued in (result.whole, *result.parties):
        _print_worth(console, valued)
    if result.uneven:
        console.print(
            f"The parties' shares sum to {result.benefit_shared:.1%} of the benefit and "
            f"{result.cost_shared:.1%} of the cost"
        )
    console.print("NPV when one line alone changes (low, high; the factor at which it is 0):")
    switching = dict(result.switching)
    for bar in result.tornado:
        factor = switching.get(bar.name)
        at = "none" if factor is None else f"{factor:.3f}"
        console.print(f"  {bar.name}: {bar.low:,.0f} to {bar.high:,.0f}; {at}", markup=False)
    spread = result.spread
    low, _lower, middle, _upper, high = spread.quantiles
    console.print(
        f"{spread.draws:,} plans drawn (seed {spread.seed}): NPV {low:,.0f} (5 %), {middle:,.0f} "
        f"(50 %), {high:,.0f} (95 %); below 0 in {spread.below_nought:.1%}"
    )
    if inputs.replacement is not None:
        years = zip(range(inputs.first_year, 9999), inputs.replacement.replaced, strict=False)
        told = ", ".join(f"{year} {value:,.0f}" for year, value in years)
        console.print(f"Imports replaced: {told}, then the same")
    if result.employment is not None:
        jobs = result.employment
        console.print(
            f"Jobs by the lines' pay: {jobs.mean:,.0f} on average, {jobs.peak:,.0f} at most"
        )
    if result.local is not None:
        console.print(
            f"Local share by the lines: {result.local.share:.1%}, of {result.local.known:.0%} of "
            "what is spent"
        )
    for one in result.renewed:
        reading = one.reading
        change = "" if one.change is None else f" ({one.change:+.1%})"
        console.print(
            f"{reading.code}: {_write(one.before)} to {_write(one.after)} {reading.unit}{change}, "
            f"{reading.basis} by {reading.who}",
            markup=False,
        )


def _print_worth(console: Console, valued: ProjectValue) -> None:
    view, found, real = valued.view, valued.paid, valued.real
    name = view.name or "All together"
    if found is None or real is None:
        console.print(f"{name}: no rate into {view.currency}, nothing is converted", markup=False)
        return
    rates = ", ".join(f"{rate:.2%}" for rate in found.irr)
    irr = rates if found.irr_found == "one" else _RATES[found.irr_found] + rates
    console.print(
        f"{name}: NPV {found.npv:,.0f} {view.currency}, IRR {irr or 'none'}"
        f"{' (of borrowing)' if found.borrows else ''}, MIRR {_write_percent(found.mirr)}, "
        f"payback {_write(found.payback)} years, discounted {_write(found.discounted_payback)}, "
        f"benefit over cost {_write(found.benefit_cost)}; in first prices IRR "
        + (", ".join(f"{rate:.2%}" for rate in real.irr) or "none"),
        markup=False,
    )
    if view.name:
        rates = f"  discounted at {valued.discount.nominal:.2%}, {valued.discount.real:.2%} real"
        whose = f": the plan's, for no rate is given for {view.currency}"
        console.print(rates + (whose if valued.borrowed else ""), markup=False)


def _print_supply(console: Console, file: Path, flows: Path, inputs: AppraisalInputs) -> None:
    from fairlead.chain.flows.open import open_flows
    from fairlead.chain.portfolio.project_supply import weigh_replacement
    from fairlead.folder.input_errors import report_invalid

    found = weigh_replacement(open_flows(flows), inputs)
    if found is None:
        raise report_invalid(
            file.name,
            "expected [replacement] with product (HS:847989), importer and producer",
            field="replacement",
            value=inputs.product,
        )
    before, after = found
    for name, one in (("Before", before), ("With the project", after)):
        console.print(
            f"{name}: imports {_write(one.imports_usd)} USD, concentration {_write(one.hhi)}, "
            f"first supplier {one.first_supplier or 'none'} {_write_percent(one.first_share)}, "
            f"critical: {one.critical}"
        )


def _write(value: float | None) -> str:
    return "none" if value is None else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def _write_percent(value: float | None) -> str:
    return "none" if value is None else f"{value:.2%}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(appraise)
