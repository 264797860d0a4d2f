"""`fairlead dependencies`: what an economy or bloc cannot do without, from trade flows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli.fitting import print_fitting
from fairlead.cli.listed import listed

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from fairlead.chain.dependency_file import Analysis, Criteria, DependencyResult

SHOWN = 20
HEADINGS = {
    "imports_usd": "imports",
    "exports_usd": "exports",
    "hhi_imports": "hhi",
    "hhi_exports": "hhi",
    "first_supplier": "1st",
    "first_customer": "1st",
    "first_share": "share",
    "hhi_world_exports": "world",
    "hhi_world_imports": "world",
    "imports_over_exports": "imp/exp",
    "exports_over_imports": "exp/imp",
    "need_usd": "need",
    "lost_usd": "lost",
    "lost_share": "share",
    "hhi_before": "hhi",
    "hhi_after": "then",
    "hhi_world_before": "world",
    "hhi_world_after": "then",
    "present_usd": "sold here",
    "elsewhere_usd": "elsewhere",
    "spare_share": "times the loss",
}


def dependencies(
    source: Annotated[
        Path,
        typer.Argument(
            help="A store, a Comtrade file, a BACI zip or folder, or a plain table.",
            show_default=False,
        ),
    ],
    importer: Annotated[
        list[str] | None,
        typer.Option(
            "--importer", "--economy", help="Whom to judge, by name or ISO code; may be repeated."
        ),
    ] = None,
    bloc: Annotated[
        list[str] | None,
        typer.Option(help="Members that pool, judged as one: DEU,FRA,ITA, or one at a time."),
    ] = None,
    years: Annotated[
        str | None, typer.Option(help="2019-2022 or 2019,2021; all without it.")
    ] = None,
    side: Annotated[str, typer.Option(help="import or export.")] = "import",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write one row per product to this CSV.")
    ] = None,
    by_year: Annotated[
        Path | None, typer.Option(help="Also write the figures of each year to this CSV.")
    ] = None,
    suppliers: Annotated[
        Path | None,
        typer.Option(
            help="Also write the largest partners per product to this CSV (with --explain the "
            "world's, with --what-if who else sells what is lost)."
        ),
    ] = None,
    curve: Annotated[
        Path | None,
        typer.Option(help="Also write how many products are critical at each threshold."),
    ] = None,
    vary: Annotated[str, typer.Option(help="The criterion the curve moves: c1, c2, c3.")] = "c1",
    explain: Annotated[
        str | None, typer.Option(help="Open one product's figures to the flows behind them.")
    ] = None,
    what_if: Annotated[
        str | None, typer.Option("--what-if", help="What is lost when this supplier stops.")
    ] = None,
    rule: Annotated[
        str, typer.Option(help="What makes critical: geodep (c1-c4) or commission (cdi1-3).")
    ] = "geodep",
    concentration: Annotated[float, typer.Option(help="c1, cdi1: HHI of imports above it.")] = 0.4,
    world_concentration: Annotated[
        float, typer.Option(help="c2: HHI of world exports above it.")
    ] = 0.4,
    coverage: Annotated[float, typer.Option(help="c3, cdi3: imports over exports above it.")] = 1.0,
    outside_share: Annotated[
        float, typer.Option(help="cdi2: a bloc's imports from outside above it.")
    ] = 0.5,
    persistence: Annotated[
        str, typer.Option(help="c4: c1 to c3 hold in so many of so many years.")
    ] = "2/3",
    floor: Annotated[int, typer.Option(help="Dollars below which nothing is critical.")] = 0,
    kind: Annotated[
        str | None, typer.Option(help="table, baci or comtrade; looked up without it.")
    ] = None,
    classification: Annotated[
        str | None, typer.Option(help="Which product classification of a store, e.g. HS2022.")
    ] = None,
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge what economies (or a bloc) cannot do without: GeoDep's and the Commission's criteria.

    Without --importer and --bloc every economy is judged. Undefined figures are empty and
    explained in the column reason.
    """
    from fairlead.chain import dependency_file as chosen
    from fairlead.cli.csv_file import expect_places

    expect_places(output, by_year, suppliers, curve)
    criteria = chosen.chosen_criteria(
        concentration=concentration,
        world_concentration=world_concentration,
        coverage=coverage,
        outside_share=outside_share,
        persistence=persistence,
        floor=floor,
        rule=rule,
    )
    asked = chosen.Asked(
        importers=listed(importer),
        bloc=listed(bloc),
        years=None if years is None else chosen.parse_years(years),
        side=chosen.chosen_side(side),
        criteria=criteria,
        engine=chosen.chosen_engine(engine),
    )
    analysis = chosen.open_analysis(source, asked, kind=kind, classification=classification)
    if explain is not None:
        _refuse("--explain", {"--what-if": what_if, "--by-year": by_year, "--curve": curve})
        _explain(analysis, explain, criteria, as_json=as_json, output=output, suppliers=suppliers)
    elif what_if is not None:
        _refuse("--what-if", {"--by-year": by_year, "--curve": curve})
        _what_if(analysis, what_if, as_json=as_json, output=output, suppliers=suppliers)
    else:
        result = analysis.assess()
        _write(analysis, result, output, by_year, suppliers)
        if curve is not None:
            _save(analysis.named(analysis.curve(chosen.chosen_curve(vary))), curve)
        _report(analysis, result, output, as_json=as_json)


def _refuse(option: str, others: dict[str, object]) -> None:
    """Raise `InvalidInput` for an option that says nothing beside another."""
    from fairlead.folder.problems import invalid

    for name, value in others.items():
        if value is not None:
            raise invalid(name, f"expected without {option}: ask twice", value=str(value))


def _save(table: pa.Table, path: Path) -> None:
    from fairlead.cli.csv_file import write_csv

    write_csv(table, path)


def _write(
    analysis: Analysis,
    result: DependencyResult,
    output: Path | None,
    by_year: Path | None,
    suppliers: Path | None,
) -> None:
    from fairlead.folder.problems import invalid

    if by_year is not None and result.by_year is None:
        raise invalid("--by-year", "expected --importer or --bloc with it")
    if output is not None:
        _save(analysis.named(result.table), output)
    if by_year is not None and result.by_year is not None:
        _save(analysis.named(result.by_year), by_year)
    if suppliers is not None:
        _save(analysis.named(result.partners), suppliers)


def _report(
    analysis: Analysis, result: DependencyResult, output: Path | None, *, as_json: bool
) -> None:
    notes = analysis.notes(result)
    if as_json:
        _print_json(
            {
                "status": result.status,
                "subject": analysis.subject,
                "side": result.side,
                "years": list(result.years),
                "products": result.table.num_rows,
                "judged": analysis.judged(result),
                "critical": result.critical.num_rows,
                "seconds": round(result.runtime, 3),
                "notes": notes,
                "rows": analysis.named(result.critical).to_pylist(),
            }
        )
        return
    from rich.console import Console

    console = Console()
    console.print(
        f"{analysis.subject}, {result.side}s {_span(result.years)}: "
        f"{result.critical.num_rows:,} critical of {analysis.judged(result):,} products traded "
        f"({result.table.num_rows:,} in the flows)",
        style="bold",
        highlight=False,
        markup=False,
    )
    _print_largest(console, analysis, result)
    for note in notes:
        console.print(f"- {note}", style="dim", highlight=False, markup=False)
    if output is not None:
        console.print(
            f"{result.table.num_rows:,} rows written to {output}", highlight=False, markup=False
        )


def _span(years: tuple[int, ...]) -> str:
    whole = len(years) > 1 and years == tuple(range(years[0], years[-1] + 1))
    return f"{years[0]}-{years[-1]}" if whole else ", ".join(map(str, years))


def _print_largest(console: Console, analysis: Analysis, result: DependencyResult) -> None:
    """Print the critical products, the largest first; without any, the largest products."""
    rows = [_with_marks(row) for row in analysis.largest(result, SHOWN)]
    names = list(rows[0]) if rows else []
    right = [
        name.endswith(("_usd", "share")) or "hhi" in name or "_over_" in name for name in names
    ]
    _print_rows(console, rows, right=right)


def _print_rows(
    console: Console, rows: list[dict[str, Any]], *, right: list[bool], title: str | None = None
) -> None:
    """Print the rows; where they are too wide, ratios and shares are left out first."""
    names = list(rows[0]) if rows else []
    print_fitting(
        console,
        [HEADINGS.get(name, name.replace("_", " ")) for name in names],
        [[_cell(name, value) for name, value in row.items()] for row in rows],
        right=right,
        spare=[any(isinstance(row[name], float) for row in rows) for name in names],
        title=title,
    )


def _with_marks(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its criteria in one cell: those that hold, ``c4?`` for undefined."""
    marks = [name for name in ("c1", "c2", "c3", "c4") if name in row]
    shown = [name if row[name] else f"{name}?" for name in marks if row[name] is not False]
    kept = {name: value for name, value in row.items() if name not in (*marks, "critical")}
    kept["holds"] = " ".join(shown)
    if "critical" in row:
        kept["critical"] = row["critical"]
    return kept


def _with_change(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with what becomes of its verdict in one cell, where it has two."""
    if "becomes_critical" not in row:
        return row
    words = {(False, True): "becomes", (True, True): "stays", (True, False): "no longer"}
    before, after = row["critical_before"], row["critical_after"]
    kept = {name: value for name, value in row.items() if "critical" not in name}
    return kept | {"critical": words.get((before, after), "no")}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}" if "_over_" in name or name.startswith("spare") else f"{value:.3f}"
    if isinstance(value, int) and name.endswith(("_usd", "value")):
        return _dollars(value)
    return f"{value:,}" if isinstance(value, int) and name != "year" else str(value)


def _dollars(value: int) -> str:
    for size, unit in ((10**9, "bn"), (10**6, "mn"), (10**3, "k")):
        if value >= size:
            return f"{value / size:,.1f} {unit}"
    return str(value)


def _table(title: str, table: pa.Table, *, most: int) -> None:
    from rich.console import Console

    rows = table.slice(0, most).to_pylist()
    rows = [_with_marks(row) if "c1" in row else _with_change(row) for row in rows]
    console = Console()
    _print_rows(console, rows, right=[True] * len(rows[0] if rows else ()), title=title)
    if table.num_rows > most:
        console.print(f"... and {table.num_rows - most:,} more", style="dim")


def _explain(
    analysis: Analysis,
    product: str,
    criteria: Criteria,
    *,
    as_json: bool,
    output: Path | None,
    suppliers: Path | None,
) -> None:
    found = analysis.explain(product)
    row = analysis.named(found.table)
    flows = analysis.named(found.flows)
    world = analysis.named(found.world)
    by_year = None if found.by_year is None else analysis.named(found.by_year)
    if output is not None:
        _save(flows, output)
    if suppliers is not None:
        _save(world, suppliers)
    if as_json:
        _print_json(
            {
                "product": analysis.flows.product_code(found.product),
                "subject": analysis.subject,
                "figures": row.to_pylist(),
                "by_year": None if by_year is None else by_year.to_pylist(),
                "flows": flows.to_pylist(),
                "world": world.to_pylist(),
            }
        )
        return
    from rich.console import Console

    from fairlead.chain.dependency_file import reasoning

    console = Console()
    for one in row.to_pylist():
        for line in reasoning(one, criteria, analysis.asked.side):
            console.print(line, highlight=False, markup=False)
    if by_year is not None:
        _table("each year", by_year, most=50)
    _table("the flows behind it", flows, most=50)
    _table(
        "the world's suppliers" if analysis.asked.side == "import" else "the world's buyers",
        world,
        most=10,
    )


def _what_if(
    analysis: Analysis,
    partner: str,
    *,
    as_json: bool,
    output: Path | None,
    suppliers: Path | None,
) -> None:
    found = analysis.what_if(partner)
    losses, others = analysis.named(found.losses), analysis.named(found.alternatives)
    if output is not None:
        _save(losses, output)
    if suppliers is not None:
        _save(others, suppliers)
    if as_json:
        _print_json(
            {
                "status": found.status,
                "subject": analysis.subject,
                "without": partner,
                "losses": losses.to_pylist(),
                "alternatives": others.to_pylist(),
                "seconds": round(found.runtime, 3),
            }
        )
        return
    from rich.console import Console

    becomes = sum(losses["becomes_critical"].to_pylist())
    Console().print(
        f"{analysis.subject} without {partner}: {losses.num_rows:,} products touched, "
        f"{becomes:,} become critical",
        style="bold",
        highlight=False,
        markup=False,
    )
    _table("lost", losses, most=SHOWN)
    _table("who else sells them", _as_lost(others, losses), most=SHOWN)


def _as_lost(others: pa.Table, losses: pa.Table) -> pa.Table:
    """Return who else sells what is lost in the order of the losses."""
    import pyarrow as pa

    keys = [name for name in losses.column_names if name in ("importer", "exporter", "product")]
    place = {tuple(row.values()): at for at, row in enumerate(losses.select(keys).to_pylist())}
    found = [place[tuple(row.values())] for row in others.select(keys).to_pylist()]
    order = sorted(range(len(found)), key=found.__getitem__)
    return others.take(pa.array(order, pa.int64()))  # typed: there may be nobody


def _print_json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, allow_nan=False))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(dependencies)
