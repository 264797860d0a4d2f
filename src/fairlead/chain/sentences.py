"""Sentences with their figures apart: in English here, in a reader's language on a page.

`say_text` and `say_count` also mark a sentence for the catalogues (`fairlead messages`), as
`mark_text` does with a text that is translated where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money with the code of its currency."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums of several currencies, each apart, which a sentence names one after the other."""

    each: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Economies:
    """Economies by ISO alpha-3, which a sentence names one after the other."""

    codes: tuple[str, ...]


# A count, a text that is the same in every language, money, economies.
Value: TypeAlias = int | str | Amount | Amounts | Economies


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in English with places for its values.

    ``many`` is the form for a ``count`` other than one, empty for a sentence without a plural.
    """

    text: str
    many: str = ""
    count: int = 0
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in English."""
        text = self.many if self.many and self.count != 1 else self.text
        return text % {name: _write_english(value) for name, value in self.values.items()}


class PackedSentences(str):
    """Sentences in English; ``packed`` are the same as a page words them in any language."""

    packed: list[dict[str, object]]


def join_sentences(*sentences: Sentence) -> PackedSentences:
    """Return the sentences, one behind the other."""
    told = PackedSentences(" ".join(map(str, sentences)))
    told.packed = pack_sentences(sentences)
    return told


def mark_text(text: str) -> str:
    """Return the text, which the catalogues collect."""
    return text


def say_text(text: str, **values: Value) -> Sentence:
    """Return a sentence; ``%(name)s`` stands for the value of that name."""
    return Sentence(text, values=values)


def say_count(one: str, many: str, count: int, **values: Value) -> Sentence:
    """Return a sentence whose form hangs on a count, which is also its value ``count``."""
    return Sentence(one, many, count, {"count": count, **values})


def pack_sentences(sentences: Sequence[Sentence]) -> list[dict[str, object]]:
    """Return sentences as they are recorded: values of JSON alone."""
    return [
        {
            "text": one.text,
            "many": one.many,
            "count": one.count,
            "values": {name: _pack(value) for name, value in one.values.items()},
        }
        for one in sentences
    ]


def _pack(value: Value) -> object:
    if isinstance(value, Amount):
        return {"amount": value.amount, "currency": value.currency}
    if isinstance(value, Amounts):
        return {"amounts": [_pack(one) for one in value.each]}
    return {"economies": list(value.codes)} if isinstance(value, Economies) else value


def _write_english(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Amount):
        large = value.amount >= 1e7
        shown = f"{value.amount / 1e6:,.0f} million" if large else f"{value.amount:,.0f}"
        return f"{shown} {value.currency}"
    if isinstance(value, Amounts):
        return " and ".join(_write_english(one) for one in value.each)
    if isinstance(value, Economies):
        # With them come all questions to flows, for which a timetable need not wait.
        from fairlead.chain.flows.economies import find_economy_code, find_economy_name

        return ", ".join(find_economy_name(find_economy_code(code)) for code in value.codes)
    return value
