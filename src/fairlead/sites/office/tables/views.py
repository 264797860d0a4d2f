"""The lists of the office as tables for spreadsheet programs, narrowed as the list is.

Who may see a list may take it along, and nobody else. What is in a table is what the list shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fairlead.apps.consortia.models import Signing
from fairlead.apps.cooperation.queries.funnel import list_behind
from fairlead.apps.cooperation.queries.projects import list_projects
from fairlead.apps.delegations.queries.own import list_delegations
from fairlead.apps.fairs.language import chooser
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.people.models import Membership, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.work.kinds import name_kind
from fairlead.apps.work.models import Work
from fairlead.sites.as_of import read_as_of
from fairlead.sites.office.access import GuardedView, OfficeRequest, admit
from fairlead.sites.office.dashboard.views import read_behind, read_moment
from fairlead.sites.office.registrations.list_registrations import find_people
from fairlead.sites.office.registrations.views import read_asked
from fairlead.sites.office.sessions.figures import lay_out as lay_out_figures
from fairlead.sites.office.timetables.grid import find_version, read_words
from fairlead.sites.office.timetables.rows import find_left, list_meetings, read_left
from fairlead.sites.office.timetables.versions import REASONS
from fairlead.ui.serving import serve_apart
from fairlead.ui.table_download import download_table

Table = tuple[Sequence[str], Iterable[Sequence[object]]]
_EVERY, _BATCH = 10_000_000, 2000


def _give(name: str, act: Act) -> Callable[[Callable[..., Table]], GuardedView]:
    """Return what makes a view of a function that returns the header and the rows of a list."""

    def make(lay_out: Callable[..., Table]) -> GuardedView:
        @serve_apart("dear")
        @never_cache
        @require_safe
        @admit(act)
        @wraps(lay_out)
        def give(request: OfficeRequest, kind: str, **which: Any) -> HttpResponse:
            header, rows = lay_out(request, **which)
            return download_table(f"{name}-{request.edition.code}", kind, header, rows)

        return give

    return make


@_give("registrations", Act.SEE_PEOPLE)
def export_registrations(request: OfficeRequest) -> Table:
    """Return who is registered, by state, type and words."""
    return _lay_out_people(request, find_people(request.edition, read_asked(request)))


@_give("people-behind-a-figure", Act.SEE_PEOPLE)
def export_behind(request: OfficeRequest) -> Table:
    """Return the people that a figure of the dashboard counts."""
    people = list_behind(request.edition, read_behind(request), moment=read_moment(request))
    return _lay_out_people(request, Participation.objects.filter(pk__in=people))


def _lay_out_people(request: OfficeRequest, found: Any) -> Table:
    say = chooser(request.edition)
    header = (
        _("Id"), _("Name"), _("Country"), _("Organisation"), _("E-mail"),
        _("Participation type"), _("State"), _("Since"),
    )  # fmt: skip
    rows = found.select_related("person", "organisation", "type").order_by("-registered_at", "-pk")
    return header, (
        (
            one.code, say(one.person.name), one.person.country,
            say(one.organisation.name) if one.organisation else "", one.person.email,
            say(one.type.name) if one.type else "", one.get_state_display(), one.registered_at,
        )
        for one in rows.iterator(chunk_size=_BATCH)
    )  # fmt: skip


@_give("projects", Act.SEE_PROJECTS)
def export_projects(request: OfficeRequest) -> Table:
    """Return the projects with stage and amount."""
    say = chooser(request.edition)
    header = (
        _("Id"), _("Project"), _("Stage"), _("Amount"), _("Currency"), _("What the amount says"),
    )  # fmt: skip
    return header, (
        (
            one.project.code, say(one.project.title), one.stage.label if one.stage else "",
            one.state.amount, one.state.currency, _(one.state.kind) if one.state.kind else "",
        )
        for one in list_projects(request.edition, as_of=read_as_of(request, request.edition))
    )  # fmt: skip


@_give("background-work", Act.SEE_OFFICE)
def export_work(request: OfficeRequest) -> Table:
    """Return the background work of the edition, all that is kept."""
    header = (
        _("Id"), _("Work"), _("State"), _("Share done"), _("Asked for"), _("By"),
    )  # fmt: skip
    found = Work.objects.filter(edition=request.edition).select_related("account")
    return header, (
        (
            one.pk, name_kind(one.kind), one.get_state_display(),
            one.share if one.state == "running" else None, one.asked_at,
            one.account.email if one.account else "",
        )
        for one in found.iterator(chunk_size=_BATCH)
    )  # fmt: skip


@_give("attendance", Act.SEE_ATTENDANCE)
def export_figures(request: OfficeRequest) -> Table:
    """Return how many came to each session, by day, room, kind and words; it names nobody."""
    return lay_out_figures(request)


@_give("meetings", Act.EDIT_TIMETABLE)
def export_meetings(request: OfficeRequest, version: int) -> Table:
    """Return a version's meetings in order of time, by words."""
    held_in, say = find_version(request, version), chooser(request.edition)
    header = (
        _("Request"), _("Begin"), _("End"), _("Asks"), _("Is asked"), _("Place"), _("State"),
        _("locked"),
    )  # fmt: skip
    rows, _total = list_meetings(held_in, read_words(request), start=0, most=_EVERY)
    zone = request.edition.zone
    return header, (
        (
            row.meeting.request.code,
            *(
                f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
                for at in (row.times.starts_at, row.times.ends_at)
            ),
            say(row.asking),
            say(row.asked),
            _say_place(row.meeting),
            row.meeting.request.get_state_display(),
            _("yes") if row.meeting.locked else "",
        )
        for row in rows
    )


def _say_place(meeting: Meeting) -> str:
    if meeting.stand is not None:
        return f"{meeting.stand.hall.code} {meeting.stand.number}"
    if meeting.table is not None:
        return _("Table %(number)s") % {"number": meeting.table.number}
    return str(meeting.get_place_display())


@_give("left-out", Act.EDIT_TIMETABLE)
def export_left(request: OfficeRequest, version: int) -> Table:
    """Return the requests that a version leaves out, by words and reason."""
    held_in, say = find_version(request, version), chooser(request.edition)
    reason = request.GET.get("reason", "")
    found = find_left(held_in, read_words(request), reason if reason in REASONS else "")
    header = (_("Request"), _("Asks"), _("Is asked"), _("State"), _("Weight"), _("Why"))
    return header, (
        (
            row.request.code, say(row.asking), say(row.asked),
            row.request.get_state_display(), row.request.weight,
            str(REASONS.get(row.why, row.why)),
        )
        for row in read_left(found, start=0, most=_EVERY)
    )  # fmt: skip


@_give("delegations", Act.SEE_OFFICE)
def export_delegations(request: OfficeRequest) -> Table:
    """Return the delegations in the order of protocol."""
    say = chooser(request.edition)
    header = (
        _("Protocol"), _("Id"), pgettext("of a thing", "Name"), _("Kind"), _("Economy"),
        _("Delegates"), _("Places"), _("Arrival"), _("Departure"),
    )  # fmt: skip
    return header, (
        (
            one.position, one.code, say(one.name), one.get_kind_display(), one.economy,
            one.taken, one.quota, one.arrives_at, one.leaves_at,
        )
        for one in list_delegations(request.edition)
    )  # fmt: skip


@_give("signings", Act.EDIT_SIGNINGS)
def export_signings(request: OfficeRequest) -> Table:
    """Return the signings in the order of time."""
    say = chooser(request.edition)
    name = pgettext("of a thing", "Name")
    header = (_("Id"), name, _("Day"), _("Begin"), _("Place"), _("Project"), _("Released"))
    found = Signing.objects.filter(edition=request.edition)
    rows = found.select_related("session__room", "project")
    return header, (
        (
            one.code, say(one.title), one.session.date, f"{one.session.start:%H:%M}",
            say(one.session.room.name) if one.session.room else "",
            say(one.project.title) if one.project else "", one.released_at,
        )
        for one in rows.order_by("session__date", "session__start")
    )  # fmt: skip


@_give("roles", Act.SEE_AUDIT)
def export_members(request: OfficeRequest) -> Table:
    """Return who has which role of the office, here and on the whole site."""
    rows = Membership.objects.filter(organisation__isnull=True)
    held = rows.filter(edition=request.edition) | rows.filter(edition__isnull=True)
    return (_("E-mail"), _("Role"), _("Where")), (
        (
            one.account.email,
            one.get_role_display(),
            _("this edition") if one.edition_id else _("the whole site"),
        )
        for one in held.select_related("account").order_by("edition", "account__email", "role")
    )
