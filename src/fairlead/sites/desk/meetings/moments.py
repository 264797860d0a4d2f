"""What is on now in somebody's agenda, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.meetings.queries.agenda import Agenda
from fairlead.sites.desk.meetings.agenda_lines import Line, Lines
from fairlead.sites.desk.meetings.agenda_markup import write_acts


def write_token(request: HttpRequest) -> str:
    """Return the hidden field that every form has."""
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'


def list_moments(
    lines: Lines, agenda: Agenda, now: dt.datetime, *, code: str, token: str
) -> Iterator[tuple[str, Line, SafeString]]:
    """Yield what is on now and what comes next: its title, its line and what can be pressed.

    ``code`` is the edition's, ``token`` the field that every form has.
    """
    current, coming = agenda.find_now_and_next(now)
    for title, one in ((_("Now"), current), (_("Next"), coming)):
        if one is not None:
            line = lines.make(one)
            yield title, line, write_acts(line, code, token)
