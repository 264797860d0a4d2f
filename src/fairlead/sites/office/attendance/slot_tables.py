"""How many of the shared tables can be used at once in each slot, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.set_slot_tables import (
    TableCountOutOfRange,
    TooFewTables,
    set_slot_tables,
)
from fairlead.apps.meetings.queries.slot_tables import SlotTables, list_slot_tables
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.folder import bounds
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.on_the_day import choose_today
from fairlead.sites.reading import UnreadableField
from fairlead.ui.formats import format_clock_span, format_span, number
from fairlead.ui.forms.refusal import refuse_at
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_FIELD = "tables-"
_MOST_SAID = 5  # slots that one refusal names


@never_cache
@accept_body()
@admit(Act.SET_UP)
def edit_slot_tables(request: OfficeRequest) -> HttpResponse:
    """Show the slots of a day with their shared tables, and save what was submitted."""
    edition, now = request.edition, timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    day = choose_today(edition, given.get("day", ""), now)
    if request.method == "POST":
        address = f"{reverse('office:slot_tables', args=(edition.code,))}?day={day}"
        try:
            set_slot_tables(edition, _read_tables(request), by=Doer(request.user), now=now)
        except (Refusal, UnreadableField) as refused:
            return refuse_at(request, _explain(edition, refused), address)
        messages.success(request, _("Saved."))
        return redirect(address)
    rows = [
        (one, format_clock_span(*_find_times(edition, one.slot)), one.slot.ends_at <= now)
        for one in list_slot_tables(edition, day)
    ]
    context = {
        "edition": edition,
        "day": day,
        "days": edition.dates,
        "rows": rows,
        "may_save": not all(over for _one, _time, over in rows),
    }
    return show_page(request, "slot_tables", context)


def _read_tables(request: OfficeRequest) -> dict[int, int | None]:
    """Return the tables by the key of the slot; raises Refusal and Unreadable."""
    said: dict[int, str] = {}
    for name, text in request.POST.items():
        if name.startswith(_FIELD):
            key = read_key(name.removeprefix(_FIELD))
            if key is None:
                raise Refusal("slot_unknown")
            said[key] = str(text).strip()
    tables: dict[int, int | None] = {}
    for key, text in said.items():
        tables[key] = read_key(text, most=int(bounds.TABLES.high)) if text else None
        if text and tables[key] is None:
            slot = Slot.objects.filter(edition=request.edition, pk=key).first()
            if slot is None:
                raise Refusal("slot_unknown")
            raise UnreadableField(_expect(request.edition, slot, text))
    return tables


def _explain(edition: Edition, refused: Refusal | UnreadableField) -> str:
    """Return why nothing was changed: of which slot, and what was expected of it."""
    if isinstance(refused, TableCountOutOfRange):
        return _expect(edition, refused.slot, str(refused.number))
    if isinstance(refused, TooFewTables):
        return _say_needed(edition, refused.slots)
    return str(refused)


def _expect(edition: Edition, slot: Slot, text: str) -> str:
    words = _("{when}: expected a whole number from 0 to {most}, or nothing, not “{text}”.")
    when = _say_when(edition, slot)
    return words.format(when=when, most=number(edition.tables), text=text[:100])


def _say_needed(edition: Edition, needed: Iterable[SlotTables]) -> str:
    rows = list(needed)
    said = [
        ngettext(
            "%(when)s: %(many)s meeting is held or locked at a shared table.",
            "%(when)s: %(many)s meetings are held or locked at shared tables.",
            one.meetings,
        )
        % {"when": _say_when(edition, one.slot), "many": number(one.meetings)}
        for one in rows[:_MOST_SAID]
    ]
    if (more := len(rows) - _MOST_SAID) > 0:
        said.append(ngettext("%(more)s more", "%(more)s more", more) % {"more": number(more)})
    return " ".join([_("Meetings need more tables. Nothing has changed."), *said])


def _say_when(edition: Edition, slot: Slot) -> str:
    return format_span(*_find_times(edition, slot))


def _find_times(edition: Edition, slot: Slot) -> tuple[dt.datetime, dt.datetime]:
    return slot.starts_at.astimezone(edition.zone), slot.ends_at.astimezone(edition.zone)
