"""`fairlead match` and `fairlead makers`: whom to meet, and who could make what is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.folder.bounds import MOST_SEED

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.chain.matching.absence import Absence
    from fairlead.chain.matching.makers import MakerTables
    from fairlead.chain.matching.match import MatchTables
    from fairlead.folder.fair import Fair

_FOLDER = Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)]

_CONCORDANCE = Annotated[
    Path | None,
    typer.Option(
        help="CSV file of product codes that mean the same: source,target,weight.",
        show_default=False,
    ),
]

_BASES = {
    "offers": "They offer it",
    "near": "They make something near",
    "economy": "Their economy could",
}


def match(
    folder: _FOLDER,
    output: Annotated[Path, typer.Option("--output", "-o", help="The CSV file to write.")] = Path(
        "matches.csv"
    ),
    congestion: Annotated[
        float, typer.Option(help="0: mutual fit alone; 1: the full congestion price is taken off.")
    ] = 1.0,
    top: Annotated[int, typer.Option(help="Entries of every list.")] = 50,
    diversity: Annotated[
        float,
        typer.Option(help="Share taken off for each earlier entry of the branch or economy."),
    ] = 0.0,
    exploration: Annotated[
        float, typer.Option(help="Share of places kept for exhibitors and people nobody asked yet.")
    ] = 0.0,
    concordance: _CONCORDANCE = None,
    learn: Annotated[
        bool, typer.Option(help="Take in what the fair's requests and answers teach.")
    ] = True,
    seed: Annotated[
        int, typer.Option(min=0, max=MOST_SEED, help="Draws among scores that are alike.")
    ] = 0,
    report: Annotated[
        Path | None, typer.Option(help="Also write the measures of the lists to this CSV file.")
    ] = None,
    why_not: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ID ID",
            help="Say why two participants are not on each other's list; nothing is written.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write for every exhibitor, visitor and delegate whom to meet, best first, with reasons."""
    from rich.console import Console

    from fairlead.chain.matching.code_notes import note_codes
    from fairlead.chain.matching.match import MatchParams
    from fairlead.chain.matching.match import match as match_fair
    from fairlead.cli.csv_file import expect_places, write_csv
    from fairlead.folder.read import read_fair

    if why_not is None:
        expect_places(output, other=report, reads=[folder, concordance])
    params = MatchParams.chosen(
        congestion=congestion,
        top=top,
        diversity=diversity,
        exploration=exploration,
        concordance=concordance,
        learn=learn,
    )
    console = Console(stderr=True)

    def note(step: str) -> None:
        console.print(step, style="dim")

    if why_not is not None:
        from fairlead.chain.matching.absence import explain_absence

        fair = read_fair(folder)
        for absence in explain_absence(fair, *why_not, params=params, seed=seed, progress=note):
            _show_absence(absence)
        return
    fair = read_fair(folder)
    for said in note_codes(fair, concordance=params.concordance):
        console.print(f"note: {said}", style="yellow", markup=False, highlight=False)
    tables = match_fair(fair, params=params, seed=seed, progress=note)
    write_csv(tables.matches, output)
    if report is not None:
        write_csv(tables.report, report)
    _show(tables, output)


def _show_absence(absence: Absence) -> None:
    typer.echo(f"{absence.partner} on the list of {absence.owner}: {absence.said}")
    typer.echo(f"  {absence.speaks}")


def _show(tables: MatchTables, output: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    listing = Table("lists shown", "to", "measure", "value", box=None, pad_edge=False)
    listing.columns[3].justify = "right"
    for row in tables.report.to_pylist():
        value = f"{row['value']:,.{0 if row['value'] >= 1000 else 3}f}"
        listing.add_row(row["market"], row["shown_side"], row["measure"], value)
    console = Console()
    console.print(listing)
    if tables.status == "empty":
        taken = ", ".join(
            f"{row['filter'].replace('_', ' ')} {row['pairs']:,}"
            for row in tables.filters.to_pylist()
            if row["pairs"] and row["market"] == "organisation-person"
        )
        console.print(
            "The filters leave no exhibitor and visitor to match; pairs each took: "
            f"{taken or 'none, a side is empty'}.",
            highlight=False,
        )
    for row in tables.learned.to_pylist():
        console.print(_describe_learned(row), highlight=False)
    console.print(f"{tables.matches.num_rows:,} entries written to {output}", highlight=False)


def _describe_learned(row: dict[str, Any]) -> str:
    from fairlead.chain.matching.learning import HABITS

    taken = "taken" if row["adopted"] else "not taken, too little is gained"
    if row["who"] == HABITS:
        return (
            f"plain smoothing of habits instead of that by their spread, learned from "
            f"{row['learned']:,} answers, on {row['tested']:,} others: log loss "
            f"{row['log_loss_before']:.3f} -> {row['log_loss_after']:.3f}, AUC "
            f"{row['auc_before']:.3f} -> {row['auc_after']:.3f}: {taken}"
        )
    return (
        f"weights of {row['who']}, learned from {row['learned']:,} pairs, on {row['tested']:,} "
        f"others: log loss {row['log_loss_before']:.3f} -> {row['log_loss_after']:.3f}, "
        f"AUC {row['auc_before']:.3f} -> {row['auc_after']:.3f}: {taken}"
    )


def makers(
    folder: _FOLDER,
    need: Annotated[str, typer.Option(help="The id of a need in needs.csv.", show_default=False)],
    top: Annotated[int, typer.Option(help="How many makers to name.", min=1)] = 20,
    concordance: _CONCORDANCE = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Also write the makers to this CSV file.")
    ] = None,
    everybody: Annotated[
        bool,
        typer.Option("--all", help="Also list who only might make it where enough offer it."),
    ] = False,
) -> None:
    """Name the exhibitors that could make what a need asks for, and groups that could together.

    Three groups: they offer it, they make something near, their economy could. The last two are
    only counted where at least three offer it; the file has everybody, with the column basis.
    """
    from fairlead.chain.matching.makers import MakersChoice, find_makers
    from fairlead.cli.csv_file import expect_places, write_csv
    from fairlead.folder.read import read_fair

    expect_places(output, reads=[folder, concordance])
    fair = read_fair(folder)
    tables = find_makers(fair, choice=MakersChoice.named(need, top=top, concordance=concordance))
    if output is not None:
        write_csv(tables.makers, output)
    _show_makers(fair, tables, everybody=everybody)


def _show_makers(fair: Fair, tables: MakerTables, *, everybody: bool) -> None:
    """Print the makers by what speaks for them, as the site does, and the groups.

    Those who only might make it are counted where enough offer it, unless ``everybody`` is asked.
    """
    from rich.console import Console

    from fairlead.folder.choices import ENOUGH_THAT_OFFER

    names = dict(
        zip(
            fair.organisations["id"].to_pylist(),
            fair.organisations["name"].to_pylist(),
            strict=True,
        )
    )
    console = Console()
    if not tables.makers.num_rows:
        console.print("No exhibitor offers this or anything near it.")
        return
    rows = tables.makers.to_pylist()
    of_basis = {basis: [row for row in rows if row["basis"] == basis] for basis in _BASES}
    enough = len(of_basis["offers"]) >= ENOUGH_THAT_OFFER
    if not of_basis["offers"]:
        console.print("Nobody here offers it.")
    for basis, found in of_basis.items():
        if found:
            folded = enough and basis != "offers" and not everybody
            _show_makers_on(console, _BASES[basis], found, names, folded=folded)
    for row in tables.groups.to_pylist():
        console.print(
            f"group {row['group']}: {names[row['maker']]} covers {', '.join(row['covers'])}",
            highlight=False,
            markup=False,
        )


def _show_makers_on(
    console: Console, title: str, rows: list[dict[str, Any]], names: dict[str, str], *, folded: bool
) -> None:
    """Print the makers on one basis below a heading; ``folded``: only how many there are."""
    from rich.table import Table
    from rich.text import Text

    more = ": --all shows them" if folded else ""
    count = f"{len(rows)} {'exhibitor' if len(rows) == 1 else 'exhibitors'}"
    console.print(Text(f"{title} ({count}){more}", style="bold"))
    if folded:
        return
    listing = Table("", "maker", "score", "reason", box=None, pad_edge=False)
    for row in rows:
        maker = Text(f"{names[row['maker']]} ({row['maker']})")
        listing.add_row(str(row["rank"]), maker, f"{row['score']:.2f}", Text(row["reason"]))
    console.print(listing)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(match)
    app.command()(makers)
