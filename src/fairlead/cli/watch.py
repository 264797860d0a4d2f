"""`fairlead watch`: a new month of flows, and what became critical, ceased or worse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fairlead.cli.repeated_options import split_names

SHOWN = 20


def watch(
    flows: Annotated[
        Path | None,
        typer.Argument(help="The month's flows; none to show the history.", show_default=False),
    ] = None,
    state: Annotated[
        Path, typer.Option(help="Folder that keeps what was found of each month.")
    ] = Path("watch"),
    month: Annotated[str, typer.Option(help="The month: 2024-03.")] = "",
    importer: Annotated[
        list[str] | None, typer.Option(help="Economies to judge: RUS,BLR. All without.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for changes.csv and needs.csv, history.csv."),
    ] = None,
    revised: Annotated[
        bool, typer.Option("--revised", help="The month was given before with other flows.")
    ] = False,
) -> None:
    """Judge a month's flows again, say what differs from the month before, and propose needs."""
    from rich.console import Console

    from fairlead.chain.standing_search import (
        find_scheme,
        propose_needs,
        read_history,
        watch_month,
    )
    from fairlead.cli.csv_file import write_csv

    console = Console(highlight=False, soft_wrap=True)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    if flows is not None:
        seen = watch_month(
            flows,
            state,
            month=month,
            importers=split_names("--importer", importer),
            revised=revised,
        )
        if not seen.new:
            console.print(f"{month} was looked at already, with these flows: nothing changed.")
        elif not seen.before:
            console.print(f"{month} is the first month: later ones are compared with it.")
        counts: dict[str, int] = {}
        for row in seen.changes.to_pylist():
            counts[row["change"]] = counts.get(row["change"], 0) + 1
            if sum(counts.values()) <= SHOWN:
                console.print(
                    f"{row['economy']} {row['product']} {row['change']}: {row['why']}",
                    markup=False,
                )
        told = ", ".join(f"{count:,} {kind}" for kind, count in counts.items()) or "no change"
        console.print(f"{seen.month} after {seen.before or 'nothing'}: {told}")
        if out is not None:
            write_csv(seen.changes, out / "changes.csv")
            write_csv(propose_needs(seen, find_scheme(flows)), out / "needs.csv")
        return
    history = read_history(state)
    for row in history.to_pylist():
        console.print(
            f"{row['month']} {row['economy']}: {row['critical']:,} critical, {row['became']:,} "
            f"became, {row['ceased']:,} ceased, {row['worse']:,} worse"
        )
    if out is not None:
        write_csv(history, out / "history.csv")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(watch)
