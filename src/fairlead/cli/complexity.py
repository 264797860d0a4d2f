"""`fairlead complexity`: who makes what, how hard it is, and who could make what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.file_options import ClassificationOption, DecimalOption, LevelOption, UnitOption
from fairlead.cli.repeated_options import split_names

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from fairlead.chain.dependency.complexity import Makers

MOST_ROWS = 10
_POSITIONS = "economy_products.csv"
_FILES = frozenset({"economies.csv", "products.csv", "pooling.csv", _POSITIONS})
_UNSHOWN = ("exports_usd", "coi_standardised", "strategic_sector")
_WORDS = ("economy", "name", "product", "title", "nearest_partner")
_SPARE = ("title",)
_WIDEST = 28
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
        str | None,
        typer.Option(
            "--year",
            "--years",
            help="2022, 2018-2022 or 2018,2020: each by itself; all years without it.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder for economies.csv, products.csv and economy_products.csv.",
        ),
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
    least_exports: Annotated[
        int | None,
        typer.Option(
            help="Dollars a year below which an economy is left out (0: keep all); without it a "
            "hundred-thousandth of all exports, and places where nobody lives.",
            min=0,
            show_default=False,
        ),
    ] = None,
    population: Annotated[
        Path | None,
        typer.Option(help="CSV of economy,population, for --least-population."),
    ] = None,
    least_population: Annotated[
        int, typer.Option(help="People below which an economy is left out.", min=0)
    ] = 0,
    titles: Annotated[
        Path | None, typer.Option(help="CSV of product codes and titles; chapters without it.")
    ] = None,
    classification: ClassificationOption = None,
    unit: UnitOption = None,
    level: LevelOption = None,
    decimal: DecimalOption = None,
) -> None:
    """Measure economic complexity: ECI, PCI, fitness, outlook, and the pooling gain of a bloc."""
    from rich.console import Console

    from fairlead.chain.dependency.complexity import Floor, join_years, open_complexity_years
    from fairlead.chain.dependency.floor import read_population
    from fairlead.chain.dependency.options import parse_file_choices, parse_years
    from fairlead.cli.csv_file import refuse_read
    from fairlead.folder.atomic_write import check_replaceable
    from fairlead.folder.input_errors import report_invalid

    partners = split_names("--bloc", bloc)
    if out is not None:
        check_replaceable(out, ours=_FILES)
        for name in _FILES:
            refuse_read(out / name, [source, population, titles])
    if bool(least_population) != (population is not None):
        raise report_invalid(
            "--least-population", "expected --population FILE and --least-population"
        )
    people = None if population is None else read_population(population)
    console = Console(highlight=False)
    found = open_complexity_years(
        source,
        years=None if year is None else parse_years(year),
        classification=classification,
        floor=Floor(least_exports, least_population, people),
        titles=titles,
        choices=parse_file_choices(unit=unit, level=level, decimal=decimal),
    )
    latest = found[-1]
    tables = {
        "economies.csv": join_years({one.year: one.economies() for one in found}),
        "products.csv": join_years({one.year: one.products() for one in found}),
    }
    if partners:
        tables["pooling.csv"] = join_years({one.year: one.pooling(partners) for one in found})
    makers = None if product is None else latest.makers(product)
    if out is not None:
        pairs = join_years({one.year: one.positions() for one in found})
        _write(tables | {_POSITIONS: pairs}, out)
    for one in found:
        for note in one.notes:
            everywhere = all(note in other.notes for other in found)
            if everywhere and one is not found[0]:
                continue
            said = note if everywhere else f"{one.year}: {note}"
            console.print(f"- {said}", style="dim", markup=False)
    shown = {"economies": latest.economies(), "products": latest.products()}
    if partners:
        shown["pooling"] = latest.pooling(partners)
    if len(found) > 1:
        console.print(f"{latest.year}, the last of {len(found)} years", style="bold")
    for table in shown.values():
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
    from fairlead.cli.fit_table import print_fitting

    names = [name for name in table.column_names if name not in _UNSHOWN]
    rows = [
        [_format_cell(row[name]) for name in names] for row in table.slice(0, MOST_ROWS).to_pylist()
    ]
    print_fitting(
        console,
        names,
        rows,
        right=[name not in _WORDS for name in names],
        spare=[name in _SPARE for name in names],
    )
    if table.num_rows > MOST_ROWS:
        console.print(f"... and {table.num_rows - MOST_ROWS:,} more\n")


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


def _format_cell(value: object) -> str:
    from rich.cells import cell_len, set_cell_size
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}"
    text = str(value)
    if cell_len(text) > _WIDEST:
        text = set_cell_size(text, _WIDEST - 1).rstrip() + "…"
    return escape(text)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(complexity)
