"""What happened at meetings and after them, out of the database."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import (
    Block,
    CheckIn,
    FollowUp,
    NoShow,
    Outcome,
    RequestLimit,
    RequestParty,
    Started,
)
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.gathering.columns import Only, tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns
from fairlead.folder.choices import SIDES

PARTY = "party-"  # how a check-in says that it is for a further party, before the party's id
FIRST_PARTY = 3
_LIMIT = ("role", "a_day", "open_at_once")


def gather_encounters(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; eight queries. Private notes are not among them."""
    languages = edition.languages
    said = list_columns(
        "outcomes",
        request="request__code",
        organisation="organisation__code",
        person="participation__code",
        by="by__code",
        at="said_at",
    )
    outcomes = Outcome.objects.filter(request__edition=edition).order_by("pk")
    began = list_columns("started", request="request__code", by="by__code")
    started = Started.objects.filter(request__edition=edition).order_by("pk")
    limits = RequestLimit.objects.filter(edition=edition).order_by("pk")
    return {
        "request_limits": tabulate(
            "request_limits", _LIMIT, limits.values_list(*_LIMIT), languages
        ),
        "check_ins": _gather_check_ins(edition),
        "no_shows": _gather_no_shows(edition),
        "outcomes": tabulate(
            "outcomes", list(said), outcomes.values_list(*said.values()), languages
        ),
        "follow_ups": _gather_follow_ups(edition),
        "started": tabulate(
            "started", list(began), started.values_list(*began.values()), languages
        ),
    }


def gather_blocks(edition: Edition, _only: Only = None) -> pa.Table:
    """Return who wants no requests from whom; always both columns, as there are no others."""
    blocks = Block.objects.filter(edition=edition).order_by("pk")
    rows = blocks.values_list("by__code", "whom__code")
    return tabulate("blocks", ("person", "blocked"), rows, edition.languages)


def _gather_check_ins(edition: Edition) -> pa.Table:
    """Return who was there; a further party by its number in request_parties.csv."""
    numbers: dict[str, int] = {}
    count: Counter[int] = Counter()
    parties = RequestParty.objects.filter(request__edition=edition).order_by("pk")
    for pk, request in parties.values_list("pk", "request_id"):
        numbers[f"{PARTY}{pk}"] = FIRST_PARTY + count[request]
        count[request] += 1
    rows = CheckIn.objects.filter(request__edition=edition).order_by("pk")
    told = []
    for *key, side, at in rows.values_list(
        "request__code", "participation__code", "begins", "side", "at"
    ):
        party = numbers.get(side)
        known = side if side in SIDES else ("party" if party is not None else "")
        told.append((*key, known, party, at))
    names = ("request", "person", "begins_at", "side", "party", "at")
    return tabulate("check_ins", names, told, edition.languages)


def _gather_no_shows(edition: Edition) -> pa.Table:
    codes = dict(Participation.objects.filter(edition=edition).values_list("pk", "code"))
    rows = NoShow.objects.filter(request__edition=edition).order_by("request_id")
    told = [
        (request, [codes[one] for one in absent if one in codes], *others)
        for request, absent, *others in rows.values_list(
            "request__code", "absent", "begins", "ends", "by__code", "at"
        )
    ]
    names = ("request", "absent", "begins_at", "ends_at", "by", "at")
    return tabulate("no_shows", names, told, edition.languages)


def _gather_follow_ups(edition: Edition) -> pa.Table:
    rows = FollowUp.objects.filter(request__edition=edition).order_by("pk")
    count: Counter[tuple[str, str]] = Counter()
    told = []
    for request, person, *others in rows.values_list(
        "request__code", "participation__code", "text", "day", "made_at", "done_at", "reminded_at"
    ):
        count[request, person] += 1
        told.append((request, person, count[request, person], *others))
    names = ("request", "person", "number", "text", "day", "made_at", "done_at", "reminded_at")
    return tabulate("follow_ups", names, told, edition.languages)
