"""A version as a grid: its page, the data its script asks for, and the plain list beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.journal import count_journal
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.refusals import explain_rule
from fairlead.apps.meetings.models import (
    Lane,
    Meeting,
    MeetingRequest,
    Timetable,
    TimetableState,
)
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.meetings.queries.grid import (
    MOST_ROWS,
    VIEWS,
    By,
    Entry,
    is_editable,
    list_entries,
    list_rows,
)
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.timetables.rows import list_meetings
from fairlead.ui.formats import format_short_day
from fairlead.ui.lists.pagination import find_pages, read_page_number
from fairlead.ui.numbers_asked import read_key

_PAGE = 50


def find_version(request: OfficeRequest, version: int) -> Timetable:
    """Return a version of the edition, 0 for what holds now; raises Http404."""
    rows = Timetable.objects.select_related("edition", "run")
    return get_object_or_404(rows, edition=request.edition, version=version)


@never_cache
@admit(Act.EDIT_TIMETABLE)
def show_version(request: OfficeRequest, version: int) -> HttpResponse:
    """Show a version: the grid where scripts run, and its meetings page by page."""
    held_in = find_version(request, version)
    by = read_view(request)
    words = read_words(request)
    number = read_page_number(request)
    rows, total = list_meetings(held_in, words, start=(number - 1) * _PAGE, most=_PAGE)

    query = urlencode([(name, one) for name, one in (("by", by), ("q", words)) if one])
    pages = find_pages(request, total, size=_PAGE, query=query)
    if pages.number != number:
        rows, _total = list_meetings(held_in, words, start=pages.rows.start, most=_PAGE)
    return show_page(
        request,
        "timetable",
        {
            "edition": request.edition,
            "held_in": held_in,
            "by": by,
            "views": [(one, _name_view(one)) for one in VIEWS],
            "rows": rows,
            "words": words,
            "pages": pages,
            "editable": is_editable(held_in),
            "current": held_in.state == TimetableState.CURRENT,
            "journal": describe_journal(request, held_in),
            "said": _list_words(),
        },
    )


def _name_view(by: str) -> str:
    return {"stands": _("Stands"), "people": _("People"), "tables": _("Tables")}[by]


def read_words(request: HttpRequest) -> str:
    """Return the words by which meetings are looked for."""
    return request.GET.get("q", "").replace("\0", "")[:100]


def read_view(request: HttpRequest) -> By:
    asked = request.GET.get("by", "stands")
    return next((one for one in VIEWS if one == asked), "stands")


def _list_words() -> dict[str, str]:
    """Return what the grid's script says to people, with places for its values."""
    return {
        "picked": _("{name}: picked up. Free times: {free}. Arrows choose one, Enter puts it"
                    " there, Escape leaves it where it is."),
        "free": _("{time}: free."),
        "taken": _("{time}: {reason}"),
        "here": _("{time}: it is here now."),
        "dropped": _("{name} is at {time} now."),
        "left": _("It stays where it is."),
        "failed": _("The server gave no answer. Nothing was changed."),
        "locked": _("locked"),
        "pending": _("not accepted yet"),
        "rows": _("Rows: {many}"),
        "nothing": _("No row of this name."),
    }  # fmt: skip


def describe_journal(request: OfficeRequest, held_in: Timetable) -> dict[str, int]:
    """Return how many changes of a draft who looks at it can undo and redo."""
    return count_journal(held_in.adjustments.all(), by=request.user.pk)


def find_stamp(held_in: Timetable) -> str:
    """Return a value that changes with every change of the version or the current timetable."""
    if held_in.state != TimetableState.CURRENT:
        return str(held_in.stamp)
    lanes = Lane.objects.filter(timetable=held_in).order_by("lane").values_list("stamp", flat=True)
    return "-".join(str(one)[:8] for one in lanes)


def _answer(request: HttpRequest, tag: str, make: Any) -> HttpResponse:
    """Return data that a browser keeps for as long as the version stays as it is."""
    etag = f'"{tag}-{get_language()}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = JsonResponse(make())
        response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@admit(Act.EDIT_TIMETABLE)
def give_rows(request: OfficeRequest, version: int) -> HttpResponse:
    """Return the slots and the rows of a view as JSON."""
    held_in, by = find_version(request, version), read_view(request)
    stamp = find_stamp(held_in)

    def make() -> dict[str, Any]:
        zone = request.edition.zone
        slots = Slot.objects.filter(edition=request.edition)
        shown = [
            [
                one.pk,
                format_short_day(one.date),
                f"{one.starts_at.astimezone(zone):%H:%M}",
                f"{one.ends_at.astimezone(zone):%H:%M}",
            ]
            for one in slots
        ]
        rows = [
            [one.key, _name_row(by, one.name, one.beside), one.beside, one.lanes, one.also]
            for one in list_rows(held_in, by)
        ]
        return {"stamp": stamp, "slots": shown, "rows": rows, **describe_journal(request, held_in)}

    journal = describe_journal(request, held_in)
    return _answer(request, f"{stamp}-{by}-{journal['undo']}-{journal['redo']}", make)


def _name_row(by: By, name: str, number: str) -> str:
    if by != "tables":
        return name
    return _("Table %s") % number if number else _("Online")


@admit(Act.EDIT_TIMETABLE)
def give_meetings(request: OfficeRequest, version: int) -> HttpResponse:
    """Return the meetings of some rows as JSON; ``rows`` are their keys, 200 at most."""
    held_in, by = find_version(request, version), read_view(request)
    asked = request.GET.get("rows", "").split(",")
    keys = [key for one in asked if (key := read_key(one)) is not None][:MOST_ROWS]
    stamp = find_stamp(held_in)
    tag = f"{stamp}-{by}-{hash(tuple(keys)) & 0xFFFFFFFFFFFF:x}"
    return _answer(
        request,
        tag,
        lambda: {
            "stamp": stamp,
            "meetings": write_entries(list_entries(held_in, by, keys=keys)),
        },
    )


def write_entries(entries: list[Entry]) -> list[list[Any]]:
    """Return meetings as the script takes them."""
    return [
        [one.row, one.slot, one.slots, one.request, one.name, int(one.locked), int(one.pending)]
        for one in entries
    ]


@never_cache
@admit(Act.EDIT_TIMETABLE)
def give_free(request: OfficeRequest, version: int, number: int) -> HttpResponse:
    """Return where a request can go as JSON: by slot the reason against it, empty where free."""
    held_in = find_version(request, version)
    asked = find_request(request, number)
    meeting = Meeting.objects.filter(timetable=held_in, request=asked).first()
    options = list_options(held_in, asked, meeting)
    return JsonResponse(
        {
            "slots": {slot.pk: why for slot, why in options},
            "here": meeting.slot_id if meeting is not None else None,
        }
    )


def find_request(request: OfficeRequest, number: int) -> MeetingRequest:
    """Return a request of the edition by its number; raises Http404."""
    rows = MeetingRequest.objects.select_related(
        "edition",
        "requester__person",
        "requester__organisation",
        "recipient__organisation",
        "recipient__stand",
        "invitee__person",
        "invitee__organisation",
    )
    found = rows.filter(edition=request.edition, pk=number).first()
    if found is None:
        raise Http404
    return found


def list_options(
    held_in: Timetable, asked: MeetingRequest, meeting: Meeting | None
) -> list[tuple[Slot, str]]:
    """Return every slot with the reason why a request cannot be held in it, empty where it can.

    The rule is that of booking: `Offer` answers for those who book too.
    """
    draft = held_in if held_in.state == TimetableState.DRAFT else None
    prefer = meeting.representative_id if meeting is not None else None
    offer, now = Offer(asked, prefer=prefer, draft=draft), timezone.now()
    found = []
    for slot in offer.calendars.slots:
        option = offer.find(slot, now=now)
        found.append((slot, "" if isinstance(option, Option) else str(explain_rule(option))))
    return found
