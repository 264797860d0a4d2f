"""`fairlead ledger`: prove that nothing in it was changed; rates; documents; exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairlead.apps.cooperation.models import Ledger

_EDITION = typer.Argument(help="Code of the edition; all ledgers without.", show_default=False)


def verify(
    edition: Annotated[str, _EDITION] = "",
    head: Annotated[
        str, typer.Option(help="Digest that an entry must have: one you wrote down earlier.")
    ] = "",
) -> None:
    """Work every digest and every headline out again, and name what is not as it was recorded."""
    import time

    from rich.console import Console

    from fairlead.cli.database import open_database

    console = Console(highlight=False)
    with open_database():
        from fairlead.apps.cooperation.models import Entry
        from fairlead.apps.cooperation.queries.ledger import verify_ledger

        sound, ledgers = True, _find_ledgers(edition)
        if head and not Entry.objects.filter(ledger__in=ledgers, digest=head).exists():
            sound = False
            console.print(f"No entry has the digest {head}", style="red", markup=False)
        for ledger in ledgers:
            began = time.perf_counter()
            proof = verify_ledger(ledger)
            seconds = time.perf_counter() - began
            for number, fault in proof.faults:
                console.print(f"{ledger.code} entry {number}: {fault}", style="red", markup=False)
            changed = _say_changed_headlines(ledger)
            for fault in changed:
                console.print(f"{ledger.code} {fault}", style="red", markup=False)
            sound = sound and not proof.faults and not changed
            said = "as they were recorded" if not proof.faults else "not as they were recorded"
            console.print(
                f"{ledger.code}: {proof.entries:,} entries, {said}; the last is {ledger.head} "
                f"({seconds:.1f} s)",
                style="red" if proof.faults else "green",
                markup=False,
                soft_wrap=True,
            )
    if not sound:
        raise typer.Exit(1)


def _say_changed_headlines(ledger: Ledger) -> list[str]:
    """Return the headlines that, worked out again, say something else, with their projects."""
    from fairlead.apps.cooperation.queries.headlines import find_drift, list_rows

    return [
        f"headline {headline.number}: worked out again, these projects say something else: "
        + ", ".join(codes)
        for headline in ledger.headlines.select_related("ledger").order_by("number")
        if (codes := find_drift(headline, list_rows(headline)))
    ]


def rates(
    edition: Annotated[str, typer.Argument(help="Code of the edition.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="CSV as rates.csv of a fair folder.")],
) -> None:
    """Import rates of currencies: all of them or none."""
    from rich.console import Console

    from fairlead.cli.database import open_database

    rows = _read_rates(file)
    with open_database():
        from fairlead.apps.cooperation.domain.add_rates import add_rates
        from fairlead.apps.cooperation.domain.record_entries import open_ledger
        from fairlead.apps.transfer.find import find_edition

        added = add_rates(open_ledger(find_edition(edition).code), rows)
    Console(highlight=False).print(
        f"{edition}: {added:,} of {len(rows):,} rates are new.", style="green", markup=False
    )


def _read_rates(file: Path) -> list[dict[str, object]]:
    from fairlead.folder.checks import find_repeated
    from fairlead.folder.input_errors import InvalidInput, report_invalid
    from fairlead.folder.project_checks import check_rates
    from fairlead.folder.project_schemas import RATES
    from fairlead.folder.rows import read_rows

    if not file.is_file():
        raise report_invalid(str(file), "expected a file")
    rows, problems = read_rows(RATES, file)
    problems = [*problems, *find_repeated(rows, RATES, RATES.key), *check_rates(rows)]
    if problems:
        raise InvalidInput(problems)
    listed: list[dict[str, object]] = rows.table.to_pylist()
    return listed


def document(
    file: Annotated[Path, typer.Argument(help="The document.", show_default=False)],
) -> None:
    """Name the entries that a document is evidence of, and those of another of the same name."""
    from rich.console import Console

    from fairlead.cli.database import open_database
    from fairlead.folder.source import read_given

    content = read_given(file)
    console = Console(highlight=False)
    with open_database():
        from django.db.models import Q

        from fairlead.apps.cooperation.domain.under_lock import Document
        from fairlead.apps.cooperation.models import Entry

        given = Document.of(file.name, content)
        named = Q(sha256=given.sha256) | Q(document=given.name)
        found = Entry.objects.filter(named).select_related("ledger", "project")
        for entry in found.order_by("ledger", "number"):
            same = entry.sha256 == given.sha256
            console.print(
                f"{entry.ledger.code} entry {entry.number}, {entry.project.code}, {entry.day}: "
                + ("this document" if same else f"another document of this name, {entry.sha256}"),
                style="green" if same else "red",
                markup=False,
                soft_wrap=True,
            )
        if not found:
            said = f"No entry names {given.name} or {given.sha256}."
            console.print(said, markup=False, soft_wrap=True)


def export(
    edition: Annotated[str, typer.Argument(help="Code of the edition.", show_default=False)],
    file: Annotated[
        Path, typer.Argument(help="The file: .json for OC4IDS, .xml for IATI, or .xlsx.")
    ],
    with_persons: Annotated[
        bool, typer.Option("--with-persons", help="Name in .xlsx who recorded each entry.")
    ] = False,
) -> None:
    """Write the ledger's projects as OC4IDS, as IATI activities, or as a workbook."""
    from rich.console import Console

    from fairlead.cli.database import open_database
    from fairlead.folder.atomic_write import write_whole
    from fairlead.folder.input_errors import report_invalid

    kinds = {".json": "oc4ids.json", ".xml": "iati.xml", ".xlsx": "xlsx"}
    kind = kinds.get(file.suffix.lower())
    if kind is None:
        raise report_invalid(str(file), "expected a name that ends with .json, .xml or .xlsx")
    with open_database():
        from fairlead.apps.cooperation.exports import write_package
        from fairlead.apps.cooperation.queries.published_projects import gather_package
        from fairlead.apps.transfer.find import find_edition

        found = find_edition(edition)
        part = gather_package(found, kind=kind, size=None, with_persons=with_persons)
        if part.package is None:
            whose = "project with public money" if kind == "iati.xml" else "project"
            raise report_invalid("database", f"expected a {whose}: {edition} has none")
        content = write_package(part.package, kind)
    write_whole(file, lambda written: written.write(content))
    Console(highlight=False).print(
        f"{edition}: {len(part.package.projects):,} projects written to {file}.",
        style="green",
        markup=False,
    )


def _find_ledgers(edition: str) -> list[Ledger]:
    from fairlead.apps.cooperation.models import Ledger
    from fairlead.folder.input_errors import report_invalid

    found = list(Ledger.objects.order_by("code"))
    if not edition:
        return found
    listed = [ledger for ledger in found if ledger.code == edition]
    if not listed:
        known = ", ".join(ledger.code for ledger in found) or "one: there is none yet"
        raise report_invalid("database", f"expected {known}", field="ledger", value=edition)
    return listed


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        no_args_is_help=True, help="Prove a project ledger; import rates; export projects."
    )
    for command in (verify, rates, document, export):
        group.command()(command)
    app.add_typer(group, name="ledger")
