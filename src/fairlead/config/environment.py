"""Readers of environment variables: a wrong value is named, with what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from fairlead.folder.problems import InvalidInput, Problem

T = TypeVar("T")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(slots=True)
class Environment:
    """The variables given, and what is wrong with those read so far.

    Every reader returns the default for a variable that is absent or blank, and for one whose
    value is wrong after noting the problem; `finish` then raises them all at once.
    """

    variables: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """Return the value without surrounding space."""
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        return self._read(name, default, _flag)

    def number(self, name: str, default: int, *, at_least: int, at_most: int) -> int:
        """Return a whole number within the limits."""

        def parse(text: str) -> int:
            if not text.isdecimal() or not at_least <= int(text) <= at_most:
                raise ValueError(f"expected a whole number from {at_least} to {at_most}")
            return int(text)

        return self._read(name, default, parse)

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Return the values separated by commas."""
        return self._read(name, list(default), _words)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of the choices."""

        def parse(text: str) -> str:
            if text not in choices:
                raise ValueError(f"expected one of {', '.join(choices)}")
            return text

        return self._read(name, default, parse)

    def folder(self, name: str, default: Path) -> Path:
        """Return an absolute path."""
        return self._read(name, default, _folder)

    def blame(self, name: str, expected: str, *, value: str = "") -> None:
        """Note a problem that takes more than one variable to see."""
        self.problems.append(Problem("environment", expected, field=name, value=value))

    def finish(self) -> None:
        """Raise InvalidInput with every problem, if there are any."""
        if self.problems:
            raise InvalidInput(self.problems)

    def _read(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        text = self.text(name)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.blame(name, str(error), value=text)
            return default


def _flag(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise ValueError("expected true or false")
    return text.lower() in _TRUE


def _words(text: str) -> list[str]:
    words = [word.strip() for word in text.split(",")]
    if "" in words:
        raise ValueError("expected values separated by commas, none of them empty")
    return words


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise ValueError("expected an absolute path such as /var/lib/fairlead")
    return path
