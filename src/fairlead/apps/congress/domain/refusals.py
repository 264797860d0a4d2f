"""Why something cannot be done to the programme, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: Mapping[str, Promise] = {
    "no_draft": _("This version is not a draft: make a draft of it first."),
    "no_session": _("This version has no such session."),
    "no_room": _("Expected a room of this edition."),
    "room_name": _("Expected a name of the room in the edition's own language."),
    "room_known": _("There is a room of this name."),
    "room_hours": _("Expected hours that end after they begin, each beginning once."),
    "opening": _("Expected hours that end at another time than they begin."),
    "room_used": _("A version of the programme has sessions in this room."),
    "no_day": _("Expected a day of the fair."),
    "length": _("Expected a length of 1 minute to 23 hours 59 minutes."),
    "title": _("Expected a title."),
    "person": _("Expected people who take part in this edition, each once."),
    "has_base": _("It is in the released programme: take it out of its room instead."),
    "locked": _("It is locked where it is: unlock it first."),
    "needed": _("Something is set up in it, such as a signing: it cannot be cancelled by a"
                " release."),
    "meeting_speaking": _("Somebody who speaks has a meeting at that time."),
    "screened": _("The organiser has to look at somebody who would speak first. Nothing is lost:"
                  " please try again later."),
    "changed_since": _("Somebody else has changed this since. It stays as it is; you can move it by"
                       " hand."),
    "room_taken": _("The room has another session at that time."),
    "same_guid": _("Another session has the same identifier."),
    "nothing": _("There is nothing to change."),
    "delay": _("Expected a delay of 0 to 720 minutes."),
    "cancelled": _("It is cancelled."),
    "language": _("Expected languages by two letters, such as en, ru."),
    "stream": _("Expected an address that begins with https://"),
}  # fmt: skip


class Refusal(Exception):
    """Something that cannot be done, and why; ``code`` names the rule."""

    def __init__(self, code: str, said: object = "") -> None:
        """Take the rule, and its own words where it has some."""
        self.code = code
        super().__init__(said or _WORDS[code])

    def __str__(self) -> str:
        """Return why, in the reader's language."""
        return str(self.args[0])


def refuse_changed_since(who: str) -> Refusal:
    """Return the refusal of undoing what somebody changed since, named where it is known."""
    words = _("%(name)s has changed this since. It stays as it is; you can move it by hand.")
    return Refusal("changed_since", str(words) % {"name": who} if who else "")
