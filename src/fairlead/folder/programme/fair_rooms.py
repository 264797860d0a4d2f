"""The rooms of a fair by their names in any language, and those that a programme brings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from fairlead.folder.controls import write_line
from fairlead.folder.fair import Fair
from fairlead.folder.programme.programme import Programme
from fairlead.folder.programme.texts import choose_tongues
from fairlead.folder.schema import language_columns

NO_NAME = "-"


class NamedRooms:
    """Finds rooms by what they are called, whatever the language, the capitals and the spaces.

    ``names`` are those of each room by tag: first the rooms of the fair, which keep theirs, then
    those that `find` met, with the names that the programme says in the languages of the fair.
    """

    def __init__(
        self, languages: Sequence[str], held: Iterable[Mapping[str, str]], programme: Programme
    ) -> None:
        """Take the languages of the fair, its rooms' names by tag, and what a programme says."""
        self.languages = languages
        self.names = [dict(one) for one in held]
        self.held = len(self.names)
        self._said = {
            write_line(room.name): {tag: write_line(text) for tag, text in room.tongues}
            for room in programme.rooms
        }
        self._places: dict[str, int] = {}
        for tag in dict.fromkeys((languages[0], *(tag for names in self.names for tag in names))):
            for place, names in enumerate(self.names):  # the own language first
                if tag in names:
                    self._places.setdefault(fold_name(names[tag]), place)

    def find(self, written: str) -> int:
        """Return the place among ``names`` of the room called so, a new one where there is none."""
        name = write_line(written) or NO_NAME
        own = self.languages[0]
        said = choose_tongues(self._said.get(name, {}), self.languages)
        called = [fold_name(one) for one in (name, *said.values())]
        place = next((self._places[one] for one in called if one in self._places), None)
        if place is None:
            place = len(self.names)
            self.names.append({**said, own: said.get(own) or name})
        for one in called:
            self._places.setdefault(one, place)
        return place

    def list_new(self) -> list[dict[str, str]]:
        """Return the names of the rooms that the fair has not."""
        return self.names[self.held :]


def name_rooms(fair: Fair, programme: Programme) -> NamedRooms:
    """Return the rooms of a folder's fair: those of rooms.csv, and those of sessions alone."""
    found: dict[str, dict[str, str]] = {}
    languages = fair.settings.languages
    for table, column in ((fair.rooms, "name"), (fair.sessions, "room")):
        columns = language_columns(column, languages)
        for row in table.select(list(columns.values())).to_pylist():
            if row[column]:
                names = {tag: row[one] for tag, one in columns.items() if row[one]}
                found.setdefault(fold_name(row[column]), names)
    return NamedRooms(languages, found.values(), programme)


def fill_names(
    column: str, names: Mapping[str, str], languages: Sequence[str]
) -> dict[str, str | None]:
    """Return the columns of a row that name a room."""
    return {one: names.get(tag) for tag, one in language_columns(column, languages).items()}


def fold_name(name: str) -> str:
    """Return a name as it is compared: whatever the capitals, the spaces and the width."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
