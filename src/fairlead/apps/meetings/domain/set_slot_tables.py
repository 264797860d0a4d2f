"""Saying how many of the shared tables can be used at once in a slot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from fairlead.apps.fairs.domain.repeat_act import repeat_act
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.meetings.queries.slot_tables import SlotTables, count_at_tables
from fairlead.apps.people.domain.record_change import Doer, record_change


class TableCountOutOfRange(Refusal):
    """A ``slot`` would have a ``number`` of tables that is none from 0 to ``most``."""

    def __init__(self, slot: Slot, number: int, most: int) -> None:
        """Take the slot, what was said, and how many tables there are."""
        super().__init__("slot_tables_beyond")
        self.slot, self.number, self.most = slot, number, most


class TooFewTables(Refusal):
    """Slots would have fewer tables than meetings that are held or locked at one: ``slots``."""

    def __init__(self, slots: Sequence[SlotTables]) -> None:
        """Take the slots in order, with these meetings."""
        super().__init__("slot_tables_needed")
        self.slots = tuple(slots)


@repeat_act
def set_slot_tables(
    edition: Edition,
    tables: Mapping[int, int | None],
    *,
    by: Doer,
    now: dt.datetime | None = None,
) -> None:
    """Let so many shared tables be used in slots, by their keys; None for all there are.

    Drafts and bookings from now on keep to it. Raises Refusal, and changes nothing, for a fair or a
    slot that is over and a slot of another edition; TableCountOutOfRange for a number that is none
    of the tables there are; TooFewTables where meetings that are held or locked need more.
    """
    moment = now or timezone.now()
    current = find_or_make_current(edition)
    with transaction.atomic():
        held = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        # Those who book and release are waited for, and wait: what is counted below stays so.
        Timetable.objects.select_for_update().get(pk=current.pk)
        slots = list(Slot.objects.filter(edition=held, pk__in=tables))
        changed = [one for one in slots if one.tables != tables[one.pk]]
        _check(held, tables, slots, changed, moment)
        if not changed:
            return
        before = {str(one): one.tables for one in changed}
        for one in changed:
            one.tables = tables[one.pk]
        Slot.objects.bulk_update(changed, ["tables"])
        after = {str(one): one.tables for one in changed}
        record_change("set_slot_tables", held, by=by, edition=held, before=before, after=after)


def _check(
    edition: Edition,
    tables: Mapping[int, int | None],
    slots: Sequence[Slot],
    changed: Sequence[Slot],
    now: dt.datetime,
) -> None:
    if dt.datetime.combine(edition.last_day, dt.time.max, edition.zone) < now:
        raise Refusal("request_over")
    if len(slots) != len(tables):
        raise Refusal("slot_unknown")
    if any(one.ends_at <= now for one in changed):
        raise Refusal("meeting_past")
    given = [(one, number) for one in changed if (number := tables[one.pk]) is not None]
    for one, number in given:
        if not 0 <= number <= edition.tables:
            raise TableCountOutOfRange(one, number, edition.tables)
    counts = count_at_tables(edition, [one for one, _number in given])
    needed = [SlotTables(one, counts[one.pk]) for one, number in given if number < counts[one.pk]]
    if needed:
        raise TooFewTables(needed)
