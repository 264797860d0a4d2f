"""Reading what a form says: times of the fair, numbers, texts in its languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import number
from fairlead.ui.forms.lengths import check_length, check_line
from fairlead.ui.numbers_asked import read_key


class UnreadableField(ValueError):
    """A field cannot be read; the message says what was expected, in the reader's language."""


def read_way_back(given: Mapping[str, str], otherwise: str) -> str:
    """Return the address on this site that a form says to go back to, else the other one."""
    wanted = given.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise


def read_text(given: Mapping[str, str], name: str, *, most: int = bounds.TEXT_LENGTH) -> str:
    """Return a field's text, without blanks at its ends, in one line; raises TextTooLong."""
    return check_line(given.get(name, ""), most)


def read_number(given: Mapping[str, str], name: str, *, most: int) -> int | None:
    """Return a field's number from 0 up, None for an empty field; raises UnreadableField."""
    text = given.get(name, "").strip()
    if not text:
        return None
    found = read_key(text, most=most)
    if found is None:
        said = _("Expected a whole number from 0 to %(most)s, not \u201c%(text)s\u201d.")
        raise UnreadableField(said % {"most": number(most), "text": text[:40]})
    return found


def read_moment(edition: Edition, given: Mapping[str, str], name: str) -> dt.datetime | None:
    """Return a moment by the fair's own clock, as a browser sends it; None for an empty field.

    Raises UnreadableField.
    """
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not bounds.FIRST_DATE <= found.date() <= bounds.LAST_DATE:
        said = _("Expected a day and a time such as 2026-07-06 14:30, not \u201c%(text)s\u201d.")
        raise UnreadableField(said % {"text": text[:40]})
    return found.replace(tzinfo=edition.zone)


def read_languages(
    edition: Edition, given: Mapping[str, str], name: str, *, long: bool = False
) -> LocalizedText:
    """Return a text in the languages of the edition in which it is written; raises TextTooLong."""
    most = bounds.LONG_TEXT_LENGTH if long else bounds.TEXT_LENGTH
    said = {}
    for tag in edition.languages:
        text = given.get(f"{name}_{tag}", "")
        text = check_length(text, most) if long else check_line(text, most)
        if text:
            said[tag] = text
    return LocalizedText(said)
