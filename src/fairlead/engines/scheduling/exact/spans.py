"""A participant without breaks in clauses: its first meeting says which slots it uses."""

from __future__ import annotations

from fairlead.engines.scheduling.exact.clauses import Clauses


def keep_together(
    clauses: Clauses,
    used: dict[int, int],
    held: list[list[int]],
    *,
    total: int,
    unless: int | None,
) -> None:
    """Add that the ``total`` meetings of a participant follow one another on a single day.

    ``used`` the literal "used" of each usable slot; ``held`` (T) the literals "at least 1, 2, ...
    meetings up to the slot"; ``unless`` a literal that lifts the rule. Implied by "no break", but
    once a first meeting is known, everything else is by unit propagation: j meetings up to slot t
    are one meeting up to slot t - j + 1.
    """
    lifted = () if unless is None else (unless,)

    def at_least(many: int, slot: int) -> int | None:
        return held[slot][many - 1] if slot >= 0 and len(held[slot]) >= many else None

    for slot in range(len(held)):
        for many in range(2, total + 1):
            _encode_equal(clauses, at_least(many, slot), at_least(1, slot - many + 1), lifted)
        begun, over = at_least(1, slot), at_least(1, slot - total)
        here = used.get(slot)
        if over is not None and here is not None:
            clauses.add(-over, -here, *lifted)
        if begun is not None:
            clauses.add(-begun, *(x for x in (over, here) if x is not None), *lifted)


def _encode_equal(
    clauses: Clauses, one: int | None, other: int | None, lifted: tuple[int, ...]
) -> None:
    """Add that two literals are the same, or `lifted`; None is false."""
    if one is not None:
        clauses.add(-one, *(() if other is None else (other,)), *lifted)
    if other is not None:
        clauses.add(-other, *(() if one is None else (one,)), *lifted)
