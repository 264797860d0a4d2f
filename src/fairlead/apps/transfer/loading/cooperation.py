"""Projects, their partners' shares, and the ties between them."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.cooperation.models import ShareKind, TieKind
from fairlead.apps.fairs.copy_rows import repeat_value, write_array_column
from fairlead.apps.transfer.loading.load_context import Load


def load_projects(load: Load) -> None:
    """Write projects, shares and ties."""
    rows = load.fair.projects
    columns = {
        "id": load.reserve("projects", "cooperation_project"),
        "code": rows["id"],
        "lead_id": load.refer(rows["lead"], "organisations"),
        **{name: rows[name] for name in ("stage", "amount", "start_year")},
        **{name: rows[name] for name in ("jobs", "local_share")},
        **{name: write_array_column(rows[name]) for name in ("products", "cash_flows", "costs")},
        **load.texts("projects", "title", "description"),
    }
    load.write("projects", "cooperation_project", columns)
    for kind, column in ((ShareKind.COST, "partners"), (ShareKind.BENEFIT, "benefit_shares")):
        _load_shares(load, kind, column)
    for tie in TieKind:
        _load_ties(load, tie)


def _load_shares(load: Load, kind: ShareKind, column: str) -> None:
    shares = load.values("projects", column)
    columns = {
        "project_id": shares.rows,
        "kind": repeat_value(kind.value, len(shares.rows)),
        "position": shares.places,
        "economy": pa.array([economy for economy, _ in shares.values], pa.string()),
        "share": pa.array([share for _, share in shares.values], pa.float64()),
    }
    load.write_parts("projects", "cooperation_share", "project_id", columns, kind=kind)


def _load_ties(load: Load, kind: TieKind) -> None:
    ties = load.values("projects", kind.value)
    columns = {
        "project_id": ties.rows,
        "kind": repeat_value(kind.value, len(ties.rows)),
        "position": ties.places,
        "other_id": load.refer(pa.array(ties.values, pa.string()), "projects"),
    }
    load.write_parts("projects", "cooperation_tie", "project_id", columns, kind=kind)
