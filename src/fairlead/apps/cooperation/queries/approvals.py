"""Where each party of a project stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models import (
    DECISIONS,
    Act,
    Entry,
    Partner,
    PartnerRole,
    Project,
)
from fairlead.apps.cooperation.queries.states import NOW, AsOf


class Decision(models.TextChoices):
    """What a party said last."""

    NONE = "none", _("not asked")
    ASKED = "asked", _("asked")
    APPROVED = "approved", _("approved")
    ON_CONDITIONS = "on_conditions", _("approved on conditions")
    REFUSED = "refused", _("refused")


_BY_ACT = {
    Act.ASK: Decision.ASKED,
    Act.APPROVE: Decision.APPROVED,
    Act.CONDITION: Decision.ON_CONDITIONS,
    Act.MEET: Decision.APPROVED,
    Act.REFUSE: Decision.REFUSED,
}


@dataclass(frozen=True, slots=True)
class PartyState:
    """A party with its last decision, the entry of it, and the day it is to decide by."""

    partner: Partner
    decision: Decision
    entry: Entry | None = None
    due: dt.date | None = None

    @property
    def approved(self) -> bool:
        """Return whether the party approved and nothing is left to be met."""
        return self.decision == Decision.APPROVED

    def is_late(self, today: dt.date) -> bool:
        """Return whether the party was to have decided before today."""
        return self.decision == Decision.ASKED and self.due is not None and self.due < today


def list_party_states(project: Project, as_of: AsOf = NOW) -> list[PartyState]:
    """Return every party of a project with its last decision; two queries, or one.

    Of a project that was restored as it was, or read with its partners, they are its own.
    """
    parties = [one for one in project.partners.all() if one.role == PartnerRole.BODY]
    entries: dict[str, list[Entry]] = {party.code: [] for party in parties}
    for entry in _read_decisions(project, as_of):
        entries.setdefault(entry.party, []).append(entry)
    return [_find_state(party, entries[party.code]) for party in parties]


def find_party_state(party: Partner) -> PartyState:
    """Return where one party stands; one query."""
    return _find_state(
        party, [entry for entry in _read_decisions(party.project, NOW) if entry.party == party.code]
    )


def _read_decisions(project: Project, as_of: AsOf) -> list[Entry]:
    """Return the decisions that hold, in the order they were recorded."""
    rows = Entry.objects.filter(project=project, act__in=(*DECISIONS, Act.VOID))
    if as_of.moment is not None:
        rows = rows.filter(recorded_at__lte=as_of.moment)
    listed = list(rows.order_by("number"))
    corrected = {entry.corrects for entry in listed if entry.corrects is not None}
    return [
        entry
        for entry in listed
        if entry.number not in corrected
        and entry.act != Act.VOID
        and (as_of.day is None or entry.day <= as_of.day)
    ]


def _find_state(party: Partner, entries: list[Entry]) -> PartyState:
    if not entries:
        return PartyState(party, Decision.NONE)
    asked = [entry for entry in entries if entry.act == Act.ASK]
    due = asked[-1].due if asked else None
    return PartyState(party, _BY_ACT[Act(entries[-1].act)], entries[-1], due)
