"""The words of messages: in the person's language, and safe from what strangers write into them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context, Engine, Template
from django.utils.functional import Promise

from fairlead.folder import bounds
from fairlead.folder.language_tags import is_same_language, primary
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.spoken import choose_for_reader
from fairlead.ui.text_language import list_near, write_in

_MOST_OF_A_NAME, MOST_OF_A_SUBJECT, _MOST_OF_A_BODY = 300, 300, 50_000
# What a mail program would make a link of, in a text that a stranger wrote.
_LINKS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=//)|\b(www)\.")


class OwnText(str):
    """A text of our own making, such as an address of a page, that may have links in it."""

    __slots__ = ()


class ParagraphText(str):
    """A text of several lines, such as the office's words: they stay lines, each quoted."""

    __slots__ = ()


class Reading(NamedTuple):
    """The site language in which somebody is written to, and the language for texts of people.

    ``texts`` is empty where it is the same, else a tag that the edition declares.
    """

    site: str
    texts: str


def choose_reading(languages: Sequence[str], declared: Sequence[str]) -> Reading:
    """Return how somebody who speaks these languages, the best first, is written to."""
    site = choose_language(languages, declared)
    for wanted in languages:
        for tag in declared:
            if is_same_language(tag, wanted):
                return Reading(site, "" if is_same_language(tag, site) else tag.lower())
    return Reading(site, "")


def choose_language(languages: Sequence[str], declared: Sequence[str] = ()) -> str:
    """Return the site's language to write to somebody in.

    It is the first of the person's own that the site speaks and, where these are given, the
    edition has declared; else one that they most likely read; else the first declared one that
    the site speaks.
    """
    spoken = [code for code, _ in settings.LANGUAGES]
    for wanted in languages:
        for code in spoken:
            allowed = not declared or any(is_same_language(code, tag) for tag in declared)
            if allowed and is_same_language(code, wanted):
                return code
    near = [one for wanted in languages for one in list_near(wanted)]
    for tag in (*(tag for one in near for tag in declared if primary(tag) == one), *declared):
        for code in spoken:
            if is_same_language(code, tag):
                return code
    return str(settings.LANGUAGE_CODE)


def quote_stranger(text: str, most: int = _MOST_OF_A_NAME) -> str:
    """Return what a stranger wrote as one line that is no link, no markup and no other direction.

    Line breaks become blanks and what is invisible is dropped, so that a name can neither begin a
    header nor a paragraph; the colon of an address is parted from it, so that no mail program
    makes a link of it.
    """
    if text.isascii() and text.isprintable():
        return _LINKS.sub(_part_link, " ".join(text.split())[:most])
    shown = "".join(
        " " if char in "\r\n\t\v\f\u2028\u2029" else char
        for char in text
        if char in "\r\n\t\v\f\u2028\u2029" or unicodedata.category(char) not in _INVISIBLE
    )
    line = " ".join(shown.split())[:most]
    return _LINKS.sub(_part_link, line)


def _part_link(found: re.Match[str]) -> str:
    return f"{found[1]} :" if found[1] else f"{found[2]} ."


_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def word_message(
    *,
    language: str,
    declared: Sequence[str],
    subject: Any = "",
    body: Any = "",
    template: str = "",
    context: Mapping[str, Any] | None = None,
    texts: str = "",
) -> tuple[str, str]:
    """Return subject and body in the language, what people wrote in that of ``texts``.

    They are given as texts (translated lazily, or in all languages), or come from the template
    ``outbox/NAME.txt``, whose first line is the subject. What a template is told is a stranger's
    word unless it is an `OwnText`. Raises TypeError for what cannot be told to a template.
    """
    with write_in(language, texts):
        if template:
            told = {name: _tell(value, declared) for name, value in (context or {}).items()}
            written = _read_template(template).render(Context(told, autoescape=False))
            head, _, rest = written.strip().partition("\n")
        else:
            head, rest = _say(subject, declared), _say(body, declared)
    return clean_line(head)[:MOST_OF_A_SUBJECT], _clean_body(rest)


def _say(text: Any, declared: Sequence[str]) -> str:
    return choose_for_reader(declared)(text) if isinstance(text, LocalizedText) else str(text)


def _tell(value: Any, declared: Sequence[str]) -> Any:
    """Return a value as a template may show it."""
    if isinstance(value, OwnText) or value is None:
        return value
    if isinstance(value, LocalizedText):
        return quote_stranger(choose_for_reader(declared)(value))
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, ParagraphText):
        lines = value.splitlines()
        return "\n".join(quote_stranger(line, bounds.MESSAGE_LENGTH) for line in lines)
    if isinstance(value, str):
        return quote_stranger(value)
    if isinstance(value, bool | int | float | Decimal | datetime | date | time):
        return value
    if isinstance(value, Mapping):
        return {name: _tell(one, declared) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_tell(one, declared) for one in value]
    raise TypeError(f"Expected texts, numbers, times, lists or mappings, got {type(value)}.")


@cache
def _make_engine() -> Engine:
    return Engine(
        app_dirs=True,
        autoescape=False,
        builtins=["django.templatetags.i18n", "fairlead.ui.templatetags.ui"],
        libraries={"i18n": "django.templatetags.i18n", "ui": "fairlead.ui.templatetags.ui"},
    )


@cache
def _read_template(name: str) -> Template:
    return _make_engine().get_template(f"outbox/{name}.txt")


def clean_line(text: str) -> str:
    """Return a text as one line without control characters, fit for a header."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def _clean_body(text: str) -> str:
    lines = (
        line
        if line.isprintable()
        else "".join(char for char in line if char == "\t" or char.isprintable())
        for line in text.splitlines()
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:_MOST_OF_A_BODY]
