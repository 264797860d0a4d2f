"""What waits for the organiser, into the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Proposal, ProposalState
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.market import keep_files

Key = tuple[str, str]


def load_waiting(load: Load) -> None:
    """Let exactly this wait; what a folder has no more is withdrawn, and stays as history."""
    wanted = {key: (values, at) for key, values, at in _read_waiting(load)}
    held = {
        (one.organisation.code, one.about): one
        for one in Proposal.objects.filter(
            organisation__edition=load.edition, state=ProposalState.WAITING
        ).select_related("organisation")
    }
    gone = [one.pk for key, one in held.items() if key not in wanted]
    Proposal.objects.filter(pk__in=gone).update(
        state=ProposalState.WITHDRAWN, decided_at=timezone.now()
    )
    firms = dict(Organisation.objects.filter(edition=load.edition).values_list("code", "pk"))
    for (firm, about), (values, at) in wanted.items():
        one = held.get((firm, about))
        if one is None:
            one = Proposal.objects.create(organisation_id=firms[firm], about=about, values=values)
        elif (one.values, one.at) == (values, at):
            continue
        Proposal.objects.filter(pk=one.pk).update(values=values, at=at)


def _read_waiting(load: Load) -> Iterator[tuple[Key, dict[str, Any], Any]]:
    """Yield each text that waits: whose and what about, what it is to say, and since when."""
    fair = load.fair
    texts = [fair.localized("waiting_profiles", name) for name in ("city", "description")]
    for row, city, description in zip(fair.waiting_profiles.to_pylist(), *texts, strict=True):
        plain = {name: row[name] or "" for name in ("website", "email")}
        said = {"city": dict(city), "description": dict(description), **plain}
        yield (
            (row["organisation"], "profile"),
            said | {"languages": row["languages"] or []},
            row["at"],
        )
    texts = [fair.localized("waiting_entries", name) for name in ("title", "description")]
    for row, title, description in zip(fair.waiting_entries.to_pylist(), *texts, strict=True):
        until = row["expires_on"]
        said = {
            "title": dict(title),
            "description": dict(description),
            "products": row["products"],
            "cooperation": row["cooperation"],
            "expires_on": until.isoformat() if until else None,
        }
        said |= {"economy": row["economy"]} if row["economy"] else {}
        said |= {"hidden": True} if row["hidden"] else {}
        said |= {"figures": json.loads(row["figures"])} if row["figures"] else {}
        yield (row["organisation"], f"{row['kind']}/{row['code']}"), said, row["at"]
    yield from _read_pictures(load)


def _read_pictures(load: Load) -> Iterator[tuple[Key, dict[str, Any], Any]]:
    rows = load.fair.waiting_pictures.to_pylist()
    sizes = keep_files(load, "waiting_pictures")
    words = load.fair.localized("waiting_pictures", "words")
    shown: dict[Key, list[tuple[int, dict[str, Any]]]] = {}
    since: dict[Key, Any] = {}
    for row, said in zip(rows, words, strict=True):
        key = row["organisation"], row["kind"]
        since[key] = row["at"]
        listed = shown.setdefault(key, [])
        if row["sha256"]:
            width, height = sizes[row["sha256"]]
            size = {"width": width, "height": height}
            value = {"digest": row["sha256"], **size, "words": dict(said)}
            listed.append((row["number"], value))
    for key, listed in shown.items():
        pictures = [value for _, value in sorted(listed, key=lambda pair: pair[0])]
        yield key, {"pictures": pictures}, since[key]
