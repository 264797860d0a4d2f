"""The languages the site speaks: English, in which its texts are written, and each catalogue's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf.locale import LANG_INFO

LOCALE = Path(__file__).parents[1] / "locale"
SOURCE = "en"


@cache
def list_translations() -> tuple[tuple[str, str], ...]:
    """Return the code and the own name of each language, English first, the others by code."""
    folders = (path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/django.mo"))
    codes = sorted(folder.replace("_", "-").lower() for folder in folders)
    return tuple((code, find_own_name(code)) for code in (SOURCE, *codes))


def find_own_name(code: str) -> str:
    """Return what a language is called in itself: ru -> Русский, zh-hans -> 简体中文."""
    known = LANG_INFO.get(code, {}).get("name_local")
    if known:
        return str(known[:1].upper() + known[1:])
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]
