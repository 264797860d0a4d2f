"""Blocs as a user names them: economies, and groups that stand for their members."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from fairlead.chain.flows.economies import find_economy, find_economy_code, find_economy_codes
from fairlead.chain.flows.groups import list_members_of
from fairlead.chain.flows.open import Flows, read_totals, translate_input_errors
from fairlead.chain.options import report_option
from fairlead.engines.dependency import Side


def expect_once(option: str, codes: tuple[int, ...] | None) -> None:
    """Raise `InvalidInput` for an economy that an option names twice."""
    twice = [code for code in dict.fromkeys(codes or ()) if (codes or ()).count(code) > 1]
    if twice:
        names = ", ".join(find_economy(code).name for code in twice)
        raise report_option(option, names, "expected every economy once")


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc's members by code, those that groups brought in, and what to say of the groups."""

    codes: tuple[int, ...] = ()
    of_groups: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def expand_bloc(names: tuple[str, ...], years: Collection[int] | None) -> Bloc:
    """Return the members of a bloc, groups in it taken apart into theirs.

    Raises `InvalidInput` for unknown names, and for an economy that is named twice.
    """
    groups = {name: found for name in names if (found := list_members_of(name, years)) is not None}
    named = find_economy_codes([name for name in names if name not in groups], field="--bloc")
    expect_once("bloc", named)
    of_groups = [find_economy_code(one) for found in groups.values() for one in found.members]
    return Bloc(
        codes=tuple(dict.fromkeys((*named, *of_groups))),
        of_groups=frozenset(of_groups) - frozenset(named),
        notes=tuple(found.note for found in groups.values()),
    )


def find_trading_bloc(
    flows: Flows, names: tuple[str, ...], *, years: tuple[int, ...] | None, side: Side
) -> tuple[tuple[int, ...] | None, tuple[str, ...]]:
    """Return the members to judge (None without names), and what to say of them.

    Members that a group brings in and that trade nothing in the years are left out and said; one
    that is named itself stays in. Raises `InvalidInput` when nobody is left.
    """
    if not names:
        return None, ()
    found = expand_bloc(names, years or flows.years)
    if not found.of_groups:
        return found.codes, found.notes
    with translate_input_errors("--years"):
        chosen = flows.during(years)
    traded: Literal["imports", "exports"] = "imports" if side == "import" else "exports"
    trading = set(read_totals(chosen, traded)["economy"].unique().to_pylist())
    absent = [code for code in found.codes if code in found.of_groups and code not in trading]
    bloc = tuple(code for code in found.codes if code not in absent)
    if not bloc:
        raise report_option("bloc", ",".join(names), "expected members that trade in the flows")
    if not absent:
        return bloc, found.notes
    who = ", ".join(find_economy(code).name for code in absent)
    return bloc, (*found.notes, f"members without {traded} in the flows: {who}")
