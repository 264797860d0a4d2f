"""A text in all the languages it is written in, and the one of them that is shown."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from typing import TypeVar, overload

from fairlead.folder.controls import looks_empty
from fairlead.folder.language_tags import direction, order_languages

T = TypeVar("T")


class SpokenText(str):
    """A text in one language; ``language`` is its tag, empty for the empty text.

    What is made of it (a part, a sentence around it) is plain text again.
    """

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str = "", language: str = "") -> SpokenText:
        """Return the text with its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    @property
    def direction(self) -> str:
        """Return ``rtl`` where the language is written from right to left, else ``ltr``."""
        return direction(self.language)


class LocalizedText(Mapping[str, str]):
    """A text in several languages, by their tags; never changed once made.

    Texts that look empty are left out: what nobody wrote has no language. Two are equal when they
    say the same in the same languages.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str | None] | Iterable[tuple[str, str | None]] = ()):
        """Keep the texts in which there is something to see."""
        pairs = texts.items() if isinstance(texts, Mapping) else texts
        self._texts = {tag: text for tag, text in pairs if text and not looks_empty(text)}

    @classmethod
    def of_checked(cls, texts: dict[str, str]) -> LocalizedText:
        """Return the text of a mapping that holds nothing blank and is nobody else's."""
        made = cls.__new__(cls)
        made._texts = texts
        return made

    def __getitem__(self, tag: str) -> str:
        """Return the text in exactly this language; raises KeyError."""
        return self._texts[tag]

    @overload
    def get(self, key: str, /) -> str | None: ...

    @overload
    def get(self, key: str, default: str, /) -> str: ...

    @overload
    def get(self, key: str, default: T, /) -> str | T: ...

    def get(self, key: str, default: object = None, /) -> object:
        """Return the text in exactly this language, else the default; quicker than a mapping's."""
        return self._texts.get(key, default)

    def __iter__(self) -> Iterator[str]:
        """Yield the tags."""
        return iter(self._texts)

    def keys(self) -> KeysView[str]:
        """Return the tags; quicker than a mapping's."""
        return self._texts.keys()

    def items(self) -> ItemsView[str, str]:
        """Return the tags with their texts; quicker than a mapping's."""
        return self._texts.items()

    def __len__(self) -> int:
        """Return in how many languages it is written."""
        return len(self._texts)

    def __hash__(self) -> int:
        """Return the hash, the same for every order of the languages."""
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        """Return how it is made."""
        return f"LocalizedText({self._texts!r})"

    def __str__(self) -> str:
        """Return the first text, for callers without a language."""
        return str(self.choose(()))

    def choose(self, order: Iterable[str]) -> SpokenText:
        """Return the text in the first language of ``order`` it is written in, else in any."""
        for tag in order:
            text = self._texts.get(tag)
            if text is not None:
                return SpokenText(text, tag)
        tag, text = min(self._texts.items(), default=("", ""))
        return SpokenText(text, tag)

    def in_language(self, tag: str, fallback: str = "") -> SpokenText:
        """Return the text a reader of ``tag`` gets, else the one in ``fallback``, else any.

        A reader of ``zh-Hans`` takes ``zh`` too, and a reader of ``zh`` takes ``zh-Hans``.
        """
        if not self._texts:
            return SpokenText()
        first = [fallback] if fallback else []
        rest = sorted(one for one in self._texts if one != fallback)
        return self.choose(order_languages([*first, *rest], tag))
