"""What people write into a list for a country, a language or a role, and what it stands for."""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from babel.core import get_global
from babel.localedata import exists, resolve_locale_filename
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation

from fairlead.folder.codes import list_economies, list_languages
from fairlead.folder.kinds import ID, LONG_TEXT, SECTOR, TEXT, WEBSITE
from fairlead.ui.forms.fields import read_address

Parse = Callable[[str], Any]
_SEPARATORS = re.compile(r"[|,;/、،]")
_DROPPED = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return a text as names are compared: without case, accents of width, signs and blanks."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())


def squeeze(text: str) -> str:
    """Return a text on one line, with single blanks."""
    return " ".join(text.split())


def parse_line(text: str) -> str:
    """Return a name or a line; raises ValueError for one that is too long."""
    return str(TEXT.parse(squeeze(text)))


def parse_prose(text: str) -> str:
    """Return a text of several lines; raises ValueError for one that is too long."""
    return str(LONG_TEXT.parse(text.replace("\r\n", "\n").strip()))


def parse_id(text: str) -> str:
    """Return an id; raises ValueError for what is none."""
    return str(ID.parse(text))


def parse_email(text: str) -> str:
    """Return an address that can be signed in with; raises ValueError for what is none."""
    bare = text.removeprefix("mailto:").strip("<> \t")
    name, _, host = bare.rpartition("@")
    if not name.isascii():
        raise ValueError("expected an address with Latin letters before the @: no other is mailed")
    try:
        address = read_address(bare)
    except ValidationError:
        address = ""
    if not address or "." not in host:
        raise ValueError("expected an e-mail address such as name@example.org")
    return address


def parse_website(text: str) -> str:
    """Return a web address, with https:// where nothing was said."""
    return str(WEBSITE.parse(text if "://" in text else f"https://{text}"))


def parse_sector(text: str) -> str:
    """Return an ISIC code; digits alone are taken for one of rev. 4."""
    return str(SECTOR.parse(f"ISIC4:{text}" if text.isdigit() else text))


def parse_country(text: str) -> str:
    """Return the country's alpha-3 code, from a code or its name in any language of the site."""
    found = _name_countries().get(fold(text))
    if found is None:
        raise ValueError("expected a country: its name, or a code such as BLR or BY")
    return found


@cache
def _name_countries() -> Mapping[str, str]:
    names: dict[str, str] = {}
    known = list_economies()
    by_alpha_2 = {one.alpha_2: one.alpha_3 for one in pycountry.countries}
    for locale in _list_locales():
        for code, name in locale.territories.items():
            if by_alpha_2.get(code) in known:
                names.setdefault(fold(str(name)), by_alpha_2[code])
    for one in pycountry.countries:
        if one.alpha_3 not in known:
            continue
        for field in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            if value := getattr(one, field, None):
                names[fold(value)] = one.alpha_3
    return names | {fold(code): code for code in known} | {"uk": "GBR", "usa": "USA"}


def parse_languages(text: str) -> list[str]:
    """Return languages, the best first, from codes or names that |, comma or ; separates."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _SEPARATORS.split(text))):
        code = _name_languages().get(fold(part))
        if code is None:
            raise ValueError("expected languages such as en, ru, or their names")
        if code not in found:
            found.append(code)
    return found


@cache
def _name_languages() -> Mapping[str, str]:
    known = list_languages()
    names = {
        fold(str(name)): code
        for locale in _list_locales()
        for code, name in locale.languages.items()
        if code in known
    }
    for code in known:
        if name := _read_own_name(code):
            names.setdefault(fold(name), code)
    return names | {code: code for code in known}


def _read_own_name(code: str) -> str:
    """Return what a language calls itself, "" where Babel does not know.

    Babel keeps all that it ever read: asked for each language it would hold 100 MB for these names.
    """
    for locale in (code, get_global("parent_exceptions").get(code, "")):
        if locale and exists(locale):
            with Path(resolve_locale_filename(locale)).open("rb") as file:
                data = pickle.load(file)  # noqa: S301  a file of Babel's own
            if name := data.get("languages", {}).get(code):
                return str(name)
    return ""


def _list_locales() -> list[Locale]:
    codes = {code.partition("-")[0] for code, _ in settings.LANGUAGES} | {"en", "ru", "de", "fr"}
    return [Locale.parse(code) for code in sorted(codes)]


def choose_one(choices: type[TextChoices]) -> Parse:
    """Return what reads one of the choices, by its name or its words in a language of the site."""

    @cache
    def names() -> Mapping[str, str]:
        found: dict[str, str] = {}
        for code, _ in settings.LANGUAGES:
            with translation.override(code):
                found |= {fold(str(one.label)): one.value for one in choices}
        return found | {fold(one.value): one.value for one in choices}

    def parse(text: str) -> str:
        value = names().get(fold(text))
        if value is None:
            raise ValueError(f"expected one of {', '.join(choices.values)}")
        return value

    return parse
