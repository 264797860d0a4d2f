"""`fairlead watch`: a new month of flows, and what became critical, ceased or worse."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.repeated_options import split_names

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.chain.standing_search.months import MonthSeen, MonthStore

MOST_ROWS = 20
_FILES = ("changes.csv", "needs.csv", "history.csv")
_CHANGES = {
    "became": "became critical",
    "worse": "more concentrated",
    "ceased": "ceased to be critical",
    "untraded": "not traded any more",
    "unknown": "not judged",
}


def watch(
    flows: Annotated[
        Path | None,
        typer.Argument(help="The month's flows; none to show the history.", show_default=False),
    ] = None,
    state: Annotated[
        Path,
        typer.Option(help="Folder that keeps what was found of each month, without --edition."),
    ] = Path("watch"),
    month: Annotated[str, typer.Option(help="The month: 2024-03.")] = "",
    importer: Annotated[
        list[str] | None, typer.Option(help="Economies to judge: RUS,BLR; all without it.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for changes.csv and needs.csv, history.csv."),
    ] = None,
    edition: Annotated[
        str, typer.Option(help="Code of the edition in whose database months are kept.")
    ] = "",
    revised: Annotated[
        bool, typer.Option("--revised", help="The month was given before with other flows.")
    ] = False,
) -> None:
    """Judge a month's flows, say what differs from the month before, and propose needs."""
    from rich.console import Console

    from fairlead.chain.standing_search.folder_store import FolderStore
    from fairlead.cli.csv_file import refuse_read
    from fairlead.folder.atomic_write import make_folder
    from fairlead.folder.source import require_folder

    console = Console(highlight=False, soft_wrap=True)
    if out is not None:
        for name in _FILES:
            refuse_read(out / name, [flows])
        make_folder(out)
    if not edition and state.exists():
        require_folder(state)
    asked = split_names("--importer", importer)
    if edition:
        from fairlead.cli.database import open_database

        opened: AbstractContextManager[object] = open_database()
    else:
        opened = nullcontext()
    with opened:
        store = _open_edition(edition, asked) if edition else FolderStore(state)
        _work(console, store, flows, month=month, asked=asked, revised=revised, out=out)


def _work(
    console: Console,
    store: MonthStore,
    flows: Path | None,
    *,
    month: str,
    asked: Sequence[str],
    revised: bool,
    out: Path | None,
) -> None:
    """Judge a month and say what it came to, or show the history."""
    from fairlead.chain.standing_search.history import propose_needs, read_history
    from fairlead.chain.standing_search.months import find_same_flows
    from fairlead.cli.csv_file import write_csv

    if flows is not None:
        seen = _watch(store, flows, month=month, asked=asked, revised=revised)
        tell(console, seen)
        same = find_same_flows(store, seen.note)
        if same:
            console.print(f"These flows were given for {same} too: is the month right?")
        if out is not None:
            write_csv(seen.changes, out / "changes.csv")
            write_csv(propose_needs(seen), out / "needs.csv")
        return
    history = read_history(store)
    for row in history.to_pylist():
        console.print(
            f"{row['month']} {row['economy']}: {row['critical']:,} critical, {row['became']:,} "
            f"became, {row['ceased']:,} ceased, {row['worse']:,} worse"
        )
    if out is not None:
        write_csv(history, out / "history.csv")


def _open_edition(code: str, asked: Sequence[str]) -> MonthStore:
    """Return where an edition's months are kept; its rules say whose imports are judged."""
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.standing_search.runs import DatabaseStore
    from fairlead.folder.input_errors import report_invalid

    if asked:
        expected = "expected none with --edition: its standing search has its own rules"
        raise report_invalid("--importer", expected, value=",".join(asked))
    found = Edition.objects.filter(code=code).first()
    if found is None:
        raise report_invalid("--edition", "expected the code of an edition", value=code)
    return DatabaseStore(found)


def _watch(
    store: MonthStore, flows: Path, *, month: str, asked: Sequence[str], revised: bool
) -> MonthSeen:
    """Return what a month came to; in the database it is recorded as the worker does."""
    from fairlead.chain.standing_search.folder_store import FolderStore
    from fairlead.chain.standing_search.months import watch_month

    if isinstance(store, FolderStore):
        return watch_month(flows, store, month=month, importers=asked, revised=revised)
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.standing_search.domain.search_month import search_month
    from fairlead.apps.standing_search.runs import DatabaseStore

    assert isinstance(store, DatabaseStore)  # noqa: S101  there are two kinds
    return search_month(store.edition, month, flows, revised=revised, by=COMMAND_LINE)


def tell(console: Console, seen: MonthSeen) -> None:
    """Say what a month came to."""
    if not seen.new:
        console.print(f"{seen.month} was looked at already, with these flows: nothing changed.")
    elif not seen.before:
        console.print(f"{seen.month} is the first month: later ones are compared with it.")
    elif seen.note.revision > 1:
        console.print(f"{seen.month} is compared again: revision {seen.note.revision}.")
    if seen.note.other_years:
        said = ", ".join(map(str, seen.note.other_years))
        console.print(f"The flows are of {said}, none of {seen.month[:4]}: is the month right?")
    if seen.missing:
        console.print(f"There are no flows of {', '.join(seen.missing)}.")
    if seen.note.silent:
        said = ", ".join(seen.note.silent)
        console.print(f"Reporting nothing this month, and left as they were: {said}.")
    counts: dict[str, int] = {}
    for row in seen.changes.to_pylist():
        counts[row["change"]] = counts.get(row["change"], 0) + 1
        if sum(counts.values()) <= MOST_ROWS:
            kind = _CHANGES[row["change"]]
            said = f"{row['economy']} {row['product']} {kind}: {row['why']}"
            console.print(said, markup=False)
    unshown = sum(counts.values()) - MOST_ROWS
    if unshown > 0:
        console.print(f"... and {unshown:,} more; --output writes them all")
    if seen.before:
        told = ", ".join(f"{count:,} {_CHANGES[kind]}" for kind, count in counts.items())
        console.print(f"{seen.month} after {seen.before}: {told or 'no change'}")
    for later in seen.again:
        found = later.changes.num_rows
        console.print(f"{later.month} was compared again, after {later.before}: {found:,} changes.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(watch)
