"""What stands against a session at a place, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from fairlead.apps.congress.conflicts import Obstacle
from fairlead.apps.congress.content import SessionContent
from fairlead.apps.congress.queries.board import list_people
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import name_language


class ConflictWords:
    """Says what stands against sessions; names of people are read once."""

    def __init__(
        self,
        edition: Edition,
        sessions: Mapping[str, SessionContent],
        people: Collection[int] | None = None,
    ) -> None:
        """Take the sessions that are named, and who is: all who speak at them; one query."""
        choose: Callable[..., str] = chooser(edition)
        named = list_people(sessions.values()) if people is None else people
        rows = Participation.objects.filter(pk__in=named).values_list("pk", "person__name")
        self.people = {who: str(choose(name)) for who, name in rows}
        self._sessions, self._choose = sessions, choose

    def title(self, code: str) -> str:
        """Return the title of a session."""
        said = self._sessions.get(code)
        return str(self._choose(LocalizedText(said["title"]))) if said is not None else code

    def say(self, one: Obstacle) -> str:
        """Return why a place is none, or a worse one."""
        who = self.people.get(one.who or 0, "")
        values = {"who": who, "other": self.title(one.other), "time": f"{one.begins:%H:%M}"}
        match one.rule:
            case "room_taken":
                return _("The room has “%(other)s” from %(time)s.") % values
            case "speaker_twice":
                return _("%(who)s is at “%(other)s” from %(time)s.") % values
            case "speaker_meeting":
                return _("%(who)s has a meeting at %(time)s.") % values
            case "room_closed":
                return _("The room is closed then.")
            case "fair_closed":
                return _("The fair is closed then.")
            case "speaker_unavailable":
                return _("%(who)s is not there then.") % values
            case "speaker_elsewhere":
                return _("%(who)s is with the delegation from %(time)s.") % values
            case "speaker_gone":
                return _("%(who)s does not take part any more.") % values
            case "way":
                return _("%(who)s comes from “%(other)s” in another hall.") % values
            case "interpreter":
                language = name_language(one.other)
                return _("No interpreter for %(language)s is free then.") % {"language": language}
            case "capacity":
                return _("The room is too small for those expected.")
            case _:
                return _("The room lacks what the session needs.")

    def say_all(self, found: Iterable[Obstacle]) -> Sequence[tuple[str, bool]]:
        """Return each reason once, with whether it is hard."""
        return list(dict.fromkeys((self.say(one), one.hard) for one in found))
