"""Projects, their partners' shares, the ties between them, their ledger and rates.

A project is the same one at every load, found by its code: it outlives the edition, and nothing
that was recorded of it is undone.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from fairlead.apps.cooperation.domain.add_rates import add_rates
from fairlead.apps.cooperation.domain.record_entries import Facts, open_ledger, record_entries
from fairlead.apps.cooperation.models import (
    Act,
    AmountKind,
    Entry,
    Ledger,
    Partner,
    Project,
    Share,
    ShareKind,
    Tie,
    TieKind,
)
from fairlead.apps.cooperation.queries.states import read_states
from fairlead.apps.fairs.copy_rows import copy_rows, repeat_value, reserve_ids, write_array_column
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.ledger_chain import COLUMNS
from fairlead.folder.project_checks import fill_entry

SOURCE = "projects.csv"


def load_projects(load: Load) -> None:
    """Write projects, partners, shares, ties and what is known of their stage and amount."""
    ledger = _open_ledger(load)
    if ledger is None:
        load.ids["projects"] = pa.array([], pa.int64())
        return
    held = Project.objects.filter(ledger=ledger)
    if load.touched is None:  # what people recorded comes back with the edition
        recorded = Entry.objects.filter(ledger=ledger).exclude(person="").values("project")
        held.filter(edition=None, pk__in=recorded).update(edition=load.edition)
    known = dict(held.values_list("code", "pk"))
    codes = load.fair.projects["id"].to_pylist()
    fresh = iter(
        reserve_ids(
            load.cursor, "cooperation_project", sum(code not in known for code in codes)
        ).to_pylist()
    )
    load.ids["projects"] = pa.array(
        [known[code] if code in known else next(fresh) for code in codes], pa.int64()
    )
    _write_projects(load, ledger, set(known))
    _write_partners(load, set(known.values()))
    if load.fair.ledger.num_rows:
        _append_entries(load, ledger)
    else:
        _open_projects(load, ledger)


def _open_ledger(load: Load) -> Ledger | None:
    code = load.edition.code
    if load.fair.projects.num_rows or load.fair.rates.num_rows:
        return open_ledger(code)
    return Ledger.objects.filter(code=code).first()


def _write_projects(load: Load, ledger: Ledger, known: set[str]) -> None:
    rows = load.fair.projects
    columns: dict[str, Any] = {
        "id": load.ids["projects"],
        "ledger_id": repeat_value(ledger.pk, rows.num_rows),
        "code": rows["id"],
        "lead_id": load.refer(rows["lead"], "organisations"),
        **{name: rows[name] for name in ("start_year", "jobs", "local_share")},
        **{name: write_array_column(rows[name]) for name in ("products", "cash_flows", "costs")},
        **load.texts("projects", "title", "description"),
    }
    is_new = pa.array([code not in known for code in rows["id"].to_pylist()], pa.bool_())
    load.copy("cooperation_project", {name: one.filter(is_new) for name, one in columns.items()})
    if not known:
        return
    texts = {name: load.fair.localized("projects", name) for name in ("title", "description")}
    plain = ("start_year", "cash_flows", "jobs", "local_share")
    again = [
        Project(
            id=project,
            edition=load.edition,
            lead_id=lead,
            **{name: row[name] for name in plain},
            **{name: row[name] or [] for name in ("products", "costs")},
            **{name: texts[name][place] for name in texts},
        )
        for place, (project, lead, row) in enumerate(
            zip(
                load.ids["projects"].to_pylist(),
                columns["lead_id"].to_pylist(),
                rows.to_pylist(),
                strict=True,
            )
        )
        if row["id"] in known and (load.touched is None or load.touched["projects"][place].as_py())
    ]
    Project.objects.bulk_update(
        again, ["edition", "lead", "products", "costs", *plain, *texts], batch_size=500
    )


def _write_partners(load: Load, known: set[int]) -> None:
    """Write partners and shares; those of projects that were there give way to the new ones.

    A partner that stays keeps who approves for it.
    """
    organisations = dict(
        zip(
            load.fair.organisations["id"].to_pylist(),
            load.ids["organisations"].to_pylist(),
            strict=True,
        )
    )
    names = dict(
        zip(
            load.fair.organisations["id"].to_pylist(),
            load.fair.localized("organisations", "name"),
            strict=True,
        )
    )
    every = _read_partners(load)
    held = {(row.project_id, row.code): row for row in Partner.objects.filter(project__in=known)}
    written = _find_written(load, every, set(held))
    given = {project: every[project] for project in written}
    partners: list[Partner] = []
    shares: list[tuple[Partner, ShareKind, int, Any]] = []
    for project, listed in given.items():
        for position, row in enumerate(listed):
            partner = held.pop((project, row["partner"]), None) or Partner(
                project_id=project, code=row["partner"]
            )
            partner.position = position
            partner.economy = row["economy"]
            partner.role = row["role"]
            firm = row["organisation"]
            partner.organisation_id = organisations.get(firm) if firm else None
            partner.name = names[firm] if firm else row["name"]
            partners.append(partner)
            shares += [
                (partner, kind, row[f"{kind}_position"], row[f"{kind}_share"])
                for kind in ShareKind
                if row[f"{kind}_share"] is not None
            ]
    again = known & written
    Share.objects.filter(project__in=again).delete()
    gone = [row.pk for (project, _), row in held.items() if project in given]
    Partner.objects.filter(pk__in=gone).delete()
    Tie.objects.filter(project__in=again).delete()
    old = [partner for partner in partners if partner.pk]
    fields = ["position", "economy", "role", "organisation", "name"]
    Partner.objects.bulk_update(old, fields, batch_size=500)
    Partner.objects.bulk_create(
        [partner for partner in partners if not partner.pk], batch_size=2_000
    )
    columns = {
        "project_id": pa.array([one.project_id for one, _, _, _ in shares], pa.int64()),
        "partner_id": pa.array([one.pk for one, _, _, _ in shares], pa.int64()),
        "kind": pa.array([kind.value for _, kind, _, _ in shares], pa.string()),
        "position": pa.array([place for _, _, place, _ in shares], pa.int64()),
        "share": pa.array([share for _, _, _, share in shares], pa.float64()),
    }
    copy_rows(load.cursor, "cooperation_share", columns)
    for tie in TieKind:
        _load_ties(load, tie, written)


def _find_written(
    load: Load, every: dict[int, list[dict[str, Any]]], held: set[tuple[int, str]]
) -> set[int]:
    """Return the projects whose partners and ties are written: all but those that stay as is."""
    if load.touched is None:
        return set(every)
    ids = load.ids["projects"]
    found = set(ids.filter(load.touched["projects"]).to_pylist())
    partners = load.refer(load.fair.partners["project"], "projects")
    found |= set(partners.filter(load.touched["partners"]).to_pylist())
    said = {(project, row["partner"]) for project, listed in every.items() for row in listed}
    return found | {project for project, _ in said ^ held if project in every}


def _read_partners(load: Load) -> dict[int, list[dict[str, Any]]]:
    """Return the partners of every project: those of partners.csv, else a body an economy."""
    ids = dict(
        zip(load.fair.projects["id"].to_pylist(), load.ids["projects"].to_pylist(), strict=True)
    )
    found: dict[int, list[dict[str, Any]]] = {project: [] for project in ids.values()}
    names = load.fair.localized("partners", "name")
    for row, name in zip(load.fair.partners.to_pylist(), names, strict=True):
        listed = found[ids[row["project"]]]
        place = len(listed)
        listed.append(row | {"name": name, "cost_position": place, "benefit_position": place})
    for row in load.fair.projects.to_pylist():
        listed = found[ids[row["id"]]]
        if not listed:
            listed += _make_bodies(row)
    return found


def _make_bodies(project: dict[str, Any]) -> list[dict[str, Any]]:
    cost, benefit = dict(project["partners"] or ()), dict(project["benefit_shares"] or ())
    costs, benefits = list(cost), list(benefit)
    return [
        {
            "partner": economy,
            "economy": economy,
            "organisation": None,
            "name": {},
            "role": "body",
            "cost_share": cost.get(economy),
            "cost_position": costs.index(economy) if economy in cost else 0,
            "benefit_share": benefit.get(economy),
            "benefit_position": benefits.index(economy) if economy in benefit else 0,
        }
        for economy in dict.fromkeys([*costs, *benefits])
    ]


def _load_ties(load: Load, kind: TieKind, written: set[int]) -> None:
    ties = load.values("projects", kind.value)
    columns = {
        "project_id": ties.rows,
        "kind": repeat_value(kind.value, len(ties.rows)),
        "position": ties.places,
        "other_id": load.refer(pa.array(ties.values, pa.string()), "projects"),
    }
    kept = pc.is_in(ties.rows, value_set=pa.array(sorted(written), pa.int64()))
    copy_rows(
        load.cursor, "cooperation_tie", {key: pc.filter(one, kept) for key, one in columns.items()}
    )


def _append_entries(load: Load, ledger: Ledger) -> None:
    """Add what the folder's ledger has beyond the database's; one must begin as the other does."""
    rows = load.fair.ledger.sort_by("number")
    digests = rows["digest"].to_pylist()
    shared = min(ledger.size, len(digests))
    ours = Entry.objects.filter(ledger=ledger, number=shared).values_list("digest", flat=True)
    if shared and ours.get() != digests[shared - 1]:
        raise _report_fork(ledger, digests[:shared])
    rows = rows.slice(shared)
    entries = [fill_entry(row) for row in rows.to_pylist()]
    columns: dict[str, Any] = {
        name: pa.array([entry[name] for entry in entries], rows[name].type)
        for name in (*COLUMNS, "digest")
        if name != "project"
    }
    columns |= {
        "ledger_id": repeat_value(ledger.pk, rows.num_rows),
        "project_id": load.refer(rows["project"], "projects"),
        "recorded_at": rows["recorded_at"].cast(pa.string()),
    }
    copy_rows(load.cursor, "cooperation_entry", columns)


def _report_fork(ledger: Ledger, digests: list[str]) -> Exception:
    """Return the error that names the first entry in which folder and database differ."""
    ours = Entry.objects.filter(ledger=ledger).order_by("number").values_list("digest", flat=True)
    pairs = enumerate(zip(ours, digests, strict=False), start=1)
    number = next(place for place, (mine, yours) in pairs if mine != yours)
    return report_invalid(
        "ledger.csv",
        "expected the entries that the database has, followed by later ones: export the edition "
        "first, or load the folder under another code",
        field="number",
        value=str(number),
    )


def _open_projects(load: Load, ledger: Ledger) -> None:
    """Record the stage and amount that projects.csv states where nobody recorded another one."""
    ids = load.ids["projects"].to_pylist()
    states = read_states(Project.objects.filter(pk__in=ids))
    by_people = set(
        Entry.objects.filter(project__in=ids)
        .exclude(person="")
        .values_list("project_id", flat=True)
    )
    day, currency = timezone.now().date(), load.edition.currency
    facts: list[Facts] = []
    for project, row in zip(ids, load.fair.projects.to_pylist(), strict=True):
        if load.touched is None and project in by_people:
            continue  # the folder is older than what they did; a merge has weighed the two
        state, of = states.get(project), Project(id=project, code=row["id"])
        if state is None or state.stage != row["stage"]:
            facts.append(Facts(project=of, act=Act.OPENING, day=day, stage=row["stage"]))
        stated = row["amount"], row["currency"] or currency
        if state is None or (state.amount, state.currency) != stated:
            kind = (state.kind if state else "") or AmountKind.ANNOUNCED
            facts.append(
                Facts(
                    project=of, act=Act.AMOUNT, day=day, kind=kind,
                    amount=stated[0], currency=stated[1], source=SOURCE,
                )
            )  # fmt: skip
    if facts:
        record_entries(ledger, facts)


def load_rates(load: Load) -> None:
    """Add the rates that the ledger does not have; raises InvalidInput for one that differs."""
    rows = load.fair.rates.to_pylist()
    if not rows:
        return
    ledger = open_ledger(load.edition.code)
    add_rates(ledger, rows)
