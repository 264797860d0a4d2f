"""The tables of `fairlead dependencies` on a terminal: few columns, few rows, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fairlead.cli.fit_table import print_fitting

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from fairlead.chain.dependency.analysis import Analysis, DependencyResult

MOST_ROWS = 20
ROOMY = 130  # columns of a terminal that has room for titles
TITLE = 28  # letters of a product's title
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


def print_largest(console: Console, analysis: Analysis, result: DependencyResult) -> None:
    """Print the critical products, the largest first; without any, the largest products."""
    rows = [_add_marks(row) for row in analysis.largest(result, MOST_ROWS)]
    names = list(rows[0]) if rows else []
    right = [
        name.endswith(("_usd", "share")) or "hhi" in name or "_over_" in name for name in names
    ]
    _print_rows(console, rows, right=right)


def _print_rows(
    console: Console, rows: list[dict[str, Any]], *, right: list[bool], title: str | None = None
) -> None:
    """Print the rows; where they are too wide, titles go first, then ratios and shares."""
    if console.width < ROOMY:
        kept = [name != "title" for name in (rows[0] if rows else ())]
        right = [how for how, there in zip(right, kept, strict=False) if there]
        rows = [{name: cell for name, cell in row.items() if name != "title"} for row in rows]
    names = list(rows[0]) if rows else []
    print_fitting(
        console,
        [HEADINGS.get(name, name.replace("_", " ")) for name in names],
        [[_format_cell(name, value) for name, value in row.items()] for row in rows],
        right=right,
        spare=[any(isinstance(row[name], float) for row in rows) for name in names],
        title=title,
    )


def _add_marks(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its criteria in one cell: those that hold, ``c4?`` for undefined."""
    marks = [name for name in ("c1", "c2", "c3", "c4") if name in row]
    shown = [name if row[name] else f"{name}?" for name in marks if row[name] is not False]
    kept = {name: value for name, value in row.items() if name not in (*marks, "critical")}
    kept["holds"] = " ".join(shown)
    if "critical" in row:
        kept["critical"] = "unknown" if row["critical"] is None else row["critical"]
    return kept


def _add_change(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with what becomes of its verdict in one cell, where it has two."""
    if "becomes_critical" not in row:
        return row
    words = {(False, True): "becomes", (True, True): "stays", (True, False): "no longer"}
    before, after = row["critical_before"], row["critical_after"]
    kept = {name: value for name, value in row.items() if "critical" not in name}
    said = "unknown" if None in (before, after) else words.get((before, after), "no")
    return kept | {"critical": said}


def _format_cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "title":
        title = str(value)
        return title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}" if "_over_" in name or name.startswith("spare") else f"{value:.3f}"
    if isinstance(value, int) and name.endswith(("_usd", "value")):
        return _format_dollars(value)
    return f"{value:,}" if isinstance(value, int) and name != "year" else str(value)


def _format_dollars(value: int) -> str:
    for size, unit in ((10**9, "bn"), (10**6, "mn"), (10**3, "k")):
        if value >= size:
            return f"{value / size:,.1f} {unit}"
    return str(value)


def print_table(title: str, table: pa.Table, *, most: int) -> None:
    """Print the first ``most`` rows of a table under its title, and how many more there are."""
    from rich.console import Console

    if "strategic_sector" in table.column_names:
        table = table.drop_columns("strategic_sector")
    rows = table.slice(0, most).to_pylist()
    rows = [_add_marks(row) if "c1" in row else _add_change(row) for row in rows]
    console = Console()
    _print_rows(console, rows, right=[True] * len(rows[0] if rows else ()), title=title)
    if table.num_rows > most:
        console.print(f"... and {table.num_rows - most:,} more", style="dim")


def order_as_lost(others: pa.Table, losses: pa.Table) -> pa.Table:
    """Return who else sells what is lost in the order of the losses."""
    import pyarrow as pa

    keys = [name for name in losses.column_names if name in ("importer", "exporter", "product")]
    place = {tuple(row.values()): at for at, row in enumerate(losses.select(keys).to_pylist())}
    found = [place[tuple(row.values())] for row in others.select(keys).to_pylist()]
    order = sorted(range(len(found)), key=found.__getitem__)
    return others.take(pa.array(order, pa.int64()))  # typed: there may be nobody
