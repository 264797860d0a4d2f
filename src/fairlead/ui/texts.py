"""The site's own texts in the reader's language, with or without Django's settings.

A page of the site is in Django's active language. A report made on the command line has no
settings: it says `speaking` in which language it is written, and the same functions answer.
"""

from __future__ import annotations

import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils import translation

from fairlead.ui.languages import LOCALE, SOURCE, list_translations

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language of the site; the default is English for one it lacks."""
    token = _spoken.set(find_site_language(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def find_site_language(tag: str) -> str:
    """Return the code of the site's language that a tag means: zh -> zh-hans; English for none."""
    codes = [code for code, _ in list_translations()]
    wanted = tag.replace("_", "-").lower()
    if wanted in codes:
        return wanted
    language = wanted.partition("-")[0]
    return next((code for code in codes if code.partition("-")[0] == language), SOURCE)


def is_site_language(tag: str) -> bool:
    """Return whether the site has its texts in the language of a tag."""
    return (
        find_site_language(tag).partition("-")[0] == tag.replace("_", "-").lower().partition("-")[0]
    )


def find_language_now() -> str:
    """Return the code of the language that is spoken."""
    spoken = _spoken.get()
    if spoken is None and _has_settings():
        spoken = translation.get_language()
    return spoken or SOURCE


def _has_settings() -> bool:
    return settings.configured or "DJANGO_SETTINGS_MODULE" in os.environ


def right_to_left() -> bool:
    """Return whether the language that is spoken is written from right to left."""
    return _runs_left(find_language_now())


@cache
def _runs_left(language: str) -> bool:
    return Locale.parse(language, sep="-").text_direction == "rtl"


def gettext(text: str) -> str:
    """Return a text of the catalogues in the language that is spoken."""
    spoken = _spoken.get()
    if spoken is None and _has_settings():
        return translation.gettext(text)
    return _catalogue(spoken or SOURCE).gettext(text)


def pgettext(context: str, text: str) -> str:
    """Return a text that means this in its context."""
    spoken = _spoken.get()
    if spoken is None and _has_settings():
        return translation.pgettext(context, text)
    return _catalogue(spoken or SOURCE).pgettext(context, text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text for a count."""
    spoken = _spoken.get()
    if spoken is None and _has_settings():
        return translation.ngettext(one, many, count)
    return _catalogue(spoken or SOURCE).ngettext(one, many, count)


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    folder = str(Locale.parse(language, sep="-"))
    return catalogues.translation("django", LOCALE, [folder], fallback=language == SOURCE)
