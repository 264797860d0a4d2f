"""Whether a message is mailed, when, and with which others; asked for many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.messages.hours import Hours, is_gathered, read_hours
from fairlead.apps.messages.models import BouncedAddress, MailState, MailWish, Message, Wish
from fairlead.apps.messages.purposes import PURPOSES, Purpose
from fairlead.folder.addresses import fold_address


class Postbag:
    """What is known of the people of some messages: asked once for all of them."""

    def __init__(self, messages: Sequence[Message]) -> None:
        """Ask: who bounced, and who wants what."""
        addresses = {fold_address(find_address(message)) for message in messages}
        folded = BouncedAddress.objects.annotate(folded=FoldAddress("address"))
        self._bounced = set(folded.filter(folded__in=addresses).values_list("folded", flat=True))
        people = {message.person_id for message in messages if message.person_id}
        self._people = people
        self._wishes: dict[int, dict[str, str]] = {}
        for person, purpose, wish in MailWish.objects.filter(person__in=people).values_list(
            "person_id", "purpose", "wish"
        ):
            self._wishes.setdefault(person, {})[purpose] = wish
        self._hours: dict[int | None, Hours] = {}
        self._agreed: dict[tuple[int, str], set[int] | None] = {}

    def find_morning(self, message: Message) -> dt.datetime | None:
        """Return when the quiet hours end that it is now, None where it is no matter."""
        purpose, now = PURPOSES.get(message.purpose), timezone.now()
        if purpose is not None and purpose.urgent:
            return None
        hours = self._hours.get(message.edition_id)
        if hours is None:
            hours = self._hours[message.edition_id] = read_hours(message.edition)
        return hours.next_at(hours.quiet_until, now) if hours.is_quiet(now) else None

    def refuse(self, message: Message, address: str) -> tuple[MailState, str] | None:
        """Return why a message is not to be mailed at all, None when it is."""
        if not address or "@" not in address:
            return MailState.NO_ADDRESS, ""
        if fold_address(address) in self._bounced:
            return MailState.FAILED, "a mail server refused this address before"
        purpose = PURPOSES.get(message.purpose)
        if purpose is None or purpose.needed:
            return None
        if self._wish(message) == Wish.NEVER or not self._has_agreed(message, purpose):
            return MailState.UNWANTED, ""
        return None

    def _has_agreed(self, message: Message, purpose: Purpose) -> bool:
        """Return whether the person agreed to messages like this, where that is asked."""
        if purpose.consent is None or message.edition is None:
            return True
        key = (message.edition.pk, purpose.name)
        if key not in self._agreed:
            found = list_consenting(message.edition, purpose.consent)
            self._agreed[key] = (
                None if found is None else set(found.filter(person__in=self._people))
            )
        agreed = self._agreed[key]
        return agreed is None or message.person_id in agreed

    def list_gathered(self, message: Message) -> list[str]:
        """Return the purposes that go into a digest with the message; none where it goes alone."""
        if message.person_id is None:
            return []
        wishes = self._wishes.get(message.person_id, {})
        gathered = [
            name
            for name, one in PURPOSES.items()
            if is_gathered(one, wishes.get(name)) and self._has_agreed(message, one)
        ]
        return gathered if message.purpose in gathered else []

    def _wish(self, message: Message) -> str | None:
        return self._wishes.get(message.person_id or 0, {}).get(message.purpose)


def find_address(message: Message) -> str:
    """Return where a message is mailed to: its person's address, else its own; maybe empty."""
    return (message.person.email if message.person else message.address).strip()
