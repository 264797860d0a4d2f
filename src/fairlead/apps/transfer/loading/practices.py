"""Practices with their effects, and screening, into the database."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from fairlead.apps.fairs.copy_rows import (
    Column,
    repeat_value,
    write_array_column,
    write_text_column,
)
from fairlead.apps.practices.models import Effect, Practice
from fairlead.apps.practices.practice_texts import EFFECT_TEXTS, TEXTS
from fairlead.apps.screening.domain.load_list import describe_entry
from fairlead.apps.screening.models import Decision, Hit, Restricted, RestrictedList
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain, lay_out_words
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet


def _lay_out_practices(load: Load) -> dict[str, Column]:
    rows = load.fair.practices
    now = pc.fill_null(rows["written_at"], pa.scalar(timezone.now(), rows["written_at"].type))
    return {
        "code": rows["id"],
        **load.texts("practices", "title", "problem", "solution"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "project_id": load.refer(rows["project"], "projects"),
        "contact_id": load.refer(rows["contact"], "people"),
        "written_by_id": load.refer(rows["written_by"], "people"),
        "products": write_array_column(rows["products"]),
        "sectors": write_array_column(rows["sectors"]),
        **lay_out_plain(rows, "economy", "year", "contact_agreed_at", "state", "number"),
        **lay_out_words(rows, "reason"),
        "written_at": now,
    }


def _lay_out_effects(load: Load) -> dict[str, Column]:
    rows = load.fair.effects
    return {
        "practice_id": load.refer(rows["practice"], "practices"),
        "position": rows["number"],
        **load.texts("effects", *EFFECT_TEXTS),
        **lay_out_plain(rows, "before", "after", "measured_on"),
    }


def _lay_out_lists(load: Load) -> dict[str, Column]:
    rows = load.fair.screening_lists
    entries = load.fair.screening_entries
    counts: dict[tuple[object, object], int] = {}
    for key in zip(entries["list"].to_pylist(), entries["uploaded_at"].to_pylist(), strict=True):
        counts[key] = counts.get(key, 0) + 1
    keys = zip(rows["name"].to_pylist(), rows["uploaded_at"].to_pylist(), strict=True)
    return {
        **lay_out_plain(rows, "name", "uploaded_at", "file", "sha256", "screened_at"),
        "current": rows["current"].is_valid(),
        "size": pa.array([counts.get(key, 0) for key in keys], pa.int64()),
    }


def _lay_out_entries(load: Load) -> dict[str, Column]:
    rows = load.fair.screening_entries
    found = RestrictedList.objects.filter(edition=load.edition)
    lists = {(name, at): pk for name, at, pk in found.values_list("name", "uploaded_at", "pk")}
    keys = zip(rows["list"].to_pylist(), rows["uploaded_at"].to_pylist(), strict=True)
    told = [
        describe_entry(one["name"] or "", one["aliases"] or [], one["country"] or "",
                       one["codes"] or [])
        for one in rows.select(["name", "aliases", "country", "codes"]).to_pylist()
    ]  # fmt: skip
    return {
        "held_in_id": pa.array([lists[key] for key in keys], pa.int64()),
        **lay_out_plain(rows, "line", "day"),
        **lay_out_words(rows, "name", "country", "source"),
        "aliases": write_array_column(rows["aliases"]),
        "codes": write_array_column(rows["codes"]),
        "digest": pa.array([digest for digest, _ in told], pa.string()),
        "keys": write_array_column(pa.array([keys for _, keys in told], pa.list_(pa.string()))),
    }


def _lay_out_hits(load: Load) -> dict[str, Column]:
    rows = load.fair.screening_hits
    return {
        **lay_out_plain(
            rows, "kind", "code", "identity", "basis", "ours", "theirs", "score", "day", "found_at"
        ),
        **lay_out_words(rows, "country", "source"),
        "list_name": rows["list"],
        "entry_name": write_text_column(rows["entry"]),
        "listed": rows["listed"].is_valid(),
        "state": repeat_value("open", rows.num_rows),  # the decisions make it another
    }


def _lay_out_decisions(load: Load) -> dict[str, Column]:
    rows = load.fair.screening_decisions
    found = Hit.objects.filter(edition=load.edition)
    hits = {tuple(key): pk for pk, *key in found.values_list("pk", "kind", "code", "identity")}
    keys = zip(*(rows[name].to_pylist() for name in ("kind", "code", "identity")), strict=True)
    return {
        "hit_id": pa.array([hits[key] for key in keys], pa.int64()),
        **lay_out_plain(rows, "state", "reason", "person", "at"),
    }


_LIST = ("held_in__name", "held_in__uploaded_at", "line")
_HIT = ("kind", "code", "identity")
SHEETS = (
    Sheet("practices", Practice, ("code",), _lay_out_practices, of_edition=True),
    Sheet("effects", Effect, ("practice__code", "position"), _lay_out_effects,
          edition="practice__edition", gives_way=True),
    Sheet("screening_lists", RestrictedList, ("name", "uploaded_at"), _lay_out_lists,
          of_edition=True),
    Sheet("screening_entries", Restricted, _LIST, _lay_out_entries,
          edition="held_in__edition", gives_way=True),
    Sheet("screening_hits", Hit, _HIT, _lay_out_hits, of_edition=True),
    Sheet("screening_decisions", Decision, (*(f"hit__{one}" for one in _HIT),),
          _lay_out_decisions, edition="hit__edition", is_recorded=True, counts=True),
)  # fmt: skip


def load_practices(load: Load) -> None:
    """Write practices with what waits beside them, and screening."""
    changes = _read_changes(load)
    held = Practice.objects.filter(edition=load.edition, proposed__isnull=False)
    held.exclude(code__in=changes).update(proposed=None)
    for sheet in SHEETS:
        load_sheet(load, sheet)
    waiting = {one.code: one for one in Practice.objects.filter(edition=load.edition)}
    changed = [one for code, one in waiting.items() if one.proposed != changes.get(code)]
    for one in changed:
        one.proposed = changes[one.code]
    Practice.objects.bulk_update(changed, ["proposed"], batch_size=200)


def _read_changes(load: Load) -> dict[str, dict[str, Any]]:
    """Return what practices are to say, by their codes, as `practice_texts` has it."""
    effects: dict[str, list[dict[str, Any]]] = defaultdict(list)
    said = {name: load.fair.localized("changed_effects", name) for name in EFFECT_TEXTS}
    rows = enumerate(load.fair.changed_effects.to_pylist())
    for place, row in sorted(rows, key=lambda pair: pair[1]["number"]):
        on = row["measured_on"]
        effects[row["practice"]].append(
            {
                **{name: dict(said[name][place]) for name in EFFECT_TEXTS},
                **{name: row[name] for name in ("before", "after")},
                "measured_on": on.isoformat() if on else None,
            }
        )
    texts = {name: load.fair.localized("practice_changes", name) for name in TEXTS}
    return {
        row["practice"]: {
            **{name: dict(texts[name][place]) for name in TEXTS},
            **{name: row[name] for name in ("economy", "year")},
            **{name: row[name] or "" for name in ("organisation", "project")},
            **{name: row[name] or [] for name in ("products", "sectors")},
            "effects": effects[row["practice"]],
        }
        for place, row in enumerate(load.fair.practice_changes.to_pylist())
    }
