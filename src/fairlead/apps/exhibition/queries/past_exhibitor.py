"""An exhibitor as it was at a moment: its profile and its stand."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.history import read_history
from fairlead.folder.localized_text import LocalizedText

_PLAIN, _TEXTS = ("country", "sector", "size", "languages", "website"), ("name", "city")


@dataclass(frozen=True, slots=True)
class PastExhibitor:
    """An exhibitor as it was, never to be saved.

    ``exhibits`` is false where it had no stand then. ``begins`` is when its history begins, where
    that is later than what was asked for: then it is shown as it was at that moment.
    """

    exhibitor: Exhibitor
    exhibits: bool = True
    begins: dt.datetime | None = None


def restore_exhibitor(exhibitor: Exhibitor, moment: dt.datetime) -> PastExhibitor:
    """Return an exhibitor as it was at a moment; two queries.

    Its description and pictures are those of now. So is its stand, where the one of then is no
    longer in the plan.
    """
    firm, edition = exhibitor.organisation, exhibitor.edition
    past = read_history(edition.code, "organisation", moment=moment, keys=[firm.code])
    found = past.get(firm.code)
    if found is None:
        return PastExhibitor(exhibitor)
    begins = None if found.is_known else found.since
    if found.state is None or not found.state["stand"]:
        return PastExhibitor(exhibitor, exhibits=False, begins=begins)
    was, profile = copy.copy(exhibitor), copy.copy(firm)
    for name in _PLAIN:
        setattr(profile, name, found.state[name])
    for name in _TEXTS:
        setattr(profile, name, LocalizedText(found.state[name]))
    was.organisation = profile
    if found.state["stand"] != exhibitor.stand.code:
        stands = Stand.objects.select_related("hall", "exposition")
        was.stand = (
            stands.filter(edition=edition, code=found.state["stand"]).first() or exhibitor.stand
        )
    return PastExhibitor(was, begins=begins)
