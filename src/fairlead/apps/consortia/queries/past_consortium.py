"""A consortium as it was as of a moment: its steps, and who was in it with which shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fairlead.apps.consortia.models import PRESENT, SHARES, Consortium, Member
from fairlead.apps.fairs.history import read_history
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.queries.past_organisations import find_past_organisations
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class PastConsortium:
    """A consortium's steps and members as they were, none of them ever to be saved.

    ``begins`` is when its history begins, where that is later than what was asked for: then it
    is shown as it was at that moment.
    """

    steps: tuple[str, ...]
    members: tuple[Member, ...]
    begins: dt.datetime | None = None

    @property
    def present(self) -> list[Member]:
        """Return who was in it, or invited."""
        return [one for one in self.members if one.state in PRESENT]

    @property
    def uncovered(self) -> int:
        """Return how many steps nobody took on."""
        return len(set(self.steps) - {step for one in self.present for step in one.steps})


def restore_consortia(
    consortia: Sequence[Consortium], moment: dt.datetime, *, edition: str
) -> dict[int, PastConsortium]:
    """Return consortia of an edition, by its code, as they were at a moment; two queries.

    One that was opened later is not among them.
    Rows of organisations are those of now, for their pages, under the names of then.
    """
    past = read_history(edition, "consortium", moment=moment, keys=[one.code for one in consortia])
    states = {code: one.state for code, one in past.items() if one.state is not None}
    codes = {row["organisation"] for state in states.values() for row in state["members"]}
    firms = find_past_organisations(consortia[0].edition_id if consortia else None, codes, moment)
    found = {}
    for one in consortia:
        state = states.get(one.code)
        if state is not None and one.opened_at <= moment:
            members = (
                _restore(one, place, row, firms) for place, row in enumerate(state["members"])
            )
            begins = None if past[one.code].is_known else past[one.code].since
            found[one.pk] = PastConsortium(tuple(state["steps"]), tuple(members), begins)
    return found


def _restore(
    consortium: Consortium,
    place: int,
    state: Mapping[str, Any],
    firms: Mapping[str, Organisation],
) -> Member:
    firm = firms.get(state["organisation"]) or Organisation(
        code=state["organisation"],
        country=state["country"],
        name=LocalizedText(state["name"]),
    )
    return Member(
        pk=-1 - place,  # no row of now
        consortium=consortium,
        organisation=firm,
        **{name: state[name] for name in ("part", "lead", "state", "steps")},
        **{name: state[name] and Decimal(state[name]) for name in SHARES},
    )
