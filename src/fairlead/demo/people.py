"""The people of the synthetic fair: nobody's names, only what they are and a number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.demo.firms import Firm
from fairlead.demo.size import Size
from fairlead.demo.world import HOST, stream

_STAFF = {"micro": 1.2, "small": 1.6, "medium": 2.2, "large": 4.0}
_STAFF_POSITIONS = ("Sales manager", "Chief engineer", "Export manager", "Director", "Technologist")
_VISITOR_POSITIONS = (
    "Head of purchasing", "Production engineer", "Technologist", "Director", "Maintenance manager",
    "Researcher", "Student", "Consultant",
)  # fmt: skip
_LABELS = {"exhibitor": "Representative"}
_OTHERS = (("speaker", 0.006), ("delegate", 0.006), ("press", 0.008), ("organiser", 0.002))


@dataclass(frozen=True, slots=True)
class People:
    """Columns of people.csv, and who can meet: positions of visitors and of exhibitors' staff."""

    columns: dict[str, list[object]]
    visitors: np.ndarray[tuple[int], np.dtype[np.int64]]
    staff: np.ndarray[tuple[int], np.dtype[np.int64]]
    staff_firm: np.ndarray[tuple[int], np.dtype[np.int64]]
    visitor_firm: np.ndarray[tuple[int], np.dtype[np.int64]]


def make_people(firms: list[Firm], size: Size, *, seed: int) -> People:
    """Return the exhibitors' staff, the visitors, then speakers, delegates, press, organisers.

    ``staff_firm`` and ``visitor_firm`` are positions in ``firms``; -1 for a visitor of none.
    """
    draw = stream(seed, "people")
    staff_firm = _draw_staff_firms(firms, draw)
    visitor_firm = _draw_visitor_firms(firms, size, draw)
    others = [role for role, share in _OTHERS for _ in range(max(3, int(share * size.visitors)))]
    count = len(staff_firm) + len(visitor_firm) + len(others)
    firm = np.concatenate([staff_firm, visitor_firm, np.full(len(others), -1)]).tolist()
    roles = ["exhibitor"] * len(staff_firm) + ["visitor"] * len(visitor_firm) + others
    homes = _find_homes(firms, count, draw)
    economies = {f.economy.code: f.economy for f in firms}
    codes = [firms[f].economy.code if f >= 0 else homes[i] for i, f in enumerate(firm)]
    numbers = _draw_within(roles)
    columns: dict[str, list[object]] = {
        "id": [f"p-{i + 1:05d}" for i in range(count)],
        "name": [
            f"{_LABELS.get(role, role.capitalize())} {n:05d}"
            for role, n in zip(roles, numbers, strict=True)
        ],
        "organisation": [firms[f].id if f >= 0 else None for f in firm],
        "role": list(roles),
        "position": _draw_positions(roles, draw),
        "country": list(codes),
        "languages": [list(economies[code].languages) for code in codes],
        "email": [f"{role}-{n:05d}@example.org" for role, n in zip(roles, numbers, strict=True)],
    }
    return People(
        columns=columns,
        visitors=np.arange(len(staff_firm), len(staff_firm) + len(visitor_firm)),
        staff=np.arange(len(staff_firm)),
        staff_firm=staff_firm,
        visitor_firm=visitor_firm,
    )


def _draw_staff_firms(
    firms: list[Firm], draw: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    exhibitors = np.array([i for i, firm in enumerate(firms) if firm.exhibits])
    mean = np.array([_STAFF[firms[i].scale] for i in exhibitors])
    return np.repeat(exhibitors, 1 + draw.poisson(mean - 1))


def _draw_visitor_firms(
    firms: list[Firm], size: Size, draw: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return each visitor's buyer; half come on their own, and some buyers send many."""
    buyers = np.array([i for i, firm in enumerate(firms) if not firm.exhibits])
    pull = draw.pareto(1.3, len(buyers)) + 0.3
    drawn = draw.choice(buyers, size.visitors, p=pull / pull.sum())
    drawn[: len(buyers)] = buyers  # nobody buys without a person
    alone = draw.random(size.visitors) < 0.5
    alone[: len(buyers)] = False
    drawn[alone] = -1
    return drawn


def _find_homes(firms: list[Firm], count: int, draw: np.random.Generator) -> list[str]:
    codes = sorted({firm.economy.code for firm in firms} - {HOST})
    chances = [0.85, *[0.15 / len(codes)] * len(codes)]
    homes: list[str] = draw.choice([HOST, *codes], count, p=chances).tolist()
    return homes


def _draw_within(roles: list[str]) -> list[int]:
    seen: dict[str, int] = {}
    numbers = []
    for role in roles:
        seen[role] = seen.get(role, 0) + 1
        numbers.append(seen[role])
    return numbers


def _draw_positions(roles: list[str], draw: np.random.Generator) -> list[object]:
    staff = draw.choice(_STAFF_POSITIONS, len(roles)).tolist()
    visitor = draw.choice(_VISITOR_POSITIONS, len(roles)).tolist()
    return [
        staff[i] if role == "exhibitor" else visitor[i] if role == "visitor" else None
        for i, role in enumerate(roles)
    ]
