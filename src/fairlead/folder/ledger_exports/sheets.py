"""Projects as the tables of a workbook: the projects, their amounts, the sums, every entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fairlead.folder.choices import AMOUNT_KINDS
from fairlead.folder.ledger_exports.oc4ids import find_status
from fairlead.folder.ledger_exports.records import ProjectPackage, ProjectRecord

_PROJECTS = (
    "project", "title", "stage", "OC4IDS status", "amount that binds most", "what it says",
    "currency", "lead", "economies", "public money", "first year", "last year", "products",
)  # fmt: skip
_AMOUNTS = ("project", "kind", "amount", "currency", "day", "entry", "source")
_SUMS = ("kind", "currency", "projects", "sum")
_ENTRIES = (
    "entry", "project", "act", "day", "recorded at", "recorded by", "party", "stage", "kind",
    "amount", "currency", "document", "SHA-256", "source", "reason", "due",
    "in place of entry", "corrected by entry",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name and the heads of its columns."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


def list_sheets(package: ProjectPackage) -> list[Sheet]:
    """Return the tables. Sums are of each kind and currency apart, without what was given up."""
    return [
        Sheet("Projects", _PROJECTS, [_write_project(one) for one in package.projects]),
        Sheet("Amounts", _AMOUNTS, [row for one in package.projects for row in _list_amounts(one)]),
        Sheet("Sums", _SUMS, _add_up(package)),
        Sheet("Entries", _ENTRIES, [row for one in package.projects for row in _list_entries(one)]),
    ]


def _write_project(project: ProjectRecord) -> tuple[object, ...]:
    state = project.state
    return (
        project.code,
        str(project.title.in_language("en")),
        "given up" if state.ended else state.stage,
        find_status(project),
        state.amount,
        state.kind,
        state.currency,
        str(project.lead.in_language("en")),
        " ".join(sorted(project.economies)),
        project.public_money,
        project.start_year,
        project.end_year,
        " ".join(project.products),
    )


def _list_amounts(project: ProjectRecord) -> list[tuple[object, ...]]:
    return [
        (project.code, kind, one.amount, one.currency, one.day, one.number, one.source)
        for kind in AMOUNT_KINDS
        if (one := project.find_amount(kind)) is not None
    ]


def _add_up(package: ProjectPackage) -> list[tuple[object, ...]]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for project in package.projects:
        if project.state.ended:
            continue
        for kind, (amount, currency) in project.state.amounts.items():
            counts[kind, currency] += 1
            sums[kind, currency] += amount
    order = sorted(sums, key=lambda key: (AMOUNT_KINDS.index(key[0]), key[1]))
    return [(*key, counts[key], sums[key]) for key in order]


def _list_entries(project: ProjectRecord) -> list[tuple[object, ...]]:
    by = {one.corrects: one.number for one in project.entries if one.corrects is not None}
    return [
        (
            one.number, project.code, one.act, one.day, one.recorded_at, one.person, one.party,
            one.stage, one.kind, one.amount, one.currency, one.document, one.sha256, one.source,
            one.reason, one.due, one.corrects, by.get(one.number),
        )
        for one in project.entries
    ]  # fmt: skip
