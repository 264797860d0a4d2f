"""The ledger's projects as records for the forms that others read: OC4IDS, IATI, tables."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from fairlead.apps.cooperation.models import Entry, Project, ShareKind
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.mail import build_site_address
from fairlead.folder.ledger_exports.records import (
    EntryRecord,
    PartyRecord,
    ProjectPackage,
    ProjectRecord,
)
from fairlead.ui.language_path import change_language

IATI = "iati.xml"
LEDGER_FILES = {"oc4ids.json": "projects_oc4ids", IATI: "projects_iati", "xlsx": "projects_xlsx"}
"""How each file of the projects ends, with the name of its address."""
PART = 1_000
"""So many projects are written into one file for a page; a longer list comes in parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an edition's projects, in the order of their codes, and how many parts there are.

    ``package`` is None where no project is to be written.
    """

    package: ProjectPackage | None
    number: int
    parts: int


def gather_package(
    edition: Edition,
    *,
    kind: str,
    number: int = 1,
    size: int | None = PART,
    with_persons: bool = False,
) -> Part:
    """Return projects with their parties and entries; one package where ``size`` is None.

    Who recorded an entry is left out unless ``with_persons``: files are copied on, and what they
    say can be proved without a name. As IATI there are only projects of whose cost the body of an
    economy bears a part. Five queries.
    """
    found = Project.objects.filter(edition=edition).order_by("code")
    if kind == IATI:
        bodies = {"shares__kind": ShareKind.COST, "shares__partner__role": "body"}
        found = found.filter(**bodies, shares__share__gt=0).distinct()
    total = found.count()
    parts = 1 if size is None else max(1, -(-total // size))
    if total == 0 or not 1 <= number <= parts:
        return Part(None, number, parts)
    if size is not None:
        found = found[(number - 1) * size : number * size]
    projects = list(found.select_related("lead", "ledger").prefetch_related("partners", "shares"))
    entries = _read_entries(projects, with_persons=with_persons)
    records = tuple(_write_project(one, entries.get(one.pk, ())) for one in projects)
    moments = [one.recorded_at for record in records for one in record.entries]
    home = _write_address("projects", edition)
    address = _write_address(LEDGER_FILES[kind], edition)
    package = ProjectPackage(
        ledger=projects[0].ledger.code,
        publisher=edition.name,
        currency=edition.currency,
        updated=max(moments, default=dt.datetime.combine(edition.first_day, dt.time(), dt.UTC)),
        site=settings.FAIRLEAD_SITE_URL,
        home=home,
        address=address if number == 1 else f"{address}?part={number}",
        projects=records,
    )
    return Part(package, number, parts)


def _write_address(name: str, edition: Edition) -> str:
    """Return a public address that is the same for every reader: in the site's first language."""
    path = reverse(f"public:{name}", args=(edition.code,))
    return build_site_address(change_language(path, settings.LANGUAGE_CODE))


def _read_entries(
    projects: list[Project], *, with_persons: bool
) -> dict[int, tuple[EntryRecord, ...]]:
    columns = list(EntryRecord.__dataclass_fields__)
    found: dict[int, list[EntryRecord]] = defaultdict(list)
    rows = Entry.objects.filter(project__in=projects).order_by("project_id", "number")
    for project, *values in rows.values_list("project_id", *columns).iterator(10_000):
        fields = dict(zip(columns, values, strict=True))
        if not with_persons:
            fields["person"] = ""
        found[project].append(EntryRecord(**fields))
    return {project: tuple(listed) for project, listed in found.items()}


def _write_project(project: Project, entries: tuple[EntryRecord, ...]) -> ProjectRecord:
    shares: dict[tuple[int, str], Decimal] = {
        (one.partner_id, one.kind): one.share for one in project.shares.all()
    }
    parties = tuple(
        PartyRecord(
            code=one.code,
            name=one.name,
            economy=one.economy,
            role=one.role,
            cost=shares.get((one.pk, ShareKind.COST)),
            benefit=shares.get((one.pk, ShareKind.BENEFIT)),
        )
        for one in project.partners.all()
    )
    return ProjectRecord(
        code=project.code,
        title=project.title,
        description=project.description,
        start_year=project.start_year,
        end_year=project.start_year + max(0, len(project.cash_flows) - 1),
        products=tuple(project.products),
        parties=parties,
        entries=entries,
        **({"lead": project.lead.name} if project.lead else {}),
    )
