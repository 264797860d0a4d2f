"""Saying that one could make what a need asks for, or a part of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.consortia.models import Interest
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import Need
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_length


def show_interest(
    need: Need, organisation: Organisation, *, by: Participation, doer: Doer, message: str = ""
) -> Interest:
    """Return the organisation's interest in a need, with what it says now.

    Raises Refusal for a need of the organisation's own.
    """
    if need.organisation_id == organisation.pk:
        raise Refusal(_("This need is your own organisation's."))
    with transaction.atomic():
        made, new = Interest.objects.update_or_create(
            edition=need.edition,
            need=need,
            organisation=organisation,
            defaults={"by": by, "message": check_length(message, bounds.MESSAGE_LENGTH)},
        )
        after = {"need": need.code, "organisation": organisation.code}
        act = "show_interest" if new else "change_interest"
        record_change(act, made, by=doer, edition=need.edition, after=after)
    return made


def take_back_interest(held: Interest, *, doer: Doer) -> None:
    """Remove an interest; that there was one stays in the record of changes."""
    with transaction.atomic():
        before = {"need": held.need.code, "organisation": held.organisation.code}
        record_change("take_back_interest", held, by=doer, edition=held.edition, before=before)
        held.delete()
