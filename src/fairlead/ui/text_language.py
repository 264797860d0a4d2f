"""The language of what people wrote, where it is not that of the site's own words.

The site has catalogues in a few languages, an edition texts in any. A reader of one of the others
is led to addresses below its tag: /~kk/ru/fair/ shows the site's words in Russian and Kazakh texts.
The prefix counts as the script's, so that Django writes every address below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.utils import translation

from fairlead.folder.language_tags import is_same_language, parse_language_tag, primary
from fairlead.ui.languages import SOURCE, list_translations
from fairlead.ui.texts import find_language_now

_MARK = "/~"
_chosen: ContextVar[str] = ContextVar("text_language", default="")

# Which language of the site readers of another one most likely read, as the language matching of
# Unicode's CLDR has it; the rest read English, or what the edition is written in.
_NEAREST = {
    "ru": frozenset({"ab", "az", "be", "hy", "kk", "ky", "mn", "tg", "tk", "tt", "uz"}),
    "zh": frozenset({"bo", "cdo", "gan", "hak", "hsn", "lzh", "nan", "ug", "wuu", "yue", "za"}),
    "ar": frozenset({"acm", "aeb", "afb", "apc", "apd", "arq", "ars", "ary", "arz", "ckb"}),
}


def find_text_language() -> str:
    """Return the tag of the language in which the reader takes what people wrote."""
    return _chosen.get() or find_language_now()


def find_chosen_language() -> str:
    """Return the tag chosen apart from the language of the site's words; empty for none."""
    return _chosen.get()


@contextmanager
def choose_text_language(tag: str) -> Iterator[None]:
    """Show what people wrote in a language inside; empty for that of the site's words."""
    token = _chosen.set(tag)
    try:
        yield
    finally:
        _chosen.reset(token)


@contextmanager
def write_in(language: str, texts: str = "") -> Iterator[None]:
    """Say everything inside in a language of the site, whatever the reader of the page chose.

    What people wrote is shown in the language ``texts``, where that is given.
    """
    with translation.override(language), choose_text_language(texts):
        yield


@lru_cache(maxsize=4096)
def split_path(path: str) -> tuple[str, str]:
    """Return the tag that a path begins with, empty for none, and the path below it."""
    if not path.startswith(_MARK):
        return "", path
    first, slash, rest = path.removeprefix(_MARK).partition("/")
    try:
        known = parse_language_tag(first).lower() == first
    except ValueError:
        known = False
    return (first, f"/{rest}") if known and slash else ("", path)


def build_prefix(tag: str) -> str:
    """Return what addresses begin with for a reader of a language: /~kk, or nothing for none."""
    return f"{_MARK}{tag.lower()}" if tag else ""


def list_site_languages(declared: Sequence[str], *, default: str = SOURCE) -> list[str]:
    """Return the site's languages that an edition has, Chinese for zh-Hant; else the default."""
    codes = [code for code, _ in list_translations()]
    spoken = {primary(tag) for tag in declared}
    return [code for code in codes if primary(code) in spoken] or [default]


def choose_site_language(tag: str, declared: Sequence[str], *, default: str = SOURCE) -> str:
    """Return in which language the site speaks to readers of a tag at an edition.

    The same language, else the one that CLDR has them read, else the edition's own, which is the
    first declared, else the site's first of those it has.
    """
    every = [code for code, _ in list_translations()]
    offered = list_site_languages(declared, default=default)
    wanted = [(tag, every), *((one, offered) for one in (*list_near(tag), *declared[:1]))]
    return next(
        (code for one, codes in wanted for code in codes if primary(code) == primary(one)),
        offered[0],
    )


def list_near(tag: str) -> list[str]:
    """Return the languages that readers of another one most likely read, as CLDR has it."""
    return [name for name, readers in _NEAREST.items() if primary(tag) in readers]


def list_text_languages(declared: Sequence[str], site: Sequence[str]) -> list[str]:
    """Return the declared languages that no reader of a language of the site takes first."""
    taken = {_find_first(declared, code) for code in site}
    return [tag for tag in declared if tag not in taken]


def _find_first(declared: Sequence[str], code: str) -> str | None:
    exact = (tag for tag in declared if tag.lower() == code)
    script = (tag for tag in declared if is_same_language(tag, code))
    language = (tag for tag in declared if primary(tag) == primary(code))
    return next((tag for found in (exact, script, language) for tag in found), None)
