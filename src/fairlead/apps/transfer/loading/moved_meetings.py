"""Meetings that are here to the stands that their firms have after a load."""

from __future__ import annotations

from fairlead.apps.meetings.domain.follow_stands import follow_stands, list_elsewhere
from fairlead.apps.transfer.loading.load_context import Load


def move_meetings(load: Load) -> None:
    """Give meetings of what holds now and of drafts the place the fair says, or take them out.

    Those who meet at a stand that the fair gives another number are told too.
    """
    elsewhere = list_elsewhere(load.edition)
    if not elsewhere and not load.renumbered:
        return
    fair = load.fair
    stands = dict(zip(fair.stands["id"].to_pylist(), load.ids["stands"].to_pylist(), strict=True))
    names = ("version", "request", "stand", "seat")
    columns = (fair.meetings[name].to_pylist() for name in names)
    places = {
        (version, request): (stands[stand], seat)
        for version, request, stand, seat in zip(*columns, strict=True)
        if stand is not None
    }
    follow_stands(
        load.edition,
        {one.pk: places.get(one.key) for one in elsewhere},
        renumbered=load.renumbered,
    )
