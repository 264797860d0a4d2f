"""What happened at meetings and after them, into the database."""

from __future__ import annotations

from collections import Counter, defaultdict

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import Column, write_text_column
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
from fairlead.apps.transfer.gathering.encounters import PARTY
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet


def _lay_out_check_ins(load: Load) -> dict[str, Column]:
    rows = load.fair.check_ins
    parties = _find_parties(load) if rows.num_rows else {}
    keys = (rows[name].to_pylist() for name in ("request", "side", "party"))
    sides = [
        f"{PARTY}{parties[request, number]}" if side == "party" else side or ""
        for request, side, number in zip(*keys, strict=True)
    ]
    return {
        "request_id": load.refer(rows["request"], "requests"),
        "participation_id": load.refer(rows["person"], "people"),
        "begins": rows["begins_at"],
        "side": pa.array(sides, pa.string()),
        "at": rows["at"],
    }


def _find_parties(load: Load) -> dict[tuple[str, int], int]:
    """Return the id of each further party by its request and number, in the file's order."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    held = RequestParty.objects.filter(request__edition=load.edition).order_by("pk")
    for request, pk in held.values_list("request__code", "pk"):
        ids[request].append(pk)
    count: Counter[str] = Counter()
    found = {}
    rows = load.fair.request_parties
    for request, number in zip(
        rows["request"].to_pylist(), rows["number"].to_pylist(), strict=True
    ):
        found[request, number] = ids[request][count[request]]
        count[request] += 1
    return found


def _lay_out_no_shows(load: Load) -> dict[str, Column]:
    rows, people = load.fair.no_shows, load.fair.people
    known = dict(zip(people["id"].to_pylist(), load.ids["people"].to_pylist(), strict=True))
    absent = [
        "{" + ",".join(str(known[one]) for one in codes or ()) + "}"
        for codes in rows["absent"].to_pylist()
    ]
    return {
        "request_id": load.refer(rows["request"], "requests"),
        "absent": pa.array(absent, pa.string()),
        "begins": rows["begins_at"],
        "ends": rows["ends_at"],
        "by_id": load.refer(rows["by"], "people"),
        "at": rows["at"],
    }


def _lay_out_outcomes(load: Load) -> dict[str, Column]:
    rows = load.fair.outcomes
    return {
        "request_id": load.refer(rows["request"], "requests"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "participation_id": load.refer(rows["person"], "people"),
        **lay_out_plain(rows, "interest", "next_step", "value"),
        "currency": write_text_column(rows["currency"]),
        "by_id": load.refer(rows["by"], "people"),
        "said_at": rows["at"],
    }


def _lay_out_follow_ups(load: Load) -> dict[str, Column]:
    rows = load.fair.follow_ups
    return {
        "request_id": load.refer(rows["request"], "requests"),
        "participation_id": load.refer(rows["person"], "people"),
        **lay_out_plain(rows, "text", "day", "made_at", "done_at", "reminded_at"),
    }


def _lay_out_started(load: Load) -> dict[str, Column]:
    rows = load.fair.started
    return {
        "request_id": load.refer(rows["request"], "requests"),
        "kind": rows["kind"],
        "code": write_text_column(rows["code"]),
        "by_id": load.refer(rows["by"], "people"),
        "at": rows["at"],
    }


def _lay_out_limits(load: Load) -> dict[str, Column]:
    return lay_out_plain(load.fair.request_limits, "role", "a_day", "open_at_once")


def _lay_out_blocks(load: Load) -> dict[str, Column]:
    rows = load.fair.blocks
    return {
        "by_id": load.refer(rows["person"], "people"),
        "whom_id": load.refer(rows["blocked"], "people"),
    }


_OF = "request__edition"
SHEETS = (
    Sheet("check_ins", CheckIn, ("request__code", "participation__code", "begins"),
          _lay_out_check_ins, edition=_OF, is_recorded=True),
    Sheet("no_shows", NoShow, ("request__code",), _lay_out_no_shows, edition=_OF,
          is_recorded=True, numbered=False),
    Sheet("outcomes", Outcome,
          ("request__code", "organisation__code", "participation__code"), _lay_out_outcomes,
          edition=_OF),
    Sheet("follow_ups", FollowUp, ("request__code", "participation__code"),
          _lay_out_follow_ups, edition=_OF, counts=True),
    Sheet("started", Started, ("request__code", "kind"), _lay_out_started, edition=_OF),
    Sheet("request_limits", RequestLimit, ("role",), _lay_out_limits, of_edition=True),
    Sheet("blocks", Block, ("by__code", "whom__code"), _lay_out_blocks, of_edition=True),
)  # fmt: skip


def load_encounters(load: Load) -> None:
    """Write who was at meetings, what came of them, and what is to be done."""
    for sheet in SHEETS:
        load_sheet(load, sheet)
