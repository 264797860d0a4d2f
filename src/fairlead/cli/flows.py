"""`fairlead flows import` and `fairlead flows info`: the store of trade flows."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.file_options import DecimalOption, KindOption, LevelOption, UnitOption

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.chain.flows.open import Manifest, SourceEntry

_flows = typer.Typer(
    name="flows", no_args_is_help=True, help="Import trade statistics into a store; look into it."
)


@_flows.command("import")
def import_(
    source: Annotated[
        Path,
        typer.Argument(
            help="A file of Comtrade, BACI, WITS, Eurostat, the Atlas, or a plain table.",
            show_default=False,
        ),
    ],
    store: Annotated[
        Path, typer.Option("--output", "-o", help="The store's folder.", show_default=False)
    ],
    kind: KindOption = None,
    unit: UnitOption = None,
    level: LevelOption = None,
    decimal: DecimalOption = None,
    classification: Annotated[
        str | None,
        typer.Option(help="The product codes' version, e.g. HS2022; BACI says it itself."),
    ] = None,
    years: Annotated[str | None, typer.Option(help="Only these: 2019-2022 or 2019,2021.")] = None,
    concordance: Annotated[
        Path | None,
        typer.Option(help="A table from,to[,weight] that converts the codes to --classification."),
    ] = None,
) -> None:
    """Import flows into a store, sorted, per HS version and year; the same source only once."""
    from rich.console import Console

    from fairlead.chain.dependency.options import parse_file_choices, parse_kind, parse_years
    from fairlead.chain.flows.open import import_flows, reading_notes

    console = Console()
    console.print(f"reading {source}", style="dim", highlight=False, markup=False)
    done = import_flows(
        source,
        store,
        kind=parse_kind(kind),
        classification=classification,
        years=None if years is None else parse_years(years),
        concordance=concordance,
        choices=parse_file_choices(unit=unit, level=level, decimal=decimal),
    )
    entry = done.source
    console.print(
        f"{entry.name}: {done.status}: {entry.rows:,} flows of {entry.classification}, "
        f"{', '.join(map(str, entry.years))}, ${entry.usd / 1e9:,.1f} bn",
        highlight=False,
        markup=False,
    )
    for note in reading_notes(entry.notes):
        _say(console, f"- {note}")
    _print_apart(console, entry)
    for name, taken in done.replaced:
        _say(console, f"- takes the place of {', '.join(map(str, taken))} of {name}")
    for name, taken in done.joined:
        _say(console, f"- added to {', '.join(map(str, taken))} of {name}, which stays")
    for name, year, count in done.partly:
        _say(
            console,
            f"- takes the place of {count:,} importers in {year} of {name}, whose others stay",
        )
    if done.split_products:
        console.print(f"- {done.split_products:,} products were split over several targets")


@_flows.command()
def info(
    store: Annotated[Path, typer.Argument(help="The store's folder.", show_default=False)],
    check: Annotated[
        bool, typer.Option("--check", help="Also compare every file's SHA-256; exit 1 when wrong.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show what a store holds: sources, versions, years, flows, and what was kept apart."""
    from fairlead.chain.flows.open import list_damaged_files, read_store

    manifest = read_store(store)
    damaged = list_damaged_files(store) if check else []
    if as_json:
        typer.echo(json.dumps({**asdict(manifest), "damaged": damaged}, ensure_ascii=False))
    else:
        _show(manifest, damaged, checked=check)
    if damaged:
        raise typer.Exit(1)


def _show(manifest: Manifest, damaged: list[str], *, checked: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from fairlead.chain.flows.open import reading_notes

    console = Console()
    parts = Table("classification", "year", "flows", "$ bn", "source", box=None, pad_edge=False)
    for column in parts.columns[1:4]:
        column.justify = "right"
    names = {source.key: source.name for source in manifest.sources}
    for part in manifest.parts:
        figures = (str(part.year), f"{part.rows:,}", f"{part.usd / 1e9:,.1f}")
        of = ", ".join(names[key] for key in part.contributors)
        parts.add_row(part.classification, *figures, of)
    console.print(parts)
    for source in manifest.sources:
        release = f", release {source.release}" if source.release else ""
        by = f", converted by {source.concordance}" if source.concordance else ""
        _say(console, f"{source.name}: {source.kind}{release}{by}, SHA-256 {source.sha256}")
        for note in reading_notes(source.notes):
            _say(console, f"- {note}")
        _print_apart(console, source)
    if checked:
        _say(console, f"damaged: {', '.join(damaged)}" if damaged else "every file is whole")


def _print_apart(console: Console, entry: SourceEntry) -> None:
    """Print what was kept apart, by reason, with its share of all dollars."""
    reasons: dict[str, tuple[int, int]] = {}
    for apart in entry.apart:
        rows, usd = reasons.get(apart.reason, (0, 0))
        reasons[apart.reason] = (rows + apart.rows, usd + apart.usd)
    whole = entry.usd + sum(usd for _, usd in reasons.values())
    for reason, (rows, usd) in sorted(reasons.items(), key=lambda item: -item[1][1]):
        share = usd / whole if whole else 0.0
        _say(console, f"- kept apart: {reason}: {rows:,} rows, ${usd / 1e9:,.1f} bn ({share:.1%})")


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, markup=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_flows)
