"""What a conversation is about, and who is asked."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.apps.market.queries.sides import find_owner
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.own_texts import name_entry
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody may write about: an offer, a need, or something of another app.

    ``about`` names it, kind and code; asked is the organisation ``owner``, or where there is
    none the delegates of the ``economy``. The numbers are ids.
    """

    edition: int
    about: str
    title: LocalizedText
    owner: int | None
    economy: str = ""
    is_seen: bool = True
    offer: Offer | None = None
    need: Need | None = None


def name_topic(entry: Offer | Need | Topic) -> Topic:
    """Return an offer or a need as what a conversation is about."""
    if isinstance(entry, Topic):
        return entry
    owner, economy = find_owner(entry)
    need = entry if isinstance(entry, Need) else None
    return Topic(
        edition=entry.edition_id,
        about=name_entry(entry),
        title=entry.title,
        owner=owner,
        economy=economy,
        is_seen=not entry.expired and not (need is not None and need.hidden),
        offer=entry if isinstance(entry, Offer) else None,
        need=need,
    )
