"""The rooms of a fair by their names in any language, and those that a programme brings."""

from __future__ import annotations

import unicodedata

from fairlead.folder.controls import write_line
from fairlead.folder.fair import Fair
from fairlead.folder.programme.programme import Programme
from fairlead.folder.programme.texts import choose_tongues
from fairlead.folder.schema import language_columns

NO_NAME = "-"


class FairRooms:
    """Finds rooms by what they are called, whatever the language, the capitals and the spaces.

    A room of the fair keeps its names; a new one has those that the file says in the languages of
    the fair. ``new`` are the new ones, by their name in the edition's own language.
    """

    def __init__(self, fair: Fair, programme: Programme) -> None:
        """Read the names of the fair's rooms, and those that the programme says."""
        self.languages = fair.settings.languages
        self.said = {
            write_line(room.name): {tag: write_line(text) for tag, text in room.tongues}
            for room in programme.rooms
        }
        self.known: dict[str, dict[str, str]] = {}
        self.new: dict[str, dict[str, str]] = {}
        for table, column in ((fair.rooms, "name"), (fair.sessions, "room")):
            columns = language_columns(column, self.languages)
            for row in table.select(list(columns.values())).to_pylist():
                names = {tag: row[one] for tag, one in columns.items() if row[one]}
                if row[column] and fold_name(row[column]) not in self.known:
                    self.known[fold_name(row[column])] = names
        for names in list(self.known.values()):  # the own language first: a room is known by it
            for name in names.values():
                self.known.setdefault(fold_name(name), names)

    def find(self, written: str) -> dict[str, str]:
        """Return the names by tag, one in the own language among them, of the room called so."""
        name = write_line(written) or NO_NAME
        own = self.languages[0]
        said = choose_tongues(self.said.get(name, {}), self.languages)
        for one in (name, *said.values()):
            if fold_name(one) in self.known:
                return self.known[fold_name(one)]
        names = {**said, own: said.get(own) or name}
        self.new[names[own]] = names
        for one in (names[own], name, *said.values()):
            self.known.setdefault(fold_name(one), names)
        return names

    def fill(self, column: str, names: dict[str, str]) -> dict[str, str | None]:
        """Return the columns of a row that name a room."""
        columns = language_columns(column, self.languages)
        return {one: names.get(tag) for tag, one in columns.items()}


def fold_name(name: str) -> str:
    """Return a name as it is compared: whatever the capitals, the spaces and the width."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
