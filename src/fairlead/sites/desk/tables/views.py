"""One's own requests, agenda and people to meet as tables for spreadsheet programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fairlead.apps.fairs.language import chooser
from fairlead.apps.meetings.calendar_feed import describe_place
from fairlead.apps.meetings.queries.agenda import Entry, read_agenda
from fairlead.apps.meetings.queries.letters import Letter, list_letters
from fairlead.apps.people.models import MarkKind
from fairlead.apps.trade.queries.need_makers import find_released_matching
from fairlead.apps.trade.queries.people_to_meet import keep_wanted, list_proposed
from fairlead.sites.desk.access import DeskRequest, GuardedView, admit_participants
from fairlead.ui.formats import join_items
from fairlead.ui.serving import serve_apart
from fairlead.ui.table_download import download_table

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def _give(name: str) -> Callable[[Callable[[DeskRequest], Table]], GuardedView]:
    """Return what makes a view of a function that returns the header and the rows of a list."""

    def make(lay_out: Callable[[DeskRequest], Table]) -> GuardedView:
        @serve_apart("dear")
        @never_cache
        @require_safe
        @admit_participants
        @wraps(lay_out)
        def give(request: DeskRequest, kind: str) -> HttpResponse:
            header, rows = lay_out(request)
            return download_table(f"{name}-{request.edition.code}", kind, header, rows)

        return give

    return make


@_give("requests")
def export_requests(request: DeskRequest) -> Table:
    """Return whom one asks and who asks, those that wait for one's answer first."""
    say, zone = chooser(request.edition), request.edition.zone

    def find_time(letter: Letter) -> str:
        slot = letter.request.proposed or letter.request.locked
        return f"{slot.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" if slot is not None else ""

    header = (
        _("Request"), _("Asks"), _("Name"), _("State"), _("How much it is wanted"), _("Time"),
        _("What it is about"),
    )  # fmt: skip
    return header, (
        (
            one.request.code, _("You ask") if one.mine else _("You are asked"), say(one.other),
            one.request.get_state_display(), one.request.get_preference_display(), find_time(one),
            one.request.message,
        )
        for one in list_letters(request.participation)
    )  # fmt: skip


@_give("agenda")
def export_agenda(request: DeskRequest) -> Table:
    """Return all of one's agenda, by the fair's own clock."""
    say, zone = chooser(request.edition), request.edition.zone

    def name_kind(entry: Entry) -> str:
        if entry.visit:
            return _("Visit")
        if entry.session:
            return _("You speak") if entry.speaks else _("Session you follow")
        return _("Meeting")

    name = pgettext("of a thing", "Name")
    header = (_("Begin"), _("End"), _("Kind"), name, _("With"), _("Place"), _("Link"))
    return header, (
        (
            *(f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (one.begins, one.ends)),
            name_kind(one),
            say(one.title),
            join_items([say(each) for each in one.people]),
            describe_place(one, say),
            one.link,
        )
        for one in read_agenda(request.participation).entries
    )


@_give("people-to-meet")
def export_people_to_meet(request: DeskRequest) -> Table:
    """Return whom the released lists propose to one, or those saved or dismissed."""
    only = request.GET.get("show", "")
    matching = find_released_matching(request.edition)
    found = list_proposed(request.participation, matching)
    header = (_("Id"), _("Name"), _("Country"), _("About"), _("Why"))
    return header, (
        (one.code, one.name, one.country, one.about, one.reason)
        for one in keep_wanted(found, only=only if only in MarkKind.values else "")
    )
