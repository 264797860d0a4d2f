"""`fairlead frontier FOLDER`: what more of another aim costs, point by point."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.folder.bounds import MOST_SEED

if TYPE_CHECKING:
    from fairlead.chain.portfolio.frontier import ExcludedProject


class Aim(StrEnum):
    """What is wanted besides net present value."""

    JOBS = "jobs"
    COST = "cost"


def frontier(
    folder: Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)],
    aim: Annotated[
        Aim, typer.Option(help="jobs: as many as can be; cost: as little spent as can be.")
    ] = Aim.JOBS,
    points: Annotated[int, typer.Option(min=2, max=100, help="Levels of the aim.")] = 20,
    seconds: Annotated[float, typer.Option(min=0.1, max=3600, help="For all together.")] = 20.0,
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of every search.")] = 0,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Say at each point why projects are out.")
    ] = False,
) -> None:
    """Walk from the choice of projects worth most to the one with most of another aim."""
    from rich.console import Console

    from fairlead.chain.portfolio.frontier import walk_frontier
    from fairlead.folder.read import read_fair

    console = Console(highlight=False, soft_wrap=True)
    fair = read_fair(folder)
    stands = walk_frontier(fair, aim.value, points=points, seconds=seconds, seed=seed)
    if not stands:
        console.print("The signed projects cannot all stay: there is no choice.", style="red")
        raise typer.Exit(1)
    currency = fair.settings.currency
    for number, one in enumerate(stands, 1):
        changes = [f"+{name}" for name in one.entered] + [f"-{name}" for name in one.left]
        console.print(
            f"{number}. worth {one.npv:,.0f} {currency} (gap {one.gap:.2%}), {aim.value} "
            f"{one.measure:,.0f}, {len(one.chosen)} projects: {' '.join(changes or one.chosen)}",
            markup=False,
        )
        for out in one.out if reasons else ():
            console.print(f"   {out.project}: {_say(out, currency)}", markup=False)


def _say(out: ExcludedProject, currency: str) -> str:
    with_them = f" with {', '.join(out.requires)}" if out.requires else ""
    if out.why == "excluded":
        return f"excluded by {', '.join(out.excluded_by)}"
    if out.why == "worthless":
        return f"would have to be worth {out.lacks:,.0f} {currency} more{with_them}"
    if out.why == "room":
        return f"fits{with_them}: the choice is not proved the best"
    limits = [
        f"{one.kind} {' '.join(filter(None, (one.economy, str(one.year or ''))))}".rstrip()
        + f" wider by {one.amount:,.0f}"
        for one in out.wider
    ]
    return f"comes in{with_them} with {'; '.join(limits)}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(frontier)
