"""A partner leaving a project: nothing that was recorded goes, and what it bore is uncovered."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.under_lock import EntryAuthor, record_under_lock
from fairlead.apps.cooperation.models import Act, Entry, Partner, PartnerRole
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.fairs.domain.refusal import Refusal


def leave_project(
    partner: Partner, *, by: EntryAuthor, reason: str, day: dt.date | None = None
) -> Entry:
    """Return the entry by which a partner leaves the project, with its author and reason.

    Its shares, what it signed and headlines stay as they were recorded; pages say what is uncovered
    since, and the project goes no further on evidence (`move_project`) until somebody says why. An
    entry by mistake is taken back like any other. Raises Refusal for the body of an economy, which
    takes its approval back; for who has left already, and without a reason.
    """
    if partner.role == PartnerRole.BODY:
        raise Refusal(
            _("Expected another partner: the body of an economy takes its approval back.")
        )
    if not reason.strip():
        raise Refusal(_("Expected a reason."))
    with record_under_lock(partner.project) as recording:
        if any(one.code == partner.code for one in list_departures(partner.project)):
            raise Refusal(_("This partner has left already."))
        recording.note(Act.LEAVE, by=by, day=day, party=partner.code, reason=reason.strip())
    return recording.entries[0]
