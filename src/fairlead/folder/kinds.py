"""Cells that hold texts, codes, addresses and lists: how they are read, what a fault is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.cell_kind import Kind
from fairlead.folder.choices import COOPERATION
from fairlead.folder.codes import (
    parse_country,
    parse_currency,
    parse_language,
    parse_product,
    parse_sector,
    parse_time_zone,
)
from fairlead.folder.controls import CONTROL, CONTROL_OR_BREAK, is_hidden
from fairlead.folder.figure_kinds import MONEY
from fairlead.folder.language_tags import parse_language_tag

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# A host of one's own network may have no dot; what is typed into a list or a form is asked for one.
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s|,;<>\".]+(\.[^@\s|,;<>\".]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Statistics know economies that ISO 3166-1 does not, or not any more: XKX, ANT, BLX, R20.
_TRADER = re.compile(r"[A-Z0-9]{3}")
_ECONOMY = re.compile(r"[A-Z0-9]{3}|BLOC")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SCHEME = re.compile(r"[A-Za-z0-9]{1,20}")
_TRADED = re.compile(r"[A-Za-z0-9]{1,20}:[0-9]{1,20}")
_CRITERION = re.compile(r"c[1-4]")
_WEB = re.compile(r"https?://[^\s<>\"]+")
_WEB_EXPECTED = "expected a web address that starts with http:// or https://"


def explain_hidden(text: str) -> str:
    """Return what to add to an error about a text that holds a character nobody sees."""
    for place, char in enumerate(text, 1):
        if is_hidden(char):
            return f"; character {place} is the invisible U+{ord(char):04X}: take it out"
    return ""


def _parse_id(text: str) -> str:
    if _ID.fullmatch(text) is None:
        raise ValueError("expected 1 to 64 letters A-Z, digits, '.', '_' or '-'")
    return text


def _parse_text(limit: int, *, lines: bool) -> Callable[[str], str]:
    forbidden = CONTROL if lines else CONTROL_OR_BREAK

    def parse(text: str) -> str:
        if len(text) > limit:
            raise ValueError(f"expected at most {limit:,} characters, got {len(text):,}")
        if forbidden.search(text):
            raise ValueError(
                "expected text without control characters" + ("" if lines else " or line breaks")
            )
        return text

    return parse


def _parse_number_painted(text: str) -> str:
    if len(text) > bounds.TEXT_LENGTH or any(map(is_hidden, text)):
        raise ValueError(
            f"expected a number as it is painted, of at most {bounds.TEXT_LENGTH} characters"
        )
    return text


def _parse_matching(pattern: re.Pattern[str], expected: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if len(text) > bounds.TEXT_LENGTH:
            raise ValueError(f"{expected}, of at most {bounds.TEXT_LENGTH} characters")
        if pattern.fullmatch(text) is None or CONTROL.search(text):
            raise ValueError(expected)
        return text

    return parse


_match_email = _parse_matching(_EMAIL, "expected an e-mail address such as name@example.org")


def _parse_email(text: str) -> str:
    """Return an address; a host in other letters as browsers and mail servers write it.

    Python's own codec is of 2003: it writes straße.de as strasse.de, which is somebody else's.
    """
    name, _, host = _match_email(text).rpartition("@")
    if host.isascii():
        return text
    import idna  # 10 ms, where a host is in other letters

    try:
        return f"{name}@{idna.encode(host, uts46=True).decode('ascii')}"
    except UnicodeError:
        raise ValueError("expected an e-mail address with a host that there can be") from None


_match_web = _parse_matching(_WEB, _WEB_EXPECTED)


def _parse_website(text: str) -> str:
    _match_web(text)
    try:
        parts = urlsplit(text)
        if "[" in parts.netloc:
            ip_address(parts.hostname or "")
        complete = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that stays open, a port that is none
        complete = False
    if not complete:
        raise ValueError(f"{_WEB_EXPECTED} and names a host such as works.example.org")
    return text


def _parse_step(text: str) -> str:
    return text if text in COOPERATION else parse_product(text)


def _parse_link(text: str) -> str:
    title, _, address = text.rpartition(" ")
    if len(text) > bounds.TEXT_LENGTH or CONTROL_OR_BREAK.search(text):
        raise ValueError(f"expected one line of at most {bounds.TEXT_LENGTH} characters")
    _parse_website(address)
    return f"{' '.join(title.split())} {address}".strip()


def split_link(link: str) -> tuple[str, str]:
    """Return the title of a link, which may be empty, and its address."""
    title, _, address = link.rpartition(" ")
    return title, address


def build_text(limit: int) -> Kind:
    """Return the kind of a line of text of at most so many characters."""
    words = f"text of up to {limit} characters, one line"
    return Kind(words, pa.string(), _parse_text(limit, lines=False), text=True)


def build_one_of(*choices: str) -> Kind:
    """Return the kind of a cell that holds one of a few words."""
    expected = f"expected one of {', '.join(choices)}"

    def parse(text: str) -> str:
        if text in choices:
            return text
        near = get_close_matches(text.lower(), choices, n=1)
        raise ValueError(expected + (f": did you mean {near[0]}?" if near else ""))

    return Kind("one of the words below", pa.string(), parse, choices=choices)


def list_of(kind: Kind, *, at_most: int = bounds.CODES) -> Kind:
    """Return the kind of a cell that holds values of a kind, separated by ``|``.

    There are ``at_most`` of them; none stands twice, numbers apart.
    """

    def parse(text: str) -> list[Any]:
        if not text.strip():
            raise ValueError("expected one value at least")
        parts = [part.strip() for part in text.split("|")]
        if "" in parts:
            raise ValueError("expected values separated by |, none of them empty")
        if len(parts) > at_most:
            raise ValueError(f"expected at most {at_most:,} values, got {len(parts):,}")
        values = [kind.parse(part) for part in parts]
        if kind.arrow not in (pa.float64(), MONEY) and len(set(values)) < len(values):
            raise ValueError("expected each value once")
        return values

    return Kind(
        f"list of {kind.words}" + ("" if at_most == bounds.CODES else f", up to {at_most} of them"),
        pa.list_(kind.arrow),
        parse,
        lambda values: "|".join(kind.write(value) for value in values),
        is_list=True,
        choices=kind.choices,
        bound=kind.bound,
    )


ID = Kind("id", pa.string(), _parse_id)
TEXT = Kind("text, one line", pa.string(), _parse_text(bounds.TEXT_LENGTH, lines=False), text=True)
LONG_TEXT = Kind("text", pa.string(), _parse_text(bounds.LONG_TEXT_LENGTH, lines=True), text=True)
STAND_NUMBER = Kind("text, one line, nothing invisible", pa.string(), _parse_number_painted)
COUNTRY = Kind("country (ISO 3166-1 alpha-3)", pa.string(), parse_country)
TRADER = Kind(
    "economy of trade statistics",
    pa.string(),
    _parse_matching(_TRADER, "expected an economy of trade statistics, such as BLR or XKX"),
)
ECONOMY = Kind(
    "economy of trade statistics, or BLOC",
    pa.string(),
    _parse_matching(_ECONOMY, "expected an economy of trade statistics such as BLR, or BLOC"),
)
LANGUAGE = Kind("language (ISO 639-1)", pa.string(), parse_language)
LANGUAGE_TAG = Kind("language tag (BCP 47)", pa.string(), parse_language_tag)
PRODUCT = Kind("product code", pa.string(), parse_product)
SECTOR = Kind("ISIC rev. 4 code", pa.string(), parse_sector)
CURRENCY_LETTERS = Kind(
    "currency, three capital letters",
    pa.string(),
    _parse_matching(re.compile(r"[A-Z]{3}"), "expected the three capital letters of a currency"),
)
DIGEST = Kind(
    "SHA-256",
    pa.string(),
    _parse_matching(_DIGEST, "expected the 64 digits 0-9 and a-f of a SHA-256"),
)
GUID = Kind(
    "UUID",
    pa.string(),
    _parse_matching(_GUID, "expected a UUID in small letters: 8-4-4-4-12 digits 0-9 and a-f"),
)
MESSAGE = Kind(
    f"text of up to {bounds.MESSAGE_LENGTH:,} characters",
    pa.string(),
    _parse_text(bounds.MESSAGE_LENGTH, lines=True),
    text=True,
)
EMAIL = Kind("e-mail address", pa.string(), _parse_email)
NAME = build_text(bounds.NAME_LENGTH)
VERSION = build_text(bounds.VERSION_LENGTH)
MONTH = Kind(
    "month", pa.string(), _parse_matching(_MONTH, "expected a month YYYY-MM such as 2024-03")
)
SCHEME = Kind(
    "scheme of product codes",
    pa.string(),
    _parse_matching(_SCHEME, "expected a scheme of product codes such as HS or HS2017"),
)
TRADED = Kind(
    "product code of trade statistics",
    pa.string(),
    _parse_matching(_TRADED, "expected a scheme and digits such as HS:848220"),
)
CRITERION = Kind(
    "criterion, c1 to c4", pa.string(), _parse_matching(_CRITERION, "expected c1, c2, c3 or c4")
)
STEP = Kind("product code or form of cooperation", pa.string(), _parse_step)
WEBSITE = Kind("web address", pa.string(), _parse_website)
LINK = Kind("title and web address", pa.string(), _parse_link)
FEATURE = Kind(
    f"text of up to {bounds.FEATURE_LENGTH} characters without |",
    pa.string(),
    _parse_text(bounds.FEATURE_LENGTH, lines=False),
)
LISTED_TEXT = Kind("text without |", pa.string(), _parse_text(bounds.TEXT_LENGTH, lines=False))
SLUG = Kind(
    "code for addresses",
    pa.string(),
    _parse_matching(
        # The site's own addresses, and those of its languages, are not to be had.
        re.compile(
            r"(?!(?:api|desk|healthz|language|office|static|[a-z]{2}(?:-(?:hans|hant|latn|cyrl))?)$)"
            r"[a-z0-9][a-z0-9-]{0,63}"
        ),
        "expected lower-case letters, digits and '-' such as innoprom-2023, and none of the "
        "site's own addresses (api, desk, healthz, language, office, static, two letters, zh-hans)",
    ),
)
TIME_ZONE = Kind("IANA time zone", pa.string(), parse_time_zone)
CURRENCY = Kind("currency (ISO 4217)", pa.string(), parse_currency)
