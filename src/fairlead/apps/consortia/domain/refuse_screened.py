"""Asking the lists of restricted parties and goods before somebody or something goes on."""

from __future__ import annotations

from collections.abc import Iterable

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.screening.domain.screen_parties import (
    describe_need,
    describe_organisations,
    refuse_blocked,
)
from fairlead.apps.trade.models import Need


def refuse_screened(
    edition: Edition, organisations: Iterable[Organisation], *, need: Need | None = None
) -> None:
    """Raise Refusal where a list names one of them, or a product the need asks for.

    As `refuse_blocked` does: call it before the transaction.
    """
    parties = describe_organisations(organisations)
    if need is not None:
        parties.append(describe_need(need))
    refuse_blocked(edition, parties)
