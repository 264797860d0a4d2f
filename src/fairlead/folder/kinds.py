"""What one cell may hold: how it is read, how it is written, and what to say when it is wrong."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.bounds import Bound, write_limit
from fairlead.folder.choices import COOPERATION
from fairlead.folder.codes import (
    parse_country,
    parse_currency,
    parse_language,
    parse_product,
    parse_sector,
    parse_time_zone,
)
from fairlead.folder.controls import CONTROL, CONTROL_OR_BREAK
from fairlead.folder.language_tags import parse_language_tag

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SEED = re.compile(r"-?\d{1,19}")
_INT = re.compile(r"[+-]?\d{1,18}")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")
# A host of one's own network may have no dot; what is typed into a list or a form is asked for one.
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s|,;<>\".]+(\.[^@\s|,;<>\".]+)*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z")
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
SHARE_TOLERANCE = 1e-6
MONEY = pa.decimal128(23, 4)
_WIDE = Context(prec=80)
TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell.

    ``parse`` turns the text of a non-empty cell into a value of ``arrow`` and raises ValueError
    with what was expected; ``write`` is its inverse. ``words`` describe it in the documentation,
    ``is_list`` says that values are separated by ``|``, ``text`` that the cell is taken as it is.
    Figures have a ``bound``.
    """

    words: str
    arrow: pa.DataType
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    is_list: bool = False
    text: bool = False
    choices: tuple[str, ...] = ()
    bound: Bound | None = None


def explain_hidden(text: str) -> str:
    """Return what to add to an error about a text that holds a character nobody sees."""
    for place, char in enumerate(text, 1):
        if not char.isprintable():
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
    """Return an address; a host in other letters as browsers and mail servers write it."""
    name, _, host = _match_email(text).rpartition("@")
    if host.isascii():
        return text
    try:
        return f"{name}@{host.encode('idna').decode('ascii')}"
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


def _parse_json(text: str) -> str:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        value = None
    held = isinstance(value, dict | list) and _is_held(value, bounds.JSON_LEVELS)
    if not held or len(text) > bounds.JSON_LENGTH:
        raise ValueError(
            f"expected JSON, an object or a list, of at most {bounds.JSON_LENGTH:,} characters "
            f"and {bounds.JSON_LEVELS} levels, its numbers within those of 64 bits, its texts "
            r"without \u0000 and single surrogates"
        )
    return write_json(value)


def _is_held(value: object, levels: int) -> bool:
    """Return whether the database can hold a value as JSON, within so many levels."""
    if isinstance(value, dict | list):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return levels > 0 and all(_is_held(part, levels - 1) for part in parts)
    if isinstance(value, str):
        return not _NO_TEXT.search(value)
    return not isinstance(value, float) or math.isfinite(value)


def _refuse_constant(text: str) -> None:
    raise ValueError(text)


def write_json(value: object) -> str:
    """Return a value as JSON in the one way that a cell has it, keys in order."""
    return json.dumps(
        _level(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _level(value: object) -> object:
    """Return a value with each number written alike, as PostgreSQL may give back 1e3 as 1000."""
    if isinstance(value, dict):
        return {key: _level(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_level(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


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


def _parse_date(text: str) -> dt.date:
    expected = "expected a date YYYY-MM-DD such as 2023-07-10"
    try:
        date = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        date = None
    if date is None:
        raise ValueError(expected)
    if not bounds.FIRST_DATE <= date <= bounds.LAST_DATE:
        raise ValueError(f"{expected}, from {bounds.FIRST_DATE} to {bounds.LAST_DATE}")
    return date


def _parse_time(text: str) -> dt.time:
    try:
        if _TIME.fullmatch(text):
            return dt.time.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("expected a time of day HH:MM such as 09:30")


def _parse_span(text: str) -> str:
    expected = "expected a time from-until HH:MM-HH:MM such as 10:00-10:45"
    begin, dash, end = text.partition("-")
    try:
        times = [_parse_time(one.strip()) for one in (begin, end)]
    except ValueError:
        raise ValueError(expected) from None
    if not dash or times[1] <= times[0]:
        raise ValueError(f"{expected}, the end later than the begin")
    return f"{_write_time(times[0])}-{_write_time(times[1])}"


def _parse_moment(text: str) -> dt.datetime:
    expected = "expected a moment in universal time such as 2023-07-10T09:30:00Z"
    try:
        moment = dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None or not bounds.FIRST_DATE <= moment.date() <= bounds.LAST_DATE:
        raise ValueError(expected)
    return moment


def write_moment(moment: dt.datetime) -> str:
    """Return a moment in universal time, to the millionth of a second."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _write_moment_cell(moment: dt.datetime) -> str:
    return write_moment(moment).replace(".000000Z", "Z")


def _write_time(time: dt.time) -> str:
    return time.isoformat("seconds" if time.second else "minutes")


def _describe_figure(name: str, example: str, bound: Bound) -> str:
    limits = f"at least {write_limit(bound.low)} and at most {write_limit(bound.high)}"
    return f"expected {name} such as {example}, {limits}"


def build_decimal(bound: Bound) -> Kind:
    """Return the kind of a finite number with a decimal point, within the bound."""
    expected = _describe_figure("a number", "0.5" if bound.high < 12.5 else "12.5", bound)

    def parse(text: str) -> float:
        value = float(text) if _DECIMAL.fullmatch(text) else math.nan
        if value not in bound:
            raise ValueError(expected)
        return value

    words = f"number, {bound.words}"
    return Kind(words, pa.float64(), parse, _write_float, bound=bound)


def build_money(bound: Bound) -> Kind:
    """Return the kind of an exact amount within the bound.

    It is kept to a ten-thousandth, the smallest unit of any currency; what a cell has beyond
    that is rounded, half to even.
    """
    expected = _describe_figure("an amount", "12.5", bound)

    def parse(text: str) -> Decimal:
        exact = Decimal(text) if _DECIMAL.fullmatch(text) and len(text) < 400 else None
        value = to_money(exact) if exact is not None and exact in bound else None
        if value is None:
            raise ValueError(expected)
        return value

    return Kind(f"amount, {bound.words}", MONEY, parse, write_money, bound=bound)


def build_exact(bound: Bound, *, digits: int, places: int) -> Kind:
    """Return the kind of an exact number within the bound, of so many digits and decimal places.

    One with more decimal places is refused: nothing is rounded.
    """
    expected = _describe_figure("a number", "12.5", bound)
    scale = Decimal(1).scaleb(-places)

    def parse(text: str) -> Decimal:
        exact = Decimal(text) if _DECIMAL.fullmatch(text) and len(text) < 400 else None
        # As a float, as the bound is: 9999999999.99 itself lies a hair above that float.
        if exact is None or float(exact) not in bound:
            raise ValueError(expected)
        value = exact.quantize(scale, context=_WIDE)
        if value != exact:
            raise ValueError(f"expected at most {places} decimal places")
        return value + 0

    arrow = pa.decimal128(digits, places)
    return Kind(f"exact number, {bound.words}", arrow, parse, write_money, bound=bound)


def to_money(value: float | str | Decimal) -> Decimal | None:
    """Return an amount to a ten-thousandth, exactly as it is written; None for one too large."""
    exact = Decimal(value if isinstance(value, (str, Decimal)) else repr(value))
    if not exact.is_finite() or exact.adjusted() > 18:
        return None
    return exact.quantize(TEN_THOUSANDTH) + 0


def write_money(value: Decimal) -> str:
    """Return an amount without needless noughts: 250000000, 0.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def build_integer(bound: Bound) -> Kind:
    """Return the kind of a whole number within the bound."""
    example = write_limit(bound.low) if bound.low > 12 else "12"
    expected = _describe_figure("a whole number", example, bound)

    def parse(text: str) -> int:
        if _INT.fullmatch(text) is None or int(text) not in bound:
            raise ValueError(expected)
        return int(text)

    return Kind(f"whole number, {bound.words}", pa.int64(), parse, bound=bound)


def _parse_seed(text: str) -> str:
    if _SEED.fullmatch(text) is None or abs(int(text)) > bounds.MOST_SEED:
        raise ValueError(f"expected a whole number of at most {bounds.MOST_SEED}, below 0 or above")
    return str(int(text))


def build_text(limit: int) -> Kind:
    """Return the kind of a line of text of at most so many characters."""
    words = f"text of up to {limit} characters, one line"
    return Kind(words, pa.string(), _parse_text(limit, lines=False), text=True)


def _write_float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


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


_SHARE = build_decimal(bounds.SHARE)
_SHARES_EXPECTED = "expected shares by economy such as BLR=0.5|RUS=0.5"


def _parse_shares(text: str) -> list[tuple[str, float]]:
    shares: dict[str, float] = {}
    for part in text.split("|"):
        economy, equals, share = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise ValueError(_SHARES_EXPECTED)
        if economy in shares:
            raise ValueError(f"{_SHARES_EXPECTED}, each economy once")
        shares[parse_country(economy)] = _SHARE.parse(share)
    total = math.fsum(shares.values())
    if abs(total - 1) > SHARE_TOLERANCE:
        raise ValueError(f"expected shares that sum to 1, got {total:g}")
    return list(shares.items())


def _write_shares(shares: list[tuple[str, float]]) -> str:
    return "|".join(f"{economy}={_write_float(share)}" for economy, share in shares)


ID = Kind("id", pa.string(), _parse_id)
TEXT = Kind("text, one line", pa.string(), _parse_text(bounds.TEXT_LENGTH, lines=False), text=True)
LONG_TEXT = Kind("text", pa.string(), _parse_text(bounds.LONG_TEXT_LENGTH, lines=True), text=True)
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
DATE = Kind("date", pa.date32(), _parse_date, lambda date: str(date.isoformat()))
TIME = Kind("time of day", pa.time32("s"), _parse_time, _write_time)
SPAN = Kind("time from-until", pa.string(), _parse_span)
MOMENT = Kind(
    "moment (universal time)", pa.timestamp("us", tz="UTC"), _parse_moment, _write_moment_cell
)
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
# What an engine's random numbers begin with: no figure to calculate with.
SEED = Kind(
    "digits of a whole number",
    pa.string(),
    _parse_seed,
)
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
JSON = Kind("JSON, an object or a list", pa.string(), _parse_json)
WEBSITE = Kind("web address", pa.string(), _parse_website)
LINK = Kind("title and web address", pa.string(), _parse_link)
FEATURE = Kind(
    f"text of up to {bounds.FEATURE_LENGTH} characters without |",
    pa.string(),
    _parse_text(bounds.FEATURE_LENGTH, lines=False),
)
LISTED_TEXT = Kind("text without |", pa.string(), _parse_text(bounds.TEXT_LENGTH, lines=False))
SHARES = Kind(
    "shares by economy that sum to 1",
    pa.map_(pa.string(), pa.float64()),
    _parse_shares,
    _write_shares,
    is_list=True,
)
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
