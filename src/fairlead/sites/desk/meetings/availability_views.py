"""When a person is free: a grid of the fair's slots, a column a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.refusals import explain_rule, find_rule
from fairlead.apps.meetings.domain.set_availability import Span, build_never, set_availability
from fairlead.apps.meetings.queries.free_times import Calendars
from fairlead.apps.people.domain.give_days import END_OF_DAY
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.formats import format_short_day, name_fold, write_date_and_time
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


@never_cache
@accept_body()
@admit_participants
def show_availability(request: DeskRequest) -> HttpResponse:
    """Show the slots in which the person is free, and take what it changes."""
    who, edition = request.participation, request.edition
    calendars = Calendars(edition, [who.pk])
    if request.method == "POST":
        chosen = {read_key(one) for one in request.POST.getlist("slot")}
        kept = [slot for slot in _list_stay(calendars.slots, request.POST) if slot.pk in chosen]
        spans = _join(kept, edition.zone) or [build_never(edition.first_day)]
        everything = len(kept) == len(calendars.slots)
        try:
            set_availability(who, () if everything else spans, by=request.doer)
        except IntegrityError as error:
            messages.warning(request, explain_rule(find_rule(error)))
        else:
            messages.success(request, _("Saved."))
        return redirect("desk:availability", edition.code)
    context = {
        "days": edition.dates,
        "rows": _lay_out(calendars, who.pk, edition),
        "slots": calendars.slots,
        "zone": edition.zone,
    }
    return show_desk(request, "availability", context, section="availability")


def _list_stay(slots: Sequence[Slot], given: Mapping[str, str]) -> list[Slot]:
    """Return the slots between the arrival and the departure that a form says, if any."""
    by_key = {str(one.pk): one for one in slots}
    arrives, leaves = (by_key.get(given.get(name, "")) for name in ("arrives", "leaves"))
    return [
        slot
        for slot in slots
        if (arrives is None or slot.starts_at >= arrives.starts_at)
        and (leaves is None or slot.ends_at <= leaves.ends_at)
    ]


# What takes a slot of the person's, by the rule that refuses a meeting in it.
_TAKES = {
    "booking_person_once": gettext_lazy("meeting"),
    "meeting_speaking": gettext_lazy("session"),
    "meeting_seat": gettext_lazy("session"),
}


def _lay_out(
    calendars: Calendars, who: int, edition: Edition
) -> list[tuple[dt.time, list[SafeString]]]:
    """Return a row for each time of day, with a cell for every day: empty where there is no slot.

    In the hour in which clocks go back the same time of day has two rows.
    """
    days = {day: format_short_day(day) for day in edition.dates}
    takes = {rule: escape(words) for rule, words in _TAKES.items()}
    cells: dict[tuple[dt.time, int], dict[dt.date, SafeString]] = {}
    for slot in calendars.slots:
        begins = slot.starts_at.astimezone(edition.zone)
        span = slot.starts_at, slot.ends_at
        row = cells.setdefault((begins.time().replace(fold=0), begins.fold), {})
        row[slot.date] = _write_cell(
            slot,
            write_date_and_time(days.get(slot.date, ""), f"{begins:%H:%M}{name_fold(begins)}"),
            takes.get(calendars.explain(who, slot.date, span), ""),
            there=calendars.is_there(who, span),
        )
    return [
        (begins, [row.get(day, SafeString("")) for day in edition.dates])
        for (begins, _fold), row in sorted(cells.items(), key=lambda one: one[0])
    ]


def _write_cell(slot: Slot, moment: str, takes: str, *, there: bool) -> SafeString:
    """Return a slot as markup: what takes it, else a box for whether the person is there.

    Up to some hundred of them, so a function writes them (decision 703).
    """
    if takes:
        kept = f'<input type="hidden" name="slot" value="{slot.pk}">' if there else ""
        return SafeString(f'{kept}<span class="tag tag-brand">{takes}</span>')
    checked = " checked" if there else ""
    return SafeString(
        f'<label><input type="checkbox" name="slot" value="{slot.pk}"{checked}'
        f' aria-label="{escape(moment)}"></label>'
    )


def _join(slots: Iterable[Slot], zone: ZoneInfo) -> list[Span]:
    """Return the slots as spans of the fair's own clock, those that touch as one."""
    spans: list[Span] = []
    for slot in slots:
        begin, end = (one.astimezone(zone).time() for one in (slot.starts_at, slot.ends_at))
        if end <= begin:
            end = END_OF_DAY
        if spans and spans[-1][0] == slot.date and spans[-1][2] == begin:
            spans[-1] = (slot.date, spans[-1][1], end)
        else:
            spans.append((slot.date, begin, end))
    return spans
