"""What a user may say of a file: what its values are worth, how it writes them, which level."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
from ibis.expr.types import Value

from fairlead.engines.dependency.readers.numbers import Decimal
from fairlead.engines.dependency.readers.reading import read_dollars

LEVELS = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Unit:
    """How many dollars one of a file's values is: always, or by year.

    Raises ValueError for what is not above zero, or for neither or both.
    """

    always: float | None = None
    by_year: tuple[tuple[int, float], ...] = ()

    def __post_init__(self) -> None:
        """Check the figures."""
        if (self.always is None) == (not self.by_year):
            raise ValueError("Expected one worth for all years or one for each.")
        figures = [rate for _, rate in self.by_year] if self.always is None else [self.always]
        if not all(0 < figure < 1e12 for figure in figures):
            raise ValueError("Expected dollars above zero for one of the file's values.")

    def times(self, number: Value, year: Value) -> Value:
        """Return a column in whole dollars, null for years whose worth is not told."""
        if self.always is not None:
            return read_dollars(number, unit=self.always)
        found = ibis.null("float64")
        for each, rate in self.by_year:
            found = ibis.ifelse(year == each, ibis.literal(rate, "float64"), found)
        return read_dollars(number, unit=found)


@dataclass(frozen=True, slots=True)
class FileChoices:
    """``unit``: dollars per value (None: as the source is known to write). ``level``: digits of
    the product codes to use (None: the finest that is complete). ``decimal``: the decimal sign.
    """

    unit: Unit | None = None
    level: int | None = None
    decimal: Decimal | None = None

    def __str__(self) -> str:
        """Return the choices as a key that tells them apart, empty when nothing was chosen."""
        return "" if self == FileChoices() else repr(self)
