"""Screening everybody again, as background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.work.hold import Hold


@background("screen_parties", _("Screening"))
def screen_parties(hold: Hold) -> Result:
    """Compare organisations and needs with the lists in force; what is decided stays decided."""
    from fairlead.apps.people.models import Organisation
    from fairlead.apps.screening.domain.screen_parties import (
        describe_need,
        describe_organisations,
        screen_everybody,
    )
    from fairlead.apps.trade.models import Need

    edition = hold.work.edition
    if edition is None:
        raise ValueError("Expected work on an edition.")
    parties = describe_organisations(Organisation.objects.filter(edition=edition).order_by("pk"))
    parties += [describe_need(one) for one in Need.objects.filter(edition=edition)]
    with hold.recording() as result:
        screened, new = screen_everybody(edition, parties, heartbeat=hold.tell)
        result |= {"screened": screened, "new": new}
    return {}
