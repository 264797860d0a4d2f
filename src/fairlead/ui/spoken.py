"""Texts of an edition in the reader's language, and how a page marks those in another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeAlias

from django.utils.safestring import SafeString

from fairlead.folder.language_tags import direction, is_same_language, order_languages
from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.ui.formats import list_comma
from fairlead.ui.text_language import find_text_language
from fairlead.ui.texts import find_language_now

Choose: TypeAlias = Callable[[LocalizedText | None], SpokenText]

# What turns the writing's direction around and, left open, would go on doing so behind the text.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def order_for_reader(languages: Sequence[str]) -> tuple[str, ...]:
    """Return an edition's languages, its own first, as the reader of the page takes them."""
    return order_languages(languages, find_text_language())


def choose_for_reader(languages: Sequence[str]) -> Choose:
    """Return what chooses the text for the reader of the page; nothing for none."""
    order = order_for_reader(languages)

    def choose(text: LocalizedText | None) -> SpokenText:
        return SpokenText() if text is None else text.choose(order)

    return choose


def mark_items(items: Iterable[str]) -> SafeString:
    """Return a list of texts as markup, each marked as by `mark_language`."""
    return SafeString(escape(list_comma()).join(map(mark_language, items)))


def fill_marked(said: str, **values: SafeString) -> SafeString:
    """Return a sentence with ``%(name)s`` in it as markup, with markup in these places."""
    return SafeString(escape(said) % values)


def mark_language(text: str) -> SafeString:
    """Return the text as markup: with its language and direction where the page has another.

    What runs the other way than its language does (a Latin name among the Arabic ones) has its own
    direction, and a text that turns the direction of writing does not turn what follows.
    """
    if not text:
        return SafeString("")
    marks = write_language(text)
    if marks:
        return SafeString(f"<span{marks}>{escape(text)}</span>")
    if not getattr(text, "language", "") or _runs_astray(text) or _TURNS.search(text):
        return SafeString(f"<bdi>{escape(text)}</bdi>")
    return SafeString(escape(text))


def write_language(text: str) -> SafeString:
    """Return the attributes, with a space before, of an element that holds this text alone.

    Its language and direction where the page has another, else nothing: for options of a list and
    the like, in which no other element may stand.
    """
    lang = write_lang(text)
    if not lang:
        return lang
    runs = "auto" if _runs_astray(text) else direction(getattr(text, "language", ""))
    return SafeString(f'{lang} dir="{runs}"')


def write_lang(text: str) -> SafeString:
    """Return the attribute of the text's language alone, as pictures have it; nothing for none."""
    language = getattr(text, "language", "")
    if not language or is_same_language(language, find_language_now()):
        return SafeString("")
    return SafeString(f' lang="{escape(language)}"')


def _runs_astray(text: str) -> bool:
    """Return whether a text has letters that run the other way than its language does."""
    right_to_left = direction(getattr(text, "language", "")) == "rtl"
    return right_to_left != bool(_RIGHT_TO_LEFT.search(text))
