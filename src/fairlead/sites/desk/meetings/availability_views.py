"""When a person, or somebody of its team, is free: a grid of the fair's slots, a column a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.refusals import Refusal, explain_rule, find_rule
from fairlead.apps.meetings.domain.set_availability import (
    Span,
    build_never,
    read_stamp,
    set_availability,
    set_team_availability,
)
from fairlead.apps.meetings.queries.free_times import Calendars
from fairlead.apps.people.domain.give_days import END_OF_DAY
from fairlead.apps.people.models import Participation
from fairlead.apps.people.queries.team import find_team
from fairlead.apps.people.roles import Act
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.own import find_own
from fairlead.ui.formats import format_short_day, name_fold, write_date_and_time
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


@never_cache
@accept_body()
@admit_participants
def show_availability(request: DeskRequest) -> HttpResponse:
    """Show the slots in which the person is free, and take what it changes."""
    who = request.participation

    def save(spans: Sequence[Span], seen: str | None) -> bool:
        return set_availability(who, spans, by=request.doer, seen=seen)

    return _answer(request, who, save)


@never_cache
@accept_body()
@admit_participants
def show_team_availability(request: DeskRequest, pk: int) -> HttpResponse:
    """Show who manages an organisation when somebody of its team is free, and take changes."""
    firm = find_own(request, Act.MANAGE_TEAM)
    if pk == request.participation.pk:
        return redirect("desk:availability", request.edition.code)
    team = list(find_team(firm))
    member = next((one for one in team if one.pk == pk), None)
    if member is None:
        raise Http404
    member.edition = request.edition  # read already

    def save(spans: Sequence[Span], seen: str | None) -> bool:
        return set_team_availability(firm, member, spans, by=request.doer, seen=seen)

    return _answer(request, member, save, team=team)


def _answer(
    request: DeskRequest,
    who: Participation,
    save: Callable[[Sequence[Span], str | None], bool],
    *,
    team: Sequence[Participation] = (),
) -> HttpResponse:
    """Return the grid of somebody's hours, or save it; ``team`` are those one may turn to."""
    edition = request.edition
    calendars = Calendars(edition, [who.pk, *(one.pk for one in team)])
    if request.method == "POST":
        spans = _read_spans(calendars.slots, request.POST, edition)
        try:
            save(spans, request.POST.get("seen"))
        except Refusal as refused:
            messages.warning(request, str(refused))
        except IntegrityError as error:
            if find_rule(error) != "meeting_available":
                raise
            messages.warning(request, explain_rule("hours_of_meeting"))
        else:
            messages.success(request, _("Saved."))
        return redirect(request.path)
    context = {
        "days": edition.dates,
        "rows": _lay_out(calendars, who.pk, edition),
        "slots": calendars.slots,
        "zone": edition.zone,
        "seen": read_stamp(who),
        "member": who if team else None,
        "team": [(one, _count_free(calendars, one.pk)) for one in team],
    }
    section = "organisation" if team else "availability"
    return show_desk(request, "availability", context, section=section)


def _count_free(calendars: Calendars, who: int) -> int:
    slots = calendars.slots
    return sum(not calendars.explain(who, one.date, (one.starts_at, one.ends_at)) for one in slots)


def _read_spans(slots: Sequence[Slot], given: QueryDict, edition: Edition) -> Sequence[Span]:
    """Return the times that a form ticks; none for all, as one is always free then."""
    chosen = {read_key(one) for one in given.getlist("slot")}
    kept = [slot for slot in _list_stay(slots, given) if slot.pk in chosen]
    if len(kept) == len(slots):
        return ()
    return _join(kept, edition.zone) or [build_never(edition.first_day)]


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
    """Return the slots as spans of the fair's own clock, those that touch as one.

    Of an hour that the clock shows twice the end is the later one, as it is read. A slot that ends
    at an earlier time than it begins is shown with its length.
    """
    spans: list[Span] = []
    last: Slot | None = None
    for slot in slots:
        begins, ends = (one.astimezone(zone) for one in (slot.starts_at, slot.ends_at))
        touches = last is not None and (last.date, last.ends_at) == (slot.date, slot.starts_at)
        begin, end = spans.pop()[1] if touches else begins.time(), ends.time()
        if ends.date() > begins.date():
            end = END_OF_DAY
        elif end <= begin:
            end = (begins.replace(tzinfo=None) + (slot.ends_at - slot.starts_at)).time()
        spans.append((slot.date, begin, end))
        last = slot
    return spans
