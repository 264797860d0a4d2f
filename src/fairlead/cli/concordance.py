"""`fairlead concordance`: published correlation tables to a concordance of product codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def concordance(
    tables: Annotated[
        list[Path],
        typer.Argument(help="Tables as their publishers offer them: CSV, text or a workbook."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The concordance to write, as CSV.")
    ],
) -> None:
    """Make a concordance, for --concordance, of correlation tables as they are published.

    HS with HS of another year, HS with CPC and CPC with ISIC (both together: CPC only joins), CPV.
    """
    from rich.console import Console

    from fairlead.chain.matching.official_tables import join_tables, read_official
    from fairlead.cli.csv_file import expect_places, write_csv

    expect_places(output, reads=tables)
    console = Console()
    found = [read_official(path) for path in tables]
    for table in found:
        one, other = table.sides
        said = f"{table.file}: {one} with {other}, {len(table.pairs):,} pairs"
        console.print(said, highlight=False, markup=False)
    links = join_tables(found)
    write_csv(links, output)
    console.print(f"{output}: {links.num_rows:,} links", highlight=False, markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(concordance)
