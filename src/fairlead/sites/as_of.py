"""The day and the moment that a page with figures is asked for, in its address."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.queries import states
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.models import Edition
from fairlead.folder import bounds

DAY, MOMENT = "as_of", "known"


class UnreadableMoment(BadRequest):
    """The day or moment in an address cannot be read.

    ``expected`` says what should be there, and what was typed, which must not be logged.
    """

    def __init__(self, expected: str) -> None:
        """Raise it for a sentence in the reader's language."""
        super().__init__("a day or moment that is none")
        self.expected = expected


def read_as_of(request: HttpRequest, edition: Edition) -> AsOf:
    """Return the day a page is asked for, as `read_as_of_query` does."""
    return read_as_of_query(request.GET, edition)


def read_as_of_query(query: QueryDict, edition: Edition) -> AsOf:
    """Return the day a query asks for, and until when what it is to say was recorded.

    A moment is by the fair's own clock; a day alone is until its last moment by UTC. One not asked
    for is the last there is. Raises UnreadableMoment for another text: figures of another day
    than the one meant would be taken for those of that day.
    """
    asked = {name: query.get(name, "").strip() for name in (DAY, MOMENT)}
    day, moment = _read_day(asked[DAY]), read_moment(asked[MOMENT], edition)
    years = {"first": str(bounds.FIRST_DATE.year), "last": str(bounds.LAST_DATE.year)}
    if asked[DAY] and day is None:
        said = _(
            "Expected a day of %(first)s to %(last)s such as 2026-07-06, not \u201c%(text)s\u201d."
        )
        raise UnreadableMoment(said % {**years, "text": asked[DAY][:40]})
    if asked[MOMENT] and moment is None:
        said = _(
            "Expected a day and a time of %(first)s to %(last)s such as 2026-07-06 14:30, not"
            " \u201c%(text)s\u201d."
        )
        raise UnreadableMoment(said % {**years, "text": asked[MOMENT][:40]})
    return AsOf(day, moment)


def find_moment(as_of: AsOf, edition: Edition) -> dt.datetime | None:
    """Return the last moment of what is asked for, where a day is the fair's; None for now."""
    return states.find_moment(as_of, edition.zone)


def write_as_of(request: HttpRequest, edition: Edition) -> str:
    """Return what leads on to the same day and moment: a query without its mark, "" for now."""
    if read_as_of(request, edition) == NOW:
        return ""
    return urlencode({name: request.GET[name] for name in (DAY, MOMENT) if request.GET.get(name)})


def _read_day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if bounds.FIRST_DATE <= found <= bounds.LAST_DATE else None


def read_moment(text: str, edition: Edition) -> dt.datetime | None:
    """Return the moment of a text, by the fair's clock unless it names another."""
    day = _read_day(text)
    if day is not None:
        return dt.datetime.combine(day, dt.time.max, dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if not bounds.FIRST_DATE <= found.date() <= bounds.LAST_DATE:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=edition.zone)
