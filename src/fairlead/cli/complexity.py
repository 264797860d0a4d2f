"""`fairlead complexity`: who makes what, how hard it is, and who could make what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.repeated_options import listed

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from fairlead.chain.dependency.complexity import Makers

SHOWN = 10
_FILES = frozenset({"economies.csv", "products.csv", "pooling.csv"})
_REASONS = {
    "makes_it": "specialised in it",
    "exports_some": "exports some, makes near products",
    "makes_near_products": "makes near products",
}


def complexity(
    source: Annotated[
        Path,
        typer.Argument(
            help="A store, flows, or a table of exporter, product, value_usd (and year).",
            show_default=False,
        ),
    ],
    year: Annotated[
        int | None, typer.Option(help="The year; not needed where there is one.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for economies.csv and products.csv."),
    ] = None,
    bloc: Annotated[
        list[str] | None,
        typer.Option(
            help="Partners that pool: DEU,FRA,ITA, or one at a time. Adds pooling.csv: the gain."
        ),
    ] = None,
    product: Annotated[
        str | None, typer.Option(help="Show who makes this product or could.")
    ] = None,
    classification: Annotated[
        str | None, typer.Option(help="Which product classification of a store, e.g. HS2022.")
    ] = None,
) -> None:
    """Measure economic complexity: ECI, PCI, fitness, outlook, and the pooling gain of a bloc."""
    from rich.console import Console

    from fairlead.chain.dependency.complexity import open_complexity
    from fairlead.folder.atomic_write import check_replaceable

    partners = listed("--bloc", bloc)
    if out is not None:
        check_replaceable(out, ours=_FILES)
    console = Console(highlight=False)
    found = open_complexity(source, year=year, classification=classification)
    tables = {"economies.csv": found.economies(), "products.csv": found.products()}
    if partners:
        tables["pooling.csv"] = found.pooling(partners)
    makers = None if product is None else found.makers(product)
    if out is not None:
        _write(tables, out)
    for note in found.notes:
        console.print(f"- {note}", style="dim", markup=False)
    for table in tables.values():
        _show(console, table)
    if makers is not None:
        _show_makers(console, makers)


def _write(tables: dict[str, pa.Table], out: Path) -> None:
    from fairlead.cli.csv_file import write_csv
    from fairlead.folder.atomic_write import replace_folder

    with replace_folder(out, ours=_FILES) as fresh:
        for name, table in tables.items():
            write_csv(table, fresh / name)


def _show(console: Console, table: pa.Table) -> None:
    from rich.table import Table

    shown = Table(*table.column_names, box=None, pad_edge=False)
    for column in shown.columns[1:]:
        column.justify = "right"
    for row in table.slice(0, SHOWN).to_pylist():
        shown.add_row(*(_cell(value) for value in row.values()))
    console.print(shown)
    if table.num_rows > SHOWN:
        console.print(f"... and {table.num_rows - SHOWN:,} more\n")


def _show_makers(console: Console, makers: Makers) -> None:
    from rich.table import Table

    shown = Table("economy", "exports", "RCA", "density", "reason", "nearest made", box=None)
    for column in shown.columns[1:4]:
        column.justify = "right"
    for maker in makers.ranked:
        shown.add_row(
            maker.economy,
            f"{maker.exports_usd:,}",
            f"{maker.advantage:.2f}",
            f"{maker.density:.3f}",
            _REASONS[maker.reason],
            ", ".join(maker.near),
        )
    console.print(f"Who could make {makers.product}", markup=False)
    console.print(shown)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(complexity)
