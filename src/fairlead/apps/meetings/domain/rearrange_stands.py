"""Stands given another number, firms given another stand, stands taken away: meetings follow.

Those who meet there are told, each in one message. What is asked of a firm stays: who has to leave
its stand receives at another one, or at shared tables or online from then on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.domain.repeat_act import repeat_act
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.change_place import hold_elsewhere
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.follow_stands import (
    StandMoveNotices,
    find_places,
    follow_stands,
    list_elsewhere,
    list_told,
    tell_of_places,
)
from fairlead.apps.meetings.domain.refusals import Refusal, find_rule
from fairlead.apps.meetings.models import Booking, Meeting, MeetingRequest, Place, Timetable
from fairlead.apps.people.domain.record_change import Doer, record_change, record_changes
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.controls import drop_hidden


@repeat_act
def renumber_stand(
    stand: Stand, number: str, *, by: Doer, now: dt.datetime | None = None
) -> StandMoveNotices:
    """Return who was told that a stand has another number; raises Refusal for one in use there.

    Characters that nobody sees are taken out of it.
    """
    number = drop_hidden(number).strip()
    if not number:
        raise Refusal("stand_number_empty")
    try:
        with transaction.atomic():
            (held,) = _lock_stands(stand)
            if number == held.number:
                raise Refusal("stand_same")
            Stand.objects.filter(pk=stand.pk).update(number=number)
            record_change(
                "renumber_stand",
                stand,
                by=by,
                edition=stand.edition,
                before={"number": held.number},
                after={"number": number},
            )
            return follow_stands(stand.edition, {}, renumbered=[stand.pk], now=now)
    except IntegrityError as error:
        if find_rule(error) != "stand_number":
            raise
        raise Refusal("stand_number") from error


@repeat_act
def move_firms(
    stand: Stand, to: Stand | None, *, by: Doer, now: dt.datetime | None = None
) -> StandMoveNotices:
    """Return who was told that the firms of a stand are at another, with those that are there."""
    return _settle(stand, to, swap=False, by=by, now=now)


@repeat_act
def swap_stands(
    stand: Stand, other: Stand | None, *, by: Doer, now: dt.datetime | None = None
) -> StandMoveNotices:
    """Return who was told that the firms of two stands changed places."""
    return _settle(stand, other, swap=True, by=by, now=now)


def _settle(
    stand: Stand, other: Stand | None, *, swap: bool, by: Doer, now: dt.datetime | None
) -> StandMoveNotices:
    if other is None or other.edition_id != stand.edition_id:
        raise Refusal("stand_unknown")
    if other.pk == stand.pk:
        raise Refusal("stand_same")
    with transaction.atomic():
        _lock_stands(stand, other)
        firms = _lock_firms(stand, other)
        homes = {
            one.pk: (one.stand_id, other if one.stand_id == stand.pk else stand)
            for one in firms
            if swap or one.stand_id == stand.pk
        }
        if not any(before == stand.pk for before, _after in homes.values()):
            raise Refusal("stand_empty")
        _write_homes(stand.edition, homes, by)
        places = find_places(list_elsewhere(stand.edition))
        moved = tuple((firm, before, after.pk) for firm, (before, after) in homes.items())
        return replace(follow_stands(stand.edition, places, now=now), moved=moved)


def _lock_stands(*stands: Stand) -> list[Stand]:
    """Return stands as they are now, which nobody else changes; raises Refusal for a removed one.

    Who books there does not wait.
    """
    rows = Stand.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in stands])
    found = list(rows.order_by("pk"))
    if len(found) < len(stands):
        raise Refusal("stand_unknown")
    return found


def _lock_firms(*stands: Stand) -> list[Exhibitor]:
    """Return who exhibits at stands; who books there waits, and then finds the new one.

    Those who book take a request first, then what the edition shares: so does this.
    """
    _lock_requests(stands)
    current = find_or_make_current(stands[0].edition)
    Timetable.objects.select_for_update().get(pk=current.pk)
    rows = Exhibitor.objects.select_for_update(of=("self",)).filter(stand__in=stands)
    return list(rows.select_related("organisation", "stand").order_by("pk"))


def _lock_requests(stands: Sequence[Stand]) -> None:
    there = Meeting.objects.filter(stand__in=stands).exclude(timetable__released_at__isnull=False)
    asked = Q(recipient__stand__in=stands) | Q(invitee__organisation__exhibitor__stand__in=stands)
    opened = MeetingRequest.objects.filter(asked, state__in=OPEN_STATES)
    held = Q(pk__in=there.values("request")) | Q(pk__in=opened.values("pk"))
    rows = MeetingRequest.objects.select_for_update(of=("self",)).filter(held)
    list(rows.order_by("pk").values_list("pk"))


def _write_homes(edition: Edition, homes: Mapping[int, tuple[int, Stand]], by: Doer) -> None:
    codes = dict(
        Stand.objects.filter(pk__in={before for before, _ in homes.values()}).values_list(
            "pk", "code"
        )
    )
    for stand in {after.pk: after for _before, after in homes.values()}.values():
        coming = [firm for firm, (_before, after) in homes.items() if after.pk == stand.pk]
        Exhibitor.objects.filter(pk__in=coming).update(stand=stand)
    firms = Exhibitor.objects.select_related("organisation").in_bulk(list(homes))
    record_changes(
        "move_exhibitor",
        (
            (firms[firm].organisation, {"stand": codes[before]}, {"stand": after.code})
            for firm, (before, after) in homes.items()
        ),
        by=by,
        edition=edition,
    )


@repeat_act
def hold_meetings_elsewhere(
    stand: Stand, place: str, *, by: Doer, now: dt.datetime | None = None
) -> StandMoveNotices:
    """Return who was told that meetings of a stand are at shared tables, or online.

    All that is open of what its firms were asked for is held there from then on. Meetings keep
    their time; one for which no table is free then has none any more, and its request waits for
    another. Meetings that are over stay as they were.
    """
    if place not in (Place.TABLE, Place.ONLINE):
        raise Refusal("request_act")
    moment = now or timezone.now()
    with transaction.atomic():
        _lock_stands(stand)
        firms = [one.pk for one in _lock_firms(stand)]
        requests = _list_open(firms, moment)
        if not requests:
            raise Refusal("stand_no_meetings")
        pks = [one.pk for one in requests]
        before = list_told(Q(meeting__request__in=pks), now=moment, gone=True)
        for one in requests:
            one.changed_by = None  # the organiser
            hold_elsewhere(one, place, now=moment, give_up=True)
        here = list_told(Q(meeting__request__in=pks), now=moment)
        kept = {(one.participation, one.before) for one in here}
        gone = [one for one in before if (one.participation, one.before) not in kept]
        record_change(
            "hold_elsewhere",
            stand,
            by=by,
            edition=stand.edition,
            before={"place": Place.STAND},
            after={"place": place, "requests": [one.code for one in requests]},
        )
        return tell_of_places(stand.edition, [*here, *gone])


def _list_open(firms: Collection[int], now: dt.datetime) -> list[MeetingRequest]:
    """Return what is open of the firms at their stands, without meetings that are over."""
    over = Booking.objects.filter(during__endswith__lte=now).values("meeting__request")
    asked = Q(recipient__in=firms) | Q(invitee__organisation__in=firms)
    found = MeetingRequest.objects.filter(asked, place=Place.STAND, state__in=OPEN_STATES)
    rows = found.exclude(pk__in=over).select_related("edition", "recipient", "invitee")
    return list(rows.order_by("pk"))


@repeat_act
def remove_stand(stand: Stand, *, by: Doer) -> None:
    """Take away a stand at which nobody exhibits; raises Refusal where somebody does or met."""
    try:
        with transaction.atomic():
            _lock_stands(stand)
            before = {"code": stand.code, "hall": stand.hall.code, "number": stand.number}
            record_change("remove_stand", stand, by=by, edition=stand.edition, before=before)
            stand.delete()
    except (ProtectedError, RestrictedError) as error:
        used = Exhibitor.objects.filter(stand=stand).exists()
        raise Refusal("stand_in_use" if used else "stand_in_versions") from error


def foresee(act: Callable[[], StandMoveNotices]) -> StandMoveNotices:
    """Return what an act would do; nothing of it stays."""
    with transaction.atomic():
        found = act()
        transaction.set_rollback(True)
    return found
