"""What the mails about a meeting bring each person's calendar."""

from __future__ import annotations

import re
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.language import chooser
from fairlead.apps.meetings.calendar_feed import write_invitation
from fairlead.apps.meetings.models import ChangeKind, MeetingRequest, Table
from fairlead.apps.meetings.queries.agenda import Entry
from fairlead.apps.meetings.queries.ways import read_place
from fairlead.apps.messages.models import MailRules
from fairlead.apps.messages.words import choose_reading
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.text_language import write_in

# An address as a line of a calendar may hold it: nothing that ends the line or the value.
_ADDRESS = re.compile(r"[^\s\"<>,;:\\]+@[^\s\"<>,;:\\]+")


class Invitations:
    """The last change of a request's meeting, to be told to calendars; three queries at most."""

    def __init__(self, request: MeetingRequest) -> None:
        """Read it."""
        self._request, self._edition = request, request.edition
        self._last = request.changes.order_by("-sequence").first()
        rules = MailRules.objects.filter(edition=self._edition).first() if self._last else None
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self._organizer = (rules.reply_to if rules is not None else "") or sender
        self._stand: Stand | None = None
        self._table: int | None = None
        if self._last is not None and self._last.stand_id is not None:
            stands = Stand.objects.select_related("hall").filter(pk=self._last.stand_id)
            self._stand = stands.first()
        elif self._last is not None and self._last.table_id is not None:
            numbers = Table.objects.filter(pk=self._last.table_id).values_list("number", flat=True)
            self._table = numbers.first()

    def write(self, who: Participation, *, title: LocalizedText) -> str:
        """Return what a participant's calendar is told; empty for who never had the meeting.

        ``title`` names whom the participant meets.
        """
        last = self._last
        address = who.person.email.strip()
        if last is None or not _ADDRESS.fullmatch(address):
            return ""
        gone = last.kind == ChangeKind.CANCELLED or who.pk in last.gone
        if who.pk not in last.people and not gone:
            return ""
        entry = Entry(
            begins=last.during.lower,
            ends=last.during.upper,
            title=title,
            place=last.place,
            stand=None if self._stand is None else read_place(self._stand),
            table=self._table,
            link=self._request.link if last.place == "online" else "",
            request=self._request.code,
            sequence=last.sequence,
            changed_at=last.at,
            cancelled=gone,
        )
        with write_in(*choose_reading(who.person.languages, self._edition.languages)):
            return write_invitation(
                self._edition,
                entry,
                organizer=self._organizer,
                attendee=address,
                say=chooser(self._edition),
                now=timezone.now(),
            )
