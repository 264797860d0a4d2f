"""Readers of environment variables: a wrong value is named, with what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar

from fairlead.folder.input_errors import InputError, InvalidInput

T = TypeVar("T")
_HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f:.]+\]")
_SITE = re.compile(r"https?://[\w.-]+(:\d+)?/?|https?://\[[0-9A-Fa-f:.]+\](:\d+)?/?")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(slots=True)
class Environment:
    """The variables given, and what is wrong with those read so far.

    Every reader returns the default for a variable that is absent or blank, and for one whose
    value is wrong after noting the problem; `finish` then raises them all at once.
    """

    variables: Mapping[str, str]
    problems: list[InputError] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def text(self, name: str, default: str = "") -> str:
        """Return the value without surrounding space."""
        self.read.add(name)
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        return self._read(name, default, _read_flag)

    def number(self, name: str, default: int, *, at_least: int, at_most: int) -> int:
        """Return a whole number within the limits."""

        def parse(text: str) -> int:
            if not text.isdecimal() or not at_least <= int(text) <= at_most:
                raise ValueError(f"expected a whole number from {at_least} to {at_most}")
            return int(text)

        return self._read(name, default, parse)

    def hosts(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Return the host names separated by commas."""
        return self._read(name, list(default), _read_hosts)

    def networks(self, name: str) -> list[IPv4Network | IPv6Network]:
        """Return the addresses and networks separated by commas; none when absent."""
        return self._read(name, [], _read_networks)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of the choices."""

        def parse(text: str) -> str:
            if text not in choices:
                raise ValueError(f"expected one of {', '.join(choices)}")
            return text

        return self._read(name, default, parse)

    def site_url(self, name: str, default: str) -> str:
        """Return the beginning of a site's addresses, without a slash at the end."""

        def parse(text: str) -> str:
            if not _SITE.fullmatch(text):
                raise ValueError("expected an address such as https://fair.example.org")
            return text.rstrip("/")

        return self._read(name, default, parse)

    def mail_address(self, name: str, default: str) -> str:
        """Return an e-mail address, with or without a name before it."""

        def parse(text: str) -> str:
            if not _MAIL.fullmatch(parseaddr(text)[1]) or "\n" in text or "\r" in text:
                raise ValueError(
                    "expected an address such as Fair office <office@fair.example.org>"
                )
            return text

        return self._read(name, default, parse)

    def folder(self, name: str, default: Path) -> Path:
        """Return an absolute path."""
        return self._read(name, default, _read_folder)

    def blame(self, name: str, expected: str, *, value: str = "") -> None:
        """Note a problem that takes more than one variable to see."""
        self.problems.append(InputError("environment", expected, field=name, value=value))

    def refuse_unknown(self, prefix: str, *, known: Iterable[str] = ()) -> None:
        """Note every variable of this prefix that nobody has read: a slip of the pen is silent.

        ``known`` are those that others read.
        """
        expected = sorted(self.read.union(known))
        for name in sorted(self.variables):
            if name.startswith(prefix) and name not in expected:
                near = get_close_matches(name, expected, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(expected)}"
                self.blame(name, f"expected a setting of Fairlead: {hint}")

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


def _read_flag(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise ValueError("expected true or false")
    return text.lower() in _TRUE


def _read_hosts(text: str) -> list[str]:
    hosts = [host.strip() for host in text.split(",")]
    if not all(map(_HOST.fullmatch, hosts)):
        raise ValueError("expected names such as fair.example.org, separated by commas")
    return hosts


def _read_networks(text: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(part.strip()) for part in text.split(",")]
    except ValueError:
        raise ValueError(
            "expected addresses or networks such as 10.0.0.7 or 10.0.0.0/24, separated by commas"
        ) from None


def _read_folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise ValueError("expected an absolute path such as /var/lib/fairlead")
    return path
