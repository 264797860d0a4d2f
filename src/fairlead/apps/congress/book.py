"""The programme as a book on paper, set by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from fairlead.charts.pdf import set_pdf

_PAGE = (resources.files("fairlead.apps.congress") / "book.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class BookSession:
    """A session; ``label`` is its mark in the book, to which the index of speakers leads."""

    label: str
    time: str
    title: str
    room: str = ""
    subtitle: str = ""
    people: str = ""
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class BookDay:
    """A day with its sessions."""

    title: str
    sessions: Sequence[BookSession]


@dataclass(frozen=True, slots=True)
class BookRoom:
    """A room with its days."""

    title: str
    days: Sequence[BookDay]


@dataclass(frozen=True, slots=True)
class BookSpeaker:
    """Somebody who speaks; ``sessions`` are their marks."""

    name: str
    firm: str
    sessions: Sequence[str]


@dataclass(frozen=True, slots=True)
class BookExhibitor:
    """An exhibitor with its hall and stand."""

    name: str
    country: str
    stand: str


@dataclass(frozen=True, slots=True)
class Book:
    """All that is on the paper, in the reader's words."""

    title: str
    book: str
    line: str
    zone: str
    printed: str
    contents: str
    empty: str
    by_room: str
    of_speakers: str
    of_exhibitors: str
    language: str
    direction: str
    days: Sequence[BookDay]
    rooms: Sequence[BookRoom]
    speakers: Sequence[BookSpeaker]
    exhibitors: Sequence[BookExhibitor]


def print_book(book: Book) -> bytes:
    """Return the book as PDF."""
    return set_pdf(_PAGE, book)
