"""What every step of the chain says about itself, and how it tells its progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from fairlead.chain.sentences import PackedSentences, Sentence, join_sentences

Name = Literal["dependency", "matching", "scheduling", "portfolio", "programme"]
SKIPPED = "skipped"
Parameter = float | int | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How a step went.

    ``status`` is the engine's own word, or ``skipped`` when the fair has nothing to work on;
    ``said`` are one or more sentences; ``objective`` counts ``measure`` and can never exceed
    ``bound`` (None where there is none). ``seconds`` is the time of the whole step.
    ``parameters`` are what was chosen about it, by name.
    """

    name: Name
    status: str
    said: tuple[Sentence, ...]
    measure: str = ""
    objective: float | None = None
    bound: float | None = None
    seconds: float = 0.0
    parameters: tuple[tuple[str, Parameter], ...] = ()

    @property
    def summary(self) -> PackedSentences:
        """Return the sentences in English."""
        return join_sentences(*self.said)

    @property
    def gap(self) -> float | None:
        """Return (bound - objective) / bound, None without a bound or with a bound of 0."""
        if self.objective is None or not self.bound:
            return None
        return (self.bound - self.objective) / abs(self.bound)


class Progress(Protocol):
    """Told where a step stands: words, and the share done.

    The share is None while nobody knows, below 1 on the way, and 1 once, at the end.
    """

    def __call__(self, step: Name, words: str, done: float | None) -> None:
        """Take note."""


def ignore_progress(step: Name, words: str, done: float | None) -> None:
    """Take no note."""
