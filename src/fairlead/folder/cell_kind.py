"""What one kind of cell of a fair folder is: how it is read, written and described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.folder.bounds import Bound


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell.

    ``parse`` turns the text of a non-empty cell into a value of ``arrow`` and raises ValueError
    with what was expected; ``write`` is its inverse. ``words`` describe it in the documentation,
    ``is_list`` says that values are separated by ``|``, ``text`` that the cell is taken as it is.
    Figures have a ``bound``.
    """

    words: str
    arrow: pa.DataType
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    is_list: bool = False
    text: bool = False
    choices: tuple[str, ...] = ()
    bound: Bound | None = None
