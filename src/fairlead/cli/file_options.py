"""How a file of flows is read: the options that every command with such a file has."""

from __future__ import annotations

from typing import Annotated

import typer

KindOption = Annotated[
    str | None,
    typer.Option(help="table, baci, comtrade, wits, eurostat, atlas; looked up without it."),
]
UnitOption = Annotated[
    str | None,
    typer.Option(help="What a value is: thousand, million, or dollars (1.08; 2022=1.05,...)."),
]
LevelOption = Annotated[
    int | None,
    typer.Option(help="Digits of the product codes to use: 2, 4, 6; else the finest complete."),
]
DecimalOption = Annotated[
    str | None, typer.Option(help="The decimal sign where it is unclear: dot or comma.")
]
ClassificationOption = Annotated[
    str | None, typer.Option(help="Which product classification of a store, e.g. HS2022.")
]
