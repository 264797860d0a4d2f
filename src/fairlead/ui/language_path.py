"""A page's path in another language: the prefix differs, the rest stays."""

from __future__ import annotations

from django.conf import settings
from django.utils.http import escape_leading_slashes

from fairlead.ui.text_language import build_prefix, split_path


def change_language(path: str, language: str, *, texts: str = "") -> str:
    """Return the path of a page in a language of the site, whichever it was written in.

    What people wrote is shown in the language ``texts``, else in that of the site's words. A second
    slash, which without a prefix before it would name another site, is escaped.
    """
    _, path = split_path(path)
    first, slash, rest = path.removeprefix("/").partition("/")
    codes = {code for code, _name in settings.LANGUAGES}
    bare = f"/{rest}" if slash and first in codes else path
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{build_prefix(texts)}{prefix}{escape_leading_slashes(bare)}"
