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
    language = getattr(text, "language", "")
    right_to_left = direction(language) == "rtl"
    astray = right_to_left != bool(_RIGHT_TO_LEFT.search(text))
    if language and not is_same_language(language, find_language_now()):
        runs = "auto" if astray else direction(language)
        return SafeString(f'<span lang="{escape(language)}" dir="{runs}">{escape(text)}</span>')
    if not language or astray or _TURNS.search(text):
        return SafeString(f"<bdi>{escape(text)}</bdi>")
    return SafeString(escape(text))
