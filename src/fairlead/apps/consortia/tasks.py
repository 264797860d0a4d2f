"""Screening everybody again, as background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.work.hold import Hold


@background("screen_parties", _("Screening"))
def screen_parties(hold: Hold) -> Result:
    """Compare organisations, needs and people who represent somebody with the lists in force.

    Those are who speaks, who is in a delegation, and who signs. What is decided stays decided.
    """
    from fairlead.apps.consortia.domain.set_up_signing import describe_signatories
    from fairlead.apps.consortia.models import Signatory
    from fairlead.apps.people.models import Organisation, Participation, ParticipationState, Role
    from fairlead.apps.screening.domain.screen_parties import (
        describe_need,
        describe_organisations,
        describe_people,
        screen_every_party,
    )
    from fairlead.apps.trade.models import Need

    edition = hold.work.edition
    if edition is None:
        raise ValueError("Expected work on an edition.")
    parties = describe_organisations(Organisation.objects.filter(edition=edition).order_by("pk"))
    parties += [describe_need(one) for one in Need.objects.filter(edition=edition)]
    people = Participation.objects.filter(edition=edition, state=ParticipationState.APPROVED)
    represents = (
        Q(roles__overlap=[Role.DELEGATE, Role.SPEAKER])
        | Q(delegate__isnull=False)
        | Q(speaker__isnull=False)
    )
    found = people.filter(represents).distinct().select_related("person").order_by("pk")
    parties += describe_people(found)
    signatories = Signatory.objects.filter(signing__edition=edition).select_related("signing")
    parties += describe_signatories(signatories)
    with hold.recording() as result:
        screened, new = screen_every_party(edition, parties, heartbeat=hold.tell)
        result |= {"screened": screened, "new": new}
    return {}
