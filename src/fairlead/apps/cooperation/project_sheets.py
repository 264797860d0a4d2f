"""Projects as the tables of a workbook: the projects, their amounts, the sums, every entry.

The words are in the language of the page; codes of the standards and of the fair stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Act, AmountKind, Stage
from fairlead.folder.choices import AMOUNT_KINDS
from fairlead.folder.ledger_exports.oc4ids import find_status
from fairlead.folder.ledger_exports.records import ProjectPackage, ProjectRecord
from fairlead.ui.languages import SOURCE
from fairlead.ui.text_language import find_text_language


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name and the heads of its columns."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


def list_sheets(package: ProjectPackage) -> list[Sheet]:
    """Return the tables. Sums are of each kind and currency apart, without what was given up."""
    projects = (
        _("project"), _("title"), _("stage"), _("OC4IDS status"), _("amount that binds most"),
        _("what it says"), _("currency"), _("lead"), _("economies"), _("public money"),
        _("first year"), _("last year"), _("products"),
    )  # fmt: skip
    amounts = (
        _("project"), _("kind"), _("amount"), _("currency"), _("day"), _("entry"), _("source"),
    )  # fmt: skip
    sums = (_("kind"), _("currency"), _("projects"), _("sum"))
    entries = (
        _("entry"), _("project"), _("act"), _("day"), _("recorded at"), _("recorded by"),
        _("party"), _("stage"), _("kind"), _("amount"), _("currency"), _("document"), "SHA-256",
        _("source"), _("reason"), _("due"), _("in place of entry"), _("corrected by entry"),
    )  # fmt: skip
    listed = package.projects
    return [
        Sheet(_("Projects"), projects, [_write_project(one) for one in listed]),
        Sheet(_("Amounts"), amounts, [row for one in listed for row in _list_amounts(one)]),
        Sheet(_("Sums"), sums, _add_up(package)),
        Sheet(_("Entries"), entries, [row for one in listed for row in _list_entries(one)]),
    ]


def _name(choices: type[TextChoices], value: str | None) -> str:
    """Return what a value of a choice is called, nothing for none."""
    return str(choices(value).label) if value else ""


def _write_project(project: ProjectRecord) -> tuple[object, ...]:
    state = project.state
    return (
        project.code,
        str(project.title.in_language(find_text_language(), SOURCE)),
        _("given up") if state.ended else _name(Stage, state.stage),
        find_status(project),
        state.amount,
        _name(AmountKind, state.kind),
        state.currency,
        str(project.lead.in_language(find_text_language(), SOURCE)),
        " ".join(sorted(project.economies)),
        project.public_money,
        project.start_year,
        project.end_year,
        " ".join(project.products),
    )


def _list_amounts(project: ProjectRecord) -> list[tuple[object, ...]]:
    return [
        (
            project.code,
            _name(AmountKind, kind),
            one.amount,
            one.currency,
            one.day,
            one.number,
            one.source,
        )
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
    return [
        (_name(AmountKind, kind), currency, counts[kind, currency], sums[kind, currency])
        for kind, currency in order
    ]


def _list_entries(project: ProjectRecord) -> list[tuple[object, ...]]:
    by = {one.corrects: one.number for one in project.entries if one.corrects is not None}
    return [
        (
            one.number, project.code, _name(Act, one.act), one.day, one.recorded_at, one.person,
            one.party, _name(Stage, one.stage), _name(AmountKind, one.kind), one.amount,
            one.currency, one.document, one.sha256, one.source, one.reason, one.due, one.corrects,
            by.get(one.number),
        )
        for one in project.entries
    ]  # fmt: skip
