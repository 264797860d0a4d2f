"""What changes in the programme, in words: for the release's page and for those who are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from fairlead.apps.congress.content import SessionContent, find_times
from fairlead.apps.congress.models import Room
from fairlead.apps.congress.queries.programme_changes import Kind, ProgrammeChange
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import format_span, join_clauses, join_items
from fairlead.ui.spoken import choose_for_reader


class ChangeWords:
    """Says changes in the language that is active when it is made; names are read once.

    ``name`` is applied to texts that people wrote before they are shown, such as quoting in a mail.
    """

    def __init__(
        self,
        edition: Edition,
        changes: Iterable[ProgrammeChange],
        *,
        name: Callable[[str], str] = str,
    ) -> None:
        """Read the names of rooms and of people whose speaking changes; two queries."""
        choose = choose_for_reader(edition.languages)
        self._name: Callable[[LocalizedText], str] = lambda text: name(str(choose(text)))
        self._rooms = {
            room.pk: self._name(room.name) for room in Room.objects.filter(edition=edition)
        }
        named = {who for one in changes if "people" in one.kinds for who in one.people}
        people = Participation.objects.filter(pk__in=named).select_related("person")
        self._people = {one.pk: self._name(one.person.name) for one in people}

    def say(self, change: ProgrammeChange) -> list[tuple[Kind, str]]:
        """Return what changes of a session, a line for each kind.

        A title that changes in another language than the reader's is a detail.
        """
        kinds: list[Kind] = [
            "details" if self._is_called_the_same(kind, change) else kind for kind in change.kinds
        ]
        return [(kind, self._say(kind, change)) for kind in dict.fromkeys(kinds)]

    def say_title(self, said: SessionContent) -> str:
        """Return the title of a session."""
        return self._name(LocalizedText(said["title"]))

    def say_place(self, said: SessionContent) -> str:
        """Return the day, the times and the room of a session with a place."""
        times = find_times(said)
        if times is None:
            return _("still to be scheduled")
        begins, ends = times
        return f"{format_span(begins, ends)}, {self._rooms.get(said['place']['room'], '')}"

    def say_live(
        self, kind: str, before: SessionContent, after: SessionContent, *, delay: int
    ) -> str:
        """Return what changed about a session on the day, from its content before and after."""
        values = {"title": self.say_title(after), "place": self.say_place(after)}
        if kind == "moved":
            return self._say("moved", ProgrammeChange("", ("moved",), before, after))
        if kind == "cancelled":
            return _("Cancelled: %(title)s, %(place)s") % values
        if kind == "restored":
            return _("Held after all: %(title)s, %(place)s") % values
        times = find_times(after)
        if not delay or times is None:
            return _("On time after all: %(title)s, %(place)s") % values
        begins = times[0] + dt.timedelta(minutes=delay)
        return _("Late: %(title)s begins at %(time)s, %(minutes)d minutes later, %(room)s") % {
            **values,
            "time": f"{begins:%H:%M}",
            "minutes": delay,
            "room": self._rooms.get(after["place"]["room"], ""),
        }

    def _is_called_the_same(self, kind: Kind, change: ProgrammeChange) -> bool:
        before, after = change.before, change.after
        if kind != "renamed" or before is None or after is None:
            return False
        return self.say_title(before) == self.say_title(after)

    def _say(self, kind: Kind, change: ProgrammeChange) -> str:
        before, after = change.before, change.after
        values = {"title": self.say_title(change.said), "place": self.say_place(change.said)}
        if kind == "new":
            return _("New: %(title)s, %(place)s") % values
        if kind == "cancelled" or before is None or after is None:
            return _("Not held any more: %(title)s, %(place)s") % values
        if kind == "moved":
            return _("Moved: %(title)s, %(place)s (was %(before)s)") % {
                **values,
                "before": self.say_place(before),
            }
        if kind == "renamed":
            return _("Renamed: %(title)s (was %(before)s), %(place)s") % {
                **values,
                "before": self.say_title(before),
            }
        if kind == "people":
            return join_clauses(self._say_people(before, after, values))
        return _("Details changed: %(title)s, %(place)s") % values

    def _say_people(
        self, before: SessionContent, after: SessionContent, values: dict[str, str]
    ) -> Iterator[str]:
        old, new = ([who for who, _ in one["people"]] for one in (before, after))
        came = [self._people.get(who, "") for who in new if who not in old]
        went = [self._people.get(who, "") for who in old if who not in new]
        yield _("Other speakers: %(title)s, %(place)s") % values
        if came:
            yield _("with %(names)s") % {"names": join_items(filter(None, came))}
        if went:
            yield _("without %(names)s") % {"names": join_items(filter(None, went))}
