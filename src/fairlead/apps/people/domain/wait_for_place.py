"""The waiting list of a type of participation: who waits longest gets a place that is free."""

from __future__ import annotations

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.tell_registered import tell_registered
from fairlead.apps.people.models import Participation, ParticipationState, ParticipationType


def find_first_state(kind: ParticipationType) -> ParticipationState:
    """Return the state of who comes now; the type's row is locked by the caller.

    Nobody overtakes those who wait.
    """
    if kind.quota is not None:
        waiting = Participation.objects.filter(type=kind, state=ParticipationState.WAITING)
        if kind.taken >= kind.quota or waiting.exists():
            return ParticipationState.WAITING
    return ParticipationState.REGISTERED if kind.needs_approval else ParticipationState.APPROVED


def promote_waiting(kind_id: int | None, *, by: Doer) -> int:
    """Give free places of a type to those who wait longest; return how many got one.

    Called in the transaction that sets places free.
    """
    if kind_id is None:
        return 0
    kind = ParticipationType.objects.select_for_update(no_key=True).get(pk=kind_id)
    waiting = Participation.objects.select_for_update(no_key=True).filter(
        type=kind, state=ParticipationState.WAITING
    )
    left = kind.places_left
    next_ones = waiting.order_by("registered_at", "pk")[: len(waiting) if left is None else left]
    state = ParticipationState.REGISTERED if kind.needs_approval else ParticipationState.APPROVED
    promoted = 0
    for one in next_ones:
        one.state = state
        one.save(update_fields=["state"])
        record_change(
            "promote",
            one,
            by=by,
            edition=kind.edition,
            before={"state": "waiting"},
            after={"state": str(state)},
        )
        tell_registered(one, state)
        promoted += 1
    return promoted
