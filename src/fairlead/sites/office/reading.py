"""Reading what a form of the office says: times of the fair, numbers, texts in its languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fairlead.apps.fairs.models import Edition
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText


def read_text(given: Mapping[str, str], name: str, *, most: int = bounds.TEXT_LENGTH) -> str:
    """Return a field's text, without blanks at its ends, in one line of at most so many signs."""
    return " ".join(given.get(name, "").replace("\x00", "").split())[:most]


def read_number(given: Mapping[str, str], name: str, *, most: int) -> int | None:
    """Return a field's number from 0 up, None for none."""
    text = given.get(name, "").strip()
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
    return found if found is not None and found <= most else None


def read_moment(edition: Edition, given: Mapping[str, str], name: str) -> dt.datetime | None:
    """Return a moment by the fair's own clock, as a browser sends it; None for none."""
    text = given.get(name, "").strip()
    try:
        found = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if found is None or not bounds.FIRST_DATE <= found.date() <= bounds.LAST_DATE:
        return None
    return found.replace(tzinfo=edition.zone)


def read_languages(
    edition: Edition, given: Mapping[str, str], name: str, *, long: bool = False
) -> LocalizedText:
    """Return a text in the languages of the edition in which it is written."""
    most = bounds.LONG_TEXT_LENGTH if long else bounds.TEXT_LENGTH
    said = {}
    for tag in edition.languages:
        text = given.get(f"{name}_{tag}", "").replace("\x00", "").strip()
        text = text if long else " ".join(text.split())
        if text:
            said[tag] = text[:most]
    return LocalizedText(said)
