"""Names, ISO codes and trade statistics' numeric codes of economies to one code, and back.

The code is the one UN Comtrade and CEPII's BACI publish: UN M49 except where trade statistics
differ (the United States with its customs territory are 842, not 840). Every spelling leads to
it: ISO alpha-2 and alpha-3, ISO numeric, English and Russian names, Comtrade's abbreviations.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.codes import economy_names
from fairlead.folder.input_errors import InvalidInput, Problem

# Trade statistics' own numbers where they are not ISO's: alpha-3 -> code.
_TRADE_CODES = {"FRA": 251, "IND": 699, "NOR": 579, "CHE": 757, "USA": 842, "TWN": 490}
# Economies that ISO no longer lists but older years of the statistics do.
_FORMER = (
    (58, "BLX", "Belgium-Luxembourg (until 1998)"),
    (200, "CSK", "Czechoslovakia (until 1992)"),
    (278, "DDR", "East Germany (until 1990)"),
    (280, "DEW", "West Germany (until 1990)"),
    (530, "ANT", "Netherlands Antilles (until 2010)"),
    (697, "R20", "Europe EFTA, nes"),
    (711, "ZA1", "Southern African Customs Union (until 1999)"),
    (736, "SDX", "Sudan (until 2011)"),
    (810, "SUN", "USSR (until 1991)"),
    (849, "PUS", "US Misc. Pacific Islands"),
    (891, "SCG", "Serbia and Montenegro (until 2005)"),
)
# Spellings met in statistics that no rule below derives.
_ALIASES = {
    "USA": ("united states of america", "us", "america"),
    "BIH": ("bosnia herzegovina",),
    "GBR": ("uk", "great britain"),
    "KOR": ("republic of korea", "south korea", "korea"),
    "PRK": ("north korea", "democratic peoples republic of korea"),
    "RUS": ("russia",),
    "TUR": ("turkey", "turkiye"),
    "CZE": ("czech republic", "czechia"),
    "TWN": ("other asia nes", "s19", "chinese taipei", "taiwan"),
    "HKG": ("hong kong", "china hong kong sar"),
    "MAC": ("macao", "macau", "china macao sar"),
    "BES": ("bonaire", "bonaire sint eustatius and saba"),
    "IOT": ("british indian ocean territory", "br indian ocean territories"),
    "VGB": ("british virgin islands", "br virgin islands"),
    "CXR": ("christmas islands",),
    "CCK": ("cocos islands", "cocos keeling islands"),
    "COD": ("democratic republic of the congo", "dr congo", "congo kinshasa"),
    "COG": ("congo", "republic of the congo", "congo brazzaville"),
    "FSM": ("fs micronesia", "micronesia"),
    "FRO": ("faeroe islands", "faroe islands"),
    "FLK": ("falkland islands malvinas", "falkland islands"),
    "ATF": ("french south antarctic territories", "fr south antarctic territories"),
    "MNP": ("n mariana islands", "northern mariana islands"),
    "NFK": ("norfolk islands",),
    "MDA": ("republic of moldova", "moldova"),
    "SHN": ("saint helena",),
    "SXM": ("saint maarten", "sint maarten"),
    "PSE": ("state of palestine", "palestine"),
    "TCA": ("turks and caicos islands",),
    "TZA": ("united republic of tanzania", "tanzania"),
    "WLF": ("wallis and futuna islands",),
    "MYT": ("mayotte overseas france", "mayotte"),
    "LAO": ("lao", "laos"),
    "SWZ": ("swaziland",),
    "MKD": ("macedonia", "the former yugoslav republic of macedonia"),
    "CPV": ("cape verde",),
    "CIV": ("ivory coast",),
    "VNM": ("vietnam",),
    "MMR": ("burma",),
}
_SHORT = {
    "isds": "islands",
    "isl": "islands",
    "isls": "islands",
    "rep": "republic",
    "dem": "democratic",
    "terr": "territories",
    "st": "saint",
    "fed": "federal",
}
# Rows of trade statistics that are no economy, by how their spelling looks: reason by mark.
_WORLD = {"world", "all", "total", "0", "w00", "wld"}
_UNSPECIFIED = {
    "bunkers",
    "free zones",
    "special categories",
    "unspecified",
    "areas not elsewhere specified",
    "837",
    "838",
    "839",
    "899",
    "_x",
}
WORLD = "World total"
NOT_ELSEWHERE = "partner not specified"


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


def _key(text: str) -> str:
    """Return the spelling without case, accents, punctuation and abbreviations."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("&", " and "))
    kept = "".join(
        ch if ch.isalnum() or ch == "_" else ("" if ch in "'’" else " ")
        for ch in plain
        if not unicodedata.combining(ch)
    )
    return " ".join(_SHORT.get(word, word) for word in kept.split())


@cache
def _directory() -> _Directory:
    import pycountry
    from babel import Locale

    languages = [Locale(language).territories for language in ("en", "ru")]
    by_code: dict[int, Economy] = {}
    by_key: dict[str, int] = {}
    for country in pycountry.countries:
        iso3 = country.alpha_3
        code = _TRADE_CODES.get(iso3, int(country.numeric))
        name = economy_names()[iso3]
        by_code[code] = Economy(code, iso3, "Other Asia, nes" if iso3 == "TWN" else name)
        spellings = [country.name, getattr(country, "official_name", ""), iso3, country.alpha_2]
        spellings += [name, getattr(country, "common_name", ""), country.numeric, str(code)]
        spellings += [str(int(country.numeric)), *_ALIASES.get(iso3, ())]
        spellings += [territories.get(country.alpha_2, "") for territories in languages]
        for spelling in spellings:
            if spelling:
                by_key.setdefault(_key(spelling), code)
    for code, iso3, name in _FORMER:
        by_code[code] = Economy(code, iso3, name)
        for spelling in (iso3, name, name.replace("until", ""), str(code)):
            by_key.setdefault(_key(spelling), code)
    for iso3, names in _ALIASES.items():
        for spelling in names:
            by_key[_key(spelling)] = by_key[_key(iso3)]
    return _Directory(by_code, by_key)


def _code(text: str) -> int | None:
    key = _key(text)
    if key.isdecimal():
        key = str(int(key))
    return _directory().by_key.get(key)


def _apart(text: str) -> str | None:
    key = _key(text)
    if key in _WORLD:
        return WORLD
    if key in _UNSPECIFIED or key.endswith(" nes"):
        return NOT_ELSEWHERE
    return None


def nearest(text: str, *, count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` names of economies spelled most like ``text``, best first."""
    directory = _directory()
    keys = difflib.get_close_matches(_key(text), directory.by_key, n=12, cutoff=0.6)
    found: dict[str, None] = {}
    for key in keys:
        economy = directory.by_code[directory.by_key[key]]
        found.setdefault(f"{economy.name} ({economy.iso3})")
    return tuple(found)[:count]


def expected_economy(text: str) -> str:
    """Return what to say about a spelling that is no economy: what is expected, what is near."""
    close = nearest(text)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    return f"expected an economy's name or ISO code{hint}"


def economy_code(text: str, *, field: str = "economy") -> int:
    """Return the code of the economy ``text`` names.

    Raises `InvalidInput` naming the nearest economies when there is none.
    """
    code = _code(text)
    if code is None:
        raise InvalidInput([_unknown(text, field)])
    return code


def economy_codes(texts: Iterable[str], *, field: str = "economy") -> tuple[int, ...]:
    """Return the code of every economy named; every unknown name is reported at once."""
    names = tuple(texts)
    codes = [_code(name) for name in names]
    unknown = [_unknown(name, field) for name, code in zip(names, codes, strict=True) if not code]
    if unknown:
        raise InvalidInput(unknown)
    return tuple(code for code in codes if code is not None)


def _unknown(text: str, field: str) -> Problem:
    return Problem(file=field, value=text, expected=expected_economy(text))


def economy(code: int) -> Economy:
    """Return the economy of a code; a code nobody lists keeps its number as its name."""
    return _directory().by_code.get(code) or Economy(code, f"{code:03d}", f"Economy {code}")


def economy_name(code: int, *, language: str = "en") -> str:
    """Return the economy's name in a language (English where it has none there)."""
    found = economy(code)
    if found.iso3 == "TWN" or language == "en":
        return found.name
    return economy_names(language).get(found.iso3, found.name)


def iso3_of(codes: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return the alpha-3 of every code, null for null."""
    return _mapped(codes, "iso3")


def names_of(codes: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return the English name of every code, null for null."""
    return _mapped(codes, "name")


def _mapped(codes: pa.Array | pa.ChunkedArray, field: str) -> pa.Array | pa.ChunkedArray:
    distinct = pc.unique(codes).drop_null()
    words = pa.array([getattr(economy(code), field) for code in distinct.to_pylist()], pa.string())
    return pc.take(words, pc.index_in(codes, value_set=distinct))


def lookup(names: Iterable[str]) -> pa.Table:
    """Return how every spelling is to be read.

    Columns: ``name`` string, ``code`` int32 (null: no economy), ``apart`` string (why its rows
    are kept apart, null: they are not), ``hint`` string (what was expected, for an unknown one).
    """
    rows = []
    for name in names:
        code = _code(name)
        apart = None if code is not None else _apart(name)
        hint = expected_economy(name) if code is None and apart is None else None
        rows.append({"name": name, "code": code, "apart": apart, "hint": hint})
    fields = [("name", pa.string()), ("code", pa.int32())]
    fields += [("apart", pa.string()), ("hint", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))
