"""The menu of an edition's office: the pages that who is signed in may open."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.ui.menu import Entry, Group

# The groups, in order, and the pages of each: the name of the page's address, what it is called,
# and what one must be allowed to do. A page that has no line here belongs to the one whose address
# its own begins with; a group of which one may open nothing is not shown.
GROUPS: tuple[tuple[str | Promise, tuple[tuple[str, str | Promise, Act], ...]], ...] = (
    (
        _("Overview"),
        (
            ("edition", _("Runs and versions"), Act.SEE_OFFICE),
            ("dashboard", _("Dashboard"), Act.SEE_OFFICE),
            ("work", _("Background work"), Act.SEE_OFFICE),
        ),
    ),
    (
        _("People"),
        (
            ("registrations", _("Registrations"), Act.SEE_PEOPLE),
            ("people", _("People"), Act.SEE_PEOPLE),
            ("organisations", _("Organisations"), Act.SEE_PEOPLE),
            ("imports", _("Bring in a list"), Act.IMPORT_PEOPLE),
            ("types", _("Participation types"), Act.SEE_OFFICE),
        ),
    ),
    (
        _("Exhibitors"),
        (
            ("stands", _("Stands"), Act.EDIT_HALLS),
            ("moderation", _("Texts to look at"), Act.MODERATE),
            ("market_rules", _("Marketplace and passes"), Act.SET_UP),
        ),
    ),
    (
        _("Meetings"),
        (
            ("attendance", _("Meetings now"), Act.CHECK_PEOPLE_IN),
            ("timetables", _("Timetables"), Act.EDIT_TIMETABLE),
            ("matching", _("Matching report"), Act.SEE_OFFICE),
        ),
    ),
    (
        _("Programme"),
        (
            ("programme", _("Programme"), Act.SEE_PROGRAMME),
            ("on_the_day", _("On the day"), Act.CHANGE_ON_THE_DAY),
            ("programme_rooms", _("Rooms"), Act.SEE_PROGRAMME),
            ("sessions", _("Sessions"), Act.RUN_SESSIONS),
            ("ready", _("Speakers of the day"), Act.RUN_SESSIONS),
            ("figures", _("Attendance"), Act.SEE_ATTENDANCE),
            ("calls", _("Calls for sessions"), Act.EDIT_PROGRAMME),
        ),
    ),
    (
        _("Cooperation"),
        (
            ("projects", _("Projects"), Act.SEE_PROJECTS),
            ("portfolio", _("Portfolio"), Act.SEE_PROJECTS),
            ("practices", _("Good practice"), Act.SEE_PROJECTS),
            ("delegations", _("Delegations"), Act.SEE_OFFICE),
            ("signings", _("Signings"), Act.EDIT_SIGNINGS),
            ("screening", _("Screening"), Act.SEE_SCREENING),
        ),
    ),
    (
        _("Trade"),
        (
            ("flows", _("Trade flows"), Act.SEE_OFFICE),
            ("standing_search", _("Standing search"), Act.SEE_OFFICE),
        ),
    ),
    (
        _("Messages"),
        (
            ("outbox", _("Outbox"), Act.SEND_MESSAGES),
            ("mail_sample", _("Samples of mails"), Act.SEND_MESSAGES),
        ),
    ),
    (
        _("Settings"),
        (
            ("members", _("Roles of the office"), Act.SEE_AUDIT),
            ("consents", _("Consents"), Act.SET_UP),
            ("kept", _("How long data is kept"), Act.SET_UP),
            ("audit", _("Record of changes"), Act.SEE_AUDIT),
        ),
    ),
)


def list_groups(request: HttpRequest, edition: Edition) -> Iterator[Group]:
    """Yield the groups of the menu for who asks, without those that are empty for them."""
    account = request.user
    if not isinstance(account, Account):
        return
    for label, pages in GROUPS:
        entries = tuple(
            _find_entry(request, edition, name, title)
            for name, title, act in pages
            if may(account, act, edition=edition)
        )
        if entries:
            yield Group(label, entries)


def _find_entry(request: HttpRequest, edition: Edition, name: str, label: str | Promise) -> Entry:
    address = reverse(f"office:{name}", args=(edition.code,))
    below = name != "edition" and request.path.startswith(address)
    return Entry(address, label, below or request.path == address)
