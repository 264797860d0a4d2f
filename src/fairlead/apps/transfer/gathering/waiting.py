"""What waits for the organiser, out of the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Proposal, ProposalState
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.folder.json_kind import write_json
from fairlead.folder.schemas import BY_NAME
from fairlead.folder.waiting_schemas import WAITING_SCHEMAS

_PLAIN = {"profile": "waiting_profiles", "offer": "waiting_entries", "need": "waiting_entries"}


def gather_waiting(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; one query."""
    waiting = Proposal.objects.filter(
        organisation__edition=edition, state=ProposalState.WAITING
    ).order_by("pk")
    rows: dict[str, list[dict[str, Any]]] = {schema.name: [] for schema in WAITING_SCHEMAS}
    for firm, about, values, at in waiting.values_list(
        "organisation__code", "about", "values", "at"
    ):
        kind, _, code = about.partition("/")
        known = {"organisation": firm, "kind": kind, "code": code, "at": at}
        if kind in _PLAIN:
            rows[_PLAIN[kind]].append(_read_text(values) | known)
        else:
            rows["waiting_pictures"] += [one | known for one in _read_pictures(values)]
    return {
        name: tabulate(
            name,
            columns := [one.name for one in BY_NAME[name].fields],
            [[row.get(column) for column in columns] for row in listed],
            edition.languages,
        )
        for name, listed in rows.items()
    }


def _read_text(values: dict[str, Any]) -> dict[str, Any]:
    said = dict(values)
    until, figures = said.get("expires_on"), said.get("figures")
    said["expires_on"] = dt.date.fromisoformat(until) if until else None
    said["figures"] = write_json(figures) if figures else None
    said["hidden"] = "yes" if said.get("hidden") else None
    return said


def _read_pictures(values: dict[str, Any]) -> list[dict[str, Any]]:
    shown = [
        {"number": number, "sha256": one["digest"], "words": one["words"]}
        for number, one in enumerate(values["pictures"], 1)
    ]
    return shown or [{"number": 0, "words": {}}]
