"""Practices and screening out of the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pyarrow as pa

from fairlead.apps.fairs.models import Edition
from fairlead.apps.practices.models import Effect, Practice
from fairlead.apps.screening.models import Decision, Hit, Restricted, RestrictedList
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.schemas import BY_NAME


def gather_practices(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; seven queries."""
    languages = edition.languages
    says = list_columns(
        "practices",
        id="code",
        organisation="organisation__code",
        project="project__code",
        contact="contact__code",
        written_by="written_by__code",
    )
    practices = Practice.objects.filter(edition=edition).order_by("pk")
    came = list_columns("effects", practice="practice__code", number="position")
    effects = Effect.objects.filter(practice__edition=edition).order_by("pk")
    lists = list_columns("screening_lists", current=say_yes("current"))
    taken = RestrictedList.objects.filter(edition=edition).order_by("pk")
    names = list_columns(
        "screening_entries", list="held_in__name", uploaded_at="held_in__uploaded_at"
    )
    entries = Restricted.objects.filter(held_in__edition=edition).order_by("pk")
    hit = list_columns(
        "screening_hits", list="list_name", entry="entry_name", listed=say_yes("listed")
    )
    hits = Hit.objects.filter(edition=edition).order_by("pk")
    return {
        "practices": tabulate(
            "practices", list(says), practices.values_list(*says.values()), languages
        ),
        "effects": tabulate("effects", list(came), effects.values_list(*came.values()), languages),
        **_gather_changes(edition),
        "screening_lists": tabulate(
            "screening_lists", list(lists), taken.values_list(*lists.values()), languages
        ),
        "screening_entries": tabulate(
            "screening_entries", list(names), entries.values_list(*names.values()), languages
        ),
        "screening_hits": tabulate(
            "screening_hits", list(hit), hits.values_list(*hit.values()), languages
        ),
        "screening_decisions": _gather_decisions(edition),
    }


def _gather_changes(edition: Edition) -> dict[str, pa.Table]:
    """Return what waits beside practices that are published."""
    waiting = Practice.objects.filter(edition=edition, proposed__isnull=False).order_by("pk")
    changes: list[list[Any]] = []
    effects: list[list[Any]] = []
    columns = [one.name for one in BY_NAME["practice_changes"].fields]
    measured = [one.name for one in BY_NAME["changed_effects"].fields]
    for code, proposed in waiting.values_list("code", "proposed"):
        said: dict[str, Any] = proposed or {}
        changes.append([code, *(said[name] for name in columns[1:])])
        for number, effect in enumerate(said["effects"], 1):
            told = effect | {"practice": code, "number": number}
            on = told["measured_on"]
            told["measured_on"] = dt.date.fromisoformat(on) if on else None
            effects.append([told[name] for name in measured])
    return {
        "practice_changes": tabulate("practice_changes", columns, changes, edition.languages),
        "changed_effects": tabulate("changed_effects", measured, effects, edition.languages),
    }


def _gather_decisions(edition: Edition) -> pa.Table:
    names = ("kind", "code", "identity", "state", "reason", "person", "at")
    paths = [f"hit__{name}" for name in names[:3]] + list(names[3:])
    rows = Decision.objects.filter(hit__edition=edition).order_by("pk").values_list(*paths)
    places: Counter[tuple[Any, ...]] = Counter()
    told = []
    for row in rows:
        places[row[:3]] += 1
        told.append((*row, places[row[:3]]))
    return tabulate("screening_decisions", (*names, "number"), told, edition.languages)
