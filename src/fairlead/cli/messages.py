"""`fairlead messages`: what the catalogues of the site's texts lack, and their renewal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from fairlead.folder.input_errors import InputError
    from fairlead.ui.messages.po import Catalogue


def messages(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A PO file to check; without one, every catalogue of this installation.",
            show_default=False,
        ),
    ] = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="Bring the texts of the pages into the catalogues.")
    ] = False,
    begin: Annotated[
        str | None,
        typer.Option(
            metavar="LANGUAGE", help="Begin a catalogue: kk, fa, pt-BR.", show_default=False
        ),
    ] = None,
    drop_unused: Annotated[
        bool,
        typer.Option("--drop-unused", help="With --renew: forget what no page says any more."),
    ] = False,
) -> None:
    """Report what the translations of the site's own texts lack, by file and line.

    A fault (a wrong number of plural forms, a place for a value that differs) ends with exit code
    2, and nothing is changed; a text not translated yet, or marked fuzzy, with exit code 1.
    """
    from rich.console import Console
    from rich.table import Table

    from fairlead.folder.input_errors import InvalidInput
    from fairlead.ui.messages.check import list_missing_texts

    if begin is not None:
        _begin(begin)
        return
    listing = Table("language", "texts", "missing", "fuzzy", box=None, pad_edge=False)
    for column in listing.columns[1:]:
        column.justify = "right"
    lacking: list[InputError] = []
    faults: list[InputError] = []
    for open_it in _find_sources(file, renew=renew, drop_unused=drop_unused):
        try:
            catalogue = open_it()
        except InvalidInput as error:
            faults += error.problems
            continue
        found = list_missing_texts(catalogue)
        fuzzy = sum(message.fuzzy for message in catalogue.shown)
        counts = (len(catalogue.shown), len(found) - fuzzy, fuzzy)
        listing.add_row(catalogue.language, *(f"{count:,}" for count in counts))
        lacking += found
    if faults:
        raise InvalidInput(faults)
    console = Console()
    for problem in lacking:
        console.print(str(problem), markup=False, highlight=False, soft_wrap=True)
    console.print(listing)
    if lacking:
        raise typer.Exit(1)


def _find_sources(
    file: Path | None, *, renew: bool, drop_unused: bool
) -> list[Callable[[], Catalogue]]:
    """Return what opens, or renews, each catalogue asked for."""
    from functools import partial

    from fairlead.ui.messages import catalogues

    if file is not None:
        return [lambda: catalogues.open_catalogue(file, catalogues.language_of(file))]
    known = catalogues.languages()
    if renew:
        return [
            partial(catalogues.renew, language, keep_unused=not drop_unused) for language in known
        ]
    return [
        partial(catalogues.open_catalogue, catalogues.file_of(language), language)
        for language in known
    ]


def _begin(language: str) -> None:
    import sys

    from fairlead.ui.messages.catalogues import begin_catalogue

    sys.stdout.write(f"{begin_catalogue(language)} begun\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(messages)
