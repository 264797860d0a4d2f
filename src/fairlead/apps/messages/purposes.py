"""What messages are for: each purpose can be left by itself, unless it cannot be done without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairlead.apps.consent.purposes import ConsentPurpose


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of messages.

    ``words`` name it to people, after "Messages about". One that is ``needed`` cannot be left;
    one that is ``urgent`` is sent at night too and waits for no digest. ``gathered`` says that
    people get these once a day in one mail unless they want each. What is ``secret`` is for the
    eyes of who has the mailbox: it is on no page, and forgotten once it was sent. One with a
    ``consent`` is mailed only to those who agreed to that, where the edition asks for it.
    """

    name: str
    words: Any
    needed: bool = False
    urgent: bool = False
    gathered: bool = False
    secret: bool = False
    consent: ConsentPurpose | None = None


_LISTED = (
    Purpose("sign_in", _("signing in"), needed=True, urgent=True, secret=True),
    Purpose("registration", _("your registration"), needed=True),
    Purpose("invitation", _("invitations")),
    Purpose("meeting_request", _("requests for meetings")),
    Purpose("meeting", _("your meetings"), needed=True),
    Purpose("timetable", _("your timetable"), needed=True),
    Purpose("programme_now", _("changes of your sessions on the day"), needed=True, urgent=True),
    Purpose("conversation", _("conversations")),
    Purpose("marketplace", _("offers and needs you watch"), gathered=True),
    Purpose("standing_search", _("imports that became critical")),
    Purpose("consortium", _("your consortia"), needed=True),
    Purpose("screening", _("screening"), needed=True),
    Purpose("project", _("your projects")),
    Purpose("team", _("your team and profile")),
    Purpose("session", _("your places at sessions"), needed=True),
    Purpose("proposal", _("your proposals"), needed=True),
    Purpose("programme", _("the programme"), gathered=True),
    Purpose("news", _("news of the fair"), gathered=True, consent=ConsentPurpose.NEWS),
)
SECRET = tuple(purpose.name for purpose in _LISTED if purpose.secret)
PURPOSES = {purpose.name: purpose for purpose in _LISTED}


def find_purpose(name: str) -> Purpose:
    """Return the purpose of that name; raises KeyError for one there is none of."""
    return PURPOSES[name]
