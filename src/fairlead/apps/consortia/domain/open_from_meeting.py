"""Opening the consortium that two who met want to begin."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.consortia.domain.form_consortium import invite_member, open_consortium
from fairlead.apps.consortia.domain.refuse_screened import refuse_screened
from fairlead.apps.consortia.models import Consortium, Part
from fairlead.apps.cooperation.domain.open_from_meeting import list_firms
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.meetings.domain.record_outcome import start_together
from fairlead.apps.meetings.models import MeetingRequest, Started, StartedKind
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import Need


def open_from_meeting(
    asked: MeetingRequest, need: Need, *, by: Participation, doer: Doer
) -> Consortium:
    """Return the consortium for a need to which the firms that were met are invited.

    One comes of a meeting, however often and by whomever it is pressed. Whether ``by`` is a focal
    point of the need is the caller's to ask (`fairlead.apps.consortia.queries.access.may_open`).
    Raises Refusal where no other firm was met, for goods on a list of restricted goods and for
    whom the organiser has to look at first; the meetings' Refusal for a stranger and before the
    meeting. Nothing is begun then.
    """
    firms = [one for one in list_firms(asked) if one.pk != by.organisation_id]
    if not asked.started.filter(kind=StartedKind.CONSORTIUM).exclude(code="").exists():
        # Outside the transaction, so that those who decide are told though it is taken back.
        refuse_screened(asked.edition, firms, need=need)
    with transaction.atomic():
        begun = start_together(asked, StartedKind.CONSORTIUM, by=by)
        held = Started.objects.select_for_update().get(pk=begun.pk)
        if held.code:
            return Consortium.objects.get(edition=asked.edition_id, code=held.code)
        if not firms:
            raise Refusal(_("Nobody of the other side belongs to an organisation."))
        made = open_consortium(need, by=by, doer=doer)
        for firm in firms:
            # The one with the need is its customer; steps and shares are settled by talking.
            part = Part.CUSTOMER if firm.pk == need.organisation_id else Part.SUPPLIER
            invite_member(made, firm, part, by=by, doer=doer)
        held.code = made.code
        held.save(update_fields=["code"])
    return made
