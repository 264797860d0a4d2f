"""Being named as whom to ask about a practice: by who is named, and nobody else."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.apps.practices.models import Practice


def show_contact(practice: Practice, one: Participation, *, agree: bool, by: Doer) -> None:
    """Let somebody be named as the contact of a practice, or be named no more.

    That is a consent: only who is named gives it, never somebody who acts for them, and who gave
    it takes it back at any time. Raises Refusal.
    """
    if by.acting_for is not None or by.account is None or by.account.person_id != one.person_id:
        raise Refusal(_("Only you yourself can agree to be named."))
    with transaction.atomic():
        held = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if one.edition_id != held.edition_id:
            raise Refusal(_("Expected somebody who takes part in this edition."))
        if (agree and held.contact_id == one.pk) or (not agree and held.contact_id != one.pk):
            return
        held.contact = one if agree else None
        held.contact_agreed_at = timezone.now() if agree else None
        held.save(update_fields=["contact", "contact_agreed_at"])
        act = "agree_to_be_contact" if agree else "withdraw_contact"
        record_change(act, held, by=by, edition=practice.edition, after={"contact": one.code})
