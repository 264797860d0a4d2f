"""The menu of an edition's office: the pages that who is signed in may open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu; ``current`` says that this or a page below it is open."""

    address: str
    label: str | Promise
    current: bool


# The name of each entry's address, what it is called, and what one must be allowed to do. Pages
# that have no entry belong to the one whose address theirs begins with.
_ENTRIES = (
    ("edition", _("Overview"), Act.SEE_OFFICE),
    ("dashboard", _("Dashboard"), Act.SEE_OFFICE),
    ("attendance", _("Meetings now"), Act.CHECK_PEOPLE_IN),
    ("registrations", _("Registrations"), Act.SEE_PEOPLE),
    ("types", _("Participation types"), Act.SEE_OFFICE),
    ("people", _("People"), Act.SEE_PEOPLE),
    ("organisations", _("Organisations"), Act.SEE_PEOPLE),
    ("moderation", _("Texts to look at"), Act.MODERATE),
    ("market_rules", _("Marketplace and passes"), Act.SET_UP),
    ("imports", _("Bring in a list"), Act.IMPORT_PEOPLE),
    ("timetables", _("Timetables"), Act.EDIT_TIMETABLE),
    ("matching", _("Matching report"), Act.SEE_OFFICE),
    ("projects", _("Projects"), Act.SEE_PROJECTS),
    ("delegations", _("Delegations"), Act.SEE_OFFICE),
    ("signings", _("Signings"), Act.EDIT_SIGNINGS),
    ("screening", _("Screening"), Act.SEE_SCREENING),
    ("work", _("Background work"), Act.SEE_OFFICE),
    ("outbox", _("Outbox"), Act.SEND_MESSAGES),
    ("consents", _("Consents"), Act.SET_UP),
    ("kept", _("How long data is kept"), Act.SET_UP),
    ("audit", _("Record of changes"), Act.SEE_AUDIT),
    ("members", _("Roles of the office"), Act.SEE_AUDIT),
)


def list_entries(request: HttpRequest, edition: Edition) -> Iterator[Entry]:
    """Yield the entries of the menu for who asks."""
    account = request.user
    if not isinstance(account, Account):
        return
    home = reverse("office:edition", args=(edition.code,))
    for name, label, act in _ENTRIES:
        if may(account, act, edition=edition):
            address = reverse(f"office:{name}", args=(edition.code,))
            below = address != home and request.path.startswith(address)
            yield Entry(address, label, below or request.path == address)
