"""Whose dependence is asked for, checked against the flows there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.relations.relations import BLOC


@dataclass(frozen=True, slots=True)
class Question:
    """Whose dependence is asked for: named economies, a bloc as one, or (none) every economy.

    Raises `ValueError` for an economy named twice or a side that is neither.
    """

    economies: tuple[int, ...]
    is_bloc: bool
    side: Side
    criteria: Criteria
    years: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.side not in ("import", "export"):
            raise ValueError(f'Expected side "import" or "export", got "{self.side}".')
        if self.is_bloc and not self.economies:
            raise ValueError("Expected at least one member of the bloc, got none.")
        twice = sorted({code for code in self.economies if self.economies.count(code) > 1})
        if twice:
            raise ValueError(f"Expected every economy once, got {twice} more than once.")

    @property
    def everyone(self) -> bool:
        """Return whether every economy is asked for."""
        return not self.economies

    @property
    def subjects(self) -> tuple[int, ...]:
        """Return the codes that stand in the column ``economy``."""
        return (BLOC,) if self.is_bloc else self.economies


def ask(
    *,
    importers: Sequence[int] | None,
    bloc: Sequence[int] | None,
    side: Side,
    criteria: Criteria | None,
    years: tuple[int, ...],
) -> Question:
    """Return the question; raises `ValueError` when both importers and a bloc are named."""
    if importers is not None and bloc is not None:
        raise ValueError("Expected importers or a bloc, got both: ask twice.")
    if importers is not None and not importers:
        raise ValueError("Expected at least one importer, got none.")
    named = importers if bloc is None else bloc
    return Question(
        economies=tuple(named or ()),
        is_bloc=bloc is not None,
        side=side,
        criteria=criteria or Criteria(),
        years=years,
    )
