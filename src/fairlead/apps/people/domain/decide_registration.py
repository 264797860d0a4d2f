"""Approving and rejecting registrations, one or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.leaving import participation_ends
from fairlead.apps.people.domain.record_change import Doer, record_changes
from fairlead.apps.people.domain.tell_registered import tell_all_registered
from fairlead.apps.people.domain.wait_for_place import promote_waiting
from fairlead.apps.people.models import (
    WITH_PLACE,
    Participation,
    ParticipationState,
    ParticipationType,
    PassQuota,
    Role,
)

_PART = 500


def decide_registrations(
    edition: Edition, chosen: Iterable[int], *, approve: bool, reason: str = "", by: Doer
) -> tuple[int, int]:
    """Return how many registrations of the edition were decided so, and how many could not be.

    Those that are decided so already, and those cancelled, stay as they are. Approving one that
    waits or was rejected needs a place, and staff of an exhibitor one of its passes: without one it
    cannot be. A rejected one's place goes to who waits longest.
    """
    state = ParticipationState.APPROVED if approve else ParticipationState.REJECTED
    decided: list[Participation] = []
    refused = 0
    named = Participation.objects.filter(edition=edition, pk__in=list(chosen))
    with transaction.atomic():
        for one in [] if approve else named.filter(state=ParticipationState.APPROVED):
            participation_ends.send(Participation, participation=one)
        rows = named.select_for_update(no_key=True, of=("self",))
        found = list(rows.select_related("person").order_by("pk"))
        kinds = {
            kind.pk: kind
            for kind in ParticipationType.objects.select_for_update(no_key=True)
            .filter(pk__in={one.type_id for one in found if one.type_id})
            .order_by("pk")
        }
        left = {pk: kind.places_left for pk, kind in kinds.items()}
        passes = _lock_passes(found) if approve else {}
        for one in found:
            if one.state in (state, ParticipationState.CANCELLED):
                continue
            places = left.get(one.type_id) if one.type_id is not None else None
            needs_place = approve and one.state not in WITH_PLACE and places is not None
            if (needs_place and places == 0) or (approve and not _take_pass(one, passes)):
                refused += 1
                continue
            if needs_place:
                left[one.type_id] = places - 1  # type: ignore[index,operator]
            decided.append(one)
        _decide(decided, state, reason, edition=edition, by=by)
        if not approve:
            for pk in kinds:
                promote_waiting(pk, by=by)
    return len(decided), refused


def decide_in_parts(
    edition: Edition, chosen: Iterable[int], *, approve: bool, reason: str = "", by: Doer
) -> Iterator[int]:
    """Decide as `decide_registrations` does, in short transactions; yield how many are looked at.

    Who takes part and is rejected leaves meetings, which takes long: that is one transaction for
    each, at the end. Who only waits for a place is rejected first, so that nobody gets one in
    between. When it ends in the middle, what was decided stays, and the same call does the rest.
    """
    named = Participation.objects.filter(edition=edition, pk__in=list(chosen))
    keys = dict(named.order_by("pk").values_list("pk", "state"))
    leaves = [] if approve else [pk for pk in keys if keys[pk] == ParticipationState.APPROVED]
    waiting = set() if approve else {pk for pk in keys if keys[pk] == ParticipationState.WAITING}
    others = sorted(keys.keys() - set(leaves), key=lambda pk: (pk not in waiting, pk))
    parts = [others[start : start + _PART] for start in range(0, len(others), _PART)]
    for part in [*parts, *([pk] for pk in leaves)]:
        decide_registrations(edition, part, approve=approve, reason=reason, by=by)
        yield len(part)


def list_decided(
    edition: Edition, chosen: Iterable[int], *, approve: bool
) -> QuerySet[Participation]:
    """Return those of the chosen that are decided so, and did not cancel since."""
    state = ParticipationState.APPROVED if approve else ParticipationState.REJECTED
    return Participation.objects.filter(edition=edition, pk__in=list(chosen), state=state)


def list_undecided(
    edition: Edition, chosen: Iterable[int], *, approve: bool
) -> QuerySet[Participation]:
    """Return those of the chosen that are not decided so yet, and did not cancel."""
    state = ParticipationState.APPROVED if approve else ParticipationState.REJECTED
    named = Participation.objects.filter(edition=edition, pk__in=list(chosen))
    return named.exclude(state__in=(state, ParticipationState.CANCELLED)).order_by("pk")


def _lock_passes(found: Iterable[Participation]) -> dict[int, int]:
    """Return how many passes are left to each organisation of these that has a quota."""
    firms = {one.organisation_id for one in found if Role.EXHIBITOR in one.roles}
    rows = PassQuota.objects.select_for_update(no_key=True).filter(
        organisation__in=firms - {None}, quota__isnull=False
    )
    return {row.organisation_id: row.left or 0 for row in rows.order_by("organisation_id")}


def _take_pass(one: Participation, passes: dict[int, int]) -> bool:
    """Return whether somebody may be approved: staff of an exhibitor that has a pass left."""
    firm = one.organisation_id
    if firm is None or Role.EXHIBITOR not in one.roles or firm not in passes:
        return True
    if passes[firm] < 1:
        return False
    passes[firm] -= 1
    return True


def _decide(
    rows: Sequence[Participation],
    state: ParticipationState,
    reason: str,
    *,
    edition: Edition,
    by: Doer,
) -> None:
    """Set the state of all, in a few statements however many they are."""
    act = "approve" if state == ParticipationState.APPROVED else "reject"
    after = {"state": str(state), "reason": reason}
    changed = [(one, {"state": str(one.state), "reason": one.reason}, after) for one in rows]
    Participation.objects.filter(pk__in=[one.pk for one in rows]).update(state=state, reason=reason)
    for one in rows:
        one.state, one.reason = state, reason
    record_changes(act, changed, by=by, edition=edition)
    tell_all_registered(rows, state, edition=edition)
