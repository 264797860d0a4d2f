"""Asking the lists of restricted parties and goods before somebody or something goes on."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fairlead.apps.fairs.domain.refused import Refused
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.screening.domain.screen_parties import (
    describe_need,
    describe_organisations,
    find_blocks,
)
from fairlead.apps.trade.models import Need


def refuse_screened(
    edition: Edition, organisations: Iterable[Organisation], *, need: Need | None = None
) -> None:
    """Raise Refused where a list names one of them and nobody has decided that it is not meant.

    The message says nothing of lists: whoever is refused may not see them. Those who decide are
    told. Call it before the transaction, which takes back what is written in it.
    """
    parties = describe_organisations(organisations)
    if need is not None:
        parties.append(describe_need(need))
    if find_blocks(edition, parties):
        raise Refused(
            _("The organiser has to look at this first. Nothing is lost: please try again later.")
        )
