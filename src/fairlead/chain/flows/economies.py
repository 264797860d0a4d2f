"""Names, ISO codes and trade statistics' numeric codes of economies to one code, and back.

The code is the one UN Comtrade and CEPII's BACI publish: UN M49 except where trade statistics
differ (the United States with its customs territory are 842, not 840). Every spelling leads to
it: ISO alpha-2 and alpha-3, ISO numeric, English and Russian names, Comtrade's abbreviations.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.areas import (
    FORMER,
    GROUP,
    NOT_ELSEWHERE,
    OTHER_NUMBERS,
    TRADE_CODES,
    UNSPECIFIED,
    UNSPECIFIED_ENDS,
    WORLD,
    WORLD_NAMES,
    Area,
)
from fairlead.chain.flows.groups import fold_group_name, group_names, group_of, is_group
from fairlead.chain.flows.spellings import ABBREVIATED, ALIASES
from fairlead.folder.codes import list_economy_names
from fairlead.folder.input_errors import InputError, InvalidInput

# Numbers and names that are not specified as partners, though BACI lists them as economies.
_LISTED = frozenset({"697", "r20"})
_LISTED_CODES = frozenset({697})
_MISSING_IN_R = "NA"
_EXPECTED_FOR_NA = (
    "expected an economy: beside names and codes of three letters NA is how R writes a missing "
    "value; leave these rows out, or write NAM for Namibia"
)
_OTHER_LANGUAGES = ("zh", "ar", "fr", "de", "es", "pt", "it", "tr", "kk")

_NAMED_TWICE = (
    re.compile(r"^(.{4,}?)\s*[(\[]\s*([A-Za-z]{2,3}|\d{1,3})\s*[)\]]$"),
    re.compile(r"^([A-Za-z]{2,3}|\d{1,3})\s*[-:|\u2013]\s+(.{4,})$"),
)


# What an economy's figures hold besides, or an older name of it: ``Germany (incl. ...)``.
_REMARK = re.compile(r"^(.{4,}?)\s*\((?:incl|except|under)\b.*\)$", re.IGNORECASE)
_OTHER_NAME = re.compile(r"^(.{4,}?)\s*\(([^()]{4,})\)$")


@dataclass(frozen=True, slots=True)
class Economy:
    """One economy: its trade statistics' code, its alpha-3 and its English name."""

    code: int
    iso3: str
    name: str


@dataclass(frozen=True, slots=True)
class _Directory:
    by_code: dict[int, Economy]
    by_key: dict[str, int]
    by_words: dict[frozenset[str], int]


def _fold_spelling(text: str) -> str:
    """Return the spelling without case, accents, punctuation and abbreviations."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("&", " and "))
    kept = "".join(
        ch if ch.isalnum() or ch == "_" else ("" if ch in "'’" else " ")
        for ch in plain
        if not unicodedata.combining(ch)
    )
    return " ".join(ABBREVIATED.get(word, word) for word in kept.split())


@cache
def _read_directory() -> _Directory:
    import pycountry
    from babel import Locale

    languages = [Locale(language).territories for language in ("en", "ru")]
    by_code: dict[int, Economy] = {}
    by_key: dict[str, int] = {}
    for country in pycountry.countries:
        iso3 = country.alpha_3
        code = TRADE_CODES.get(iso3, int(country.numeric))
        name = list_economy_names()[iso3]
        by_code[code] = Economy(code, iso3, "Other Asia, nes" if iso3 == "TWN" else name)
        spellings = [country.name, getattr(country, "official_name", ""), iso3, country.alpha_2]
        spellings += [name, getattr(country, "common_name", ""), country.numeric, str(code)]
        spellings += [str(int(country.numeric)), *ALIASES.get(iso3, ())]
        spellings += [territories.get(country.alpha_2, "") for territories in languages]
        for spelling in spellings:
            if spelling:
                by_key.setdefault(_fold_spelling(spelling), code)
    for area in FORMER:
        shown = f"{area.name} (until {area.last})" if area.last else area.name
        by_code[area.code] = Economy(area.code, area.iso3, shown)
        for spelling in _spell_former(area):
            by_key.setdefault(_fold_spelling(spelling), area.code)
    for iso3, names in ALIASES.items():
        for spelling in names:
            by_key[_fold_spelling(spelling)] = by_key[_fold_spelling(iso3)]
    by_key |= {str(number): by_key[_fold_spelling(iso3)] for number, iso3 in OTHER_NUMBERS.items()}
    return _Directory(by_code, by_key, _index_by_words(by_key))


def _spell_former(area: Area) -> Iterator[str]:
    """Yield what tables call an area: as Comtrade does (``Sudan (...2011)``), former, Fmr."""
    yield from (area.iso3, str(area.code), *area.list_aliases())
    if not area.last:
        yield area.name
        return
    for last in (area.last, area.last - 1, area.last + 1):
        yield f"{area.name} {last}"
        yield f"{area.name} until {last}"
    yield from (f"former {area.name}", f"fmr {area.name}", area.name)


def _index_by_words(by_key: dict[str, int]) -> dict[frozenset[str], int]:
    """Return economies by the words of their names, where these are one economy's alone.

    So ``Egypt, Arab Rep.`` is found, whose official name is the Arab Republic of Egypt.
    """
    found: dict[frozenset[str], int] = {}
    several = set()
    for key, code in by_key.items():
        words = _split_words(key)
        if len(words) > 1 and found.setdefault(words, code) != code:
            several.add(words)
    return {words: code for words, code in found.items() if words not in several}


def _split_words(key: str) -> frozenset[str]:
    return frozenset(key.split()) - {"of", "the", "and"}


def _find_code(text: str) -> int | None:
    key = _fold_spelling(_number(text))
    directory = _read_directory()
    if key in UNSPECIFIED and key not in _LISTED:
        return None
    found = directory.by_key.get(key)
    if found is not None or key.isdecimal():
        return found
    words = _split_words(key)
    found = (
        directory.by_key.get(next(iter(words))) if len(words) == 1
        else directory.by_words.get(words)
    )  # fmt: skip
    if found is None:
        found = _read_other_languages().get(key)
    return _find_named_twice(text) if found is None else found


def _find_named_twice(text: str) -> int | None:
    """Return the economy of a cell that names it twice alike, or with a remark: ``China (CHN)``."""
    if remark := _REMARK.match(text.strip()):
        return _find_code(remark[1])
    for pattern in (*_NAMED_TWICE, _OTHER_NAME):
        if two := pattern.match(text.strip()):
            codes = {_find_code(part) for part in two.groups()}
            return codes.pop() if len(codes) == 1 else None
    return None


@cache
def _read_other_languages() -> dict[str, int]:
    """Return economies by their names in further languages, where these are one economy's alone.

    Read when a name is unknown in English and Russian: most files need none of them.
    """
    import pycountry
    from babel import Locale

    directory = _read_directory()
    found: dict[str, int] = {}
    several = set()
    for language in _OTHER_LANGUAGES:
        territories = Locale(language).territories
        for country in pycountry.countries:
            name = territories.get(country.alpha_2)
            key = _fold_spelling(name) if name else ""
            code = directory.by_key[_fold_spelling(country.alpha_3)]
            if key and found.setdefault(key, code) != code:
                several.add(key)
    return {key: code for key, code in found.items() if key not in several}


def _number(text: str) -> str:
    """Return a number without its zeros and the point that spreadsheets give it."""
    stripped = text.strip()
    if re.fullmatch(r"\d+(?:\.0+)?", stripped):
        return str(int(stripped.partition(".")[0]))
    return stripped


def _find_reason_apart(text: str) -> str | None:
    """Return why rows of a spelling that is no economy are kept apart."""
    key = _fold_spelling(_number(text))
    if key in WORLD_NAMES:
        return WORLD
    if key in UNSPECIFIED or key.endswith(UNSPECIFIED_ENDS):
        return NOT_ELSEWHERE
    return GROUP if is_group(text) else None


def find_nearest_names(text: str, *, count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` names of economies spelled most like ``text``, best first.

    A name is compared with names, a code of two or three letters with codes; a number is like
    none.
    """
    key = _fold_spelling(text)
    if not key or key.isdecimal():
        return ()
    directory = _read_directory()
    short = len(key) <= 3
    pool = [one for one in directory.by_key if (len(one) <= 3) == short and not one.isdecimal()]
    keys = difflib.get_close_matches(key, pool, n=12, cutoff=0.6)
    starting = [one for one in pool if not short and one.startswith(key[:5]) and one not in keys]
    found: dict[str, None] = {}
    for one in (*keys, *starting):
        economy = directory.by_code[directory.by_key[one]]
        found.setdefault(f"{economy.name} ({economy.iso3})")
    return tuple(found)[:count]


def describe_expected_economy(text: str) -> str:
    """Return what to say about a spelling that is no economy: what is expected, what is near."""
    group = group_of(text)
    if group is not None:
        return (
            f"expected one economy, this is a group ({group.title}): judge it with --bloc "
            f"{group.name}"
        )
    if is_group(text):
        return "expected one economy, this is a group: name its members with --bloc"
    if _number(text).isdecimal():
        return "expected an economy's name or code, no economy has this number (ISO, UN Comtrade)"
    apart = _find_reason_apart(text)
    if apart is not None:
        return f"expected an economy's name or ISO code, this is none: {apart}"
    close = find_nearest_names(text)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    names = difflib.get_close_matches(
        fold_group_name(text), map(fold_group_name, group_names()), n=1
    )
    if names and not close:
        hint = f"; did you mean the group {names[0].upper()}?"
    return f"expected an economy's name or ISO code{hint}"


def find_economy_code(text: str, *, field: str = "economy") -> int:
    """Return the code of the economy ``text`` names.

    Raises `InvalidInput` naming the nearest economies when there is none.
    """
    code = _find_code(text)
    if code is None:
        raise InvalidInput([_report_unknown(text, field)])
    return code


def find_economy_codes(texts: Iterable[str], *, field: str = "economy") -> tuple[int, ...]:
    """Return the code of every economy named; every unknown name is reported at once."""
    names = tuple(texts)
    codes = [_find_code(name) for name in names]
    unknown = [
        _report_unknown(name, field) for name, code in zip(names, codes, strict=True) if not code
    ]
    if unknown:
        raise InvalidInput(unknown)
    return tuple(code for code in codes if code is not None)


def _report_unknown(text: str, field: str) -> InputError:
    return InputError(file=field, value=text, expected=describe_expected_economy(text))


def find_economy(code: int) -> Economy:
    """Return the economy of a code; a code nobody lists keeps its number as its name."""
    return _read_directory().by_code.get(code) or Economy(code, f"{code:03d}", f"Economy {code}")


def find_economy_name(code: int, *, language: str = "en") -> str:
    """Return the economy's name in a language (English where it has none there)."""
    found = find_economy(code)
    if found.iso3 == "TWN" or language == "en":
        return found.name
    return list_economy_names(language).get(found.iso3, found.name)


def convert_to_iso3(codes: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return the alpha-3 of every code, null for null."""
    distinct = pc.unique(codes).drop_null()
    words = pa.array([find_economy(code).iso3 for code in distinct.to_pylist()], pa.string())
    return pc.take(words, pc.index_in(codes, value_set=distinct))


def lookup(names: Iterable[str]) -> pa.Table:
    """Return how every spelling of a table is to be read.

    Columns: ``name`` string, ``code`` int32 (null: no economy), ``apart`` string (why its rows
    are kept apart, null: they are not), ``hint`` string (what was expected, for an unknown one).
    NA is Namibia among codes of two letters; among others it is how R writes a missing value.
    """
    spellings = list(names)
    missing = _MISSING_IN_R in spellings and not _has_two_letters(spellings)
    rows: list[dict[str, str | int | None]] = []
    for name in spellings:
        if missing and name == _MISSING_IN_R:
            rows.append({"name": name, "code": None, "apart": None, "hint": _EXPECTED_FOR_NA})
            continue
        code = _find_code(name)
        apart = _find_reason_apart(name) if code is None or code in _LISTED_CODES else None
        code = code if apart is None else None
        hint = describe_expected_economy(name) if code is None and apart is None else None
        rows.append({"name": name, "code": code, "apart": apart, "hint": hint})
    fields = [("name", pa.string()), ("code", pa.int32())]
    fields += [("apart", pa.string()), ("hint", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _has_two_letters(spellings: list[str]) -> bool:
    """Return whether economies are written with two letters, NA alone among them."""
    others = [one for one in spellings if one != _MISSING_IN_R]
    two = [one for one in others if len(one) == 2 and one.isalpha()]
    return not others or any(_find_code(one) is not None for one in two)
