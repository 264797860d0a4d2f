"""Codes the folder accepts: economies, languages, and product codes with their scheme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pycountry

from fairlead.folder.hs_versions import find_cpv_check
from fairlead.folder.isic_codes import has_isic_code

HS_VERSIONS = ("1992", "1996", "2002", "2007", "2012", "2017", "2022", "2028")
_HS_CHAPTERS = frozenset(f"{n:02d}" for n in range(1, 98) if n != 77)  # 77 is kept free by the WCO
_CODE = re.compile(r"(HS(?:\d{4})?|ISIC4|CPV):([0-9A-Z-]+)")
PRODUCT_EXPECTED = (
    "expected a product code SCHEME:CODE such as HS:851762 (2, 4 or 6 digits), HS2017:8517, "
    "ISIC4:2610 or CPV:42000000"
)
_CPC_EXPECTED = (
    "expected the code of HS or ISIC that the published table joins with this one of CPC, which "
    "joins tables only"
)
SECTOR_EXPECTED = "expected an ISIC rev. 4 code of 2 to 4 digits such as ISIC4:26"


@cache
def list_economies() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-3 codes."""
    return frozenset(country.alpha_3 for country in pycountry.countries)


@cache
def list_languages() -> frozenset[str]:
    """Return the ISO 639-1 codes."""
    return frozenset(
        language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")
    )


@cache
def list_economy_names(locale: str = "en_GB") -> dict[str, str]:
    """Return the name of each economy by its alpha-3 code, as the Unicode CLDR's locale has it.

    Every page, table and report takes its names of economies from here.
    """
    from babel import Locale

    territories = Locale.parse(locale).territories
    return {
        country.alpha_3: str(territories.get(country.alpha_2, country.name))
        for country in pycountry.countries
    }


def parse_country(text: str) -> str:
    """Return the alpha-3 code; raises ValueError saying what was expected."""
    if text in list_economies():
        return text
    hint = _find_country_hint(text)
    raise ValueError(
        "expected an ISO 3166-1 alpha-3 country code such as BLR"
        + (f": did you mean {hint}?" if hint else "")
    )


@cache
def _find_country_hint(text: str) -> str:
    """Return the alpha-3 code a two-letter code or an exact name stands for, or nothing."""
    if text.upper() in list_economies():
        return text.upper()
    try:
        return str(pycountry.countries.lookup(text).alpha_3)
    except LookupError:
        return ""


def parse_language(text: str) -> str:
    """Return the ISO 639-1 code; raises ValueError saying what was expected."""
    if text not in list_languages():
        raise ValueError("expected an ISO 639-1 language code such as en or ru")
    return text


@dataclass(frozen=True, slots=True)
class Successor:
    """The currency that took another's place, in ``year``: ``units`` of the old are one of it."""

    code: str
    units: str
    year: int


# Currencies that were redenominated or replaced since 1993, at one rate for everybody.
_SUCCESSORS = {
    "AFA": ("AFN", "1000", 2003), "ANG": ("XCG", "1", 2025), "AOR": ("AOA", "1000000", 1999),
    "ATS": ("EUR", "13.7603", 1999), "BEF": ("EUR", "40.3399", 1999),
    "CUC": ("CUP", "24", 2021), "CYP": ("EUR", "0.585274", 2008), "DEM": ("EUR", "1.95583", 1999),
    "EEK": ("EUR", "15.6466", 2011), "ESP": ("EUR", "166.386", 1999),
    "FIM": ("EUR", "5.94573", 1999), "FRF": ("EUR", "6.55957", 1999),
    "GRD": ("EUR", "340.75", 2001), "IEP": ("EUR", "0.787564", 1999),
    "ITL": ("EUR", "1936.27", 1999), "LTL": ("EUR", "3.4528", 2015),
    "LUF": ("EUR", "40.3399", 1999),
    "LVL": ("EUR", "0.702804", 2014), "MGF": ("MGA", "5", 2005), "MTL": ("EUR", "0.4293", 2008),
    "NLG": ("EUR", "2.20371", 1999), "PTE": ("EUR", "200.482", 1999),
    "SIT": ("EUR", "239.64", 2007), "SKK": ("EUR", "30.126", 2009), "SRG": ("SRD", "1000", 2004),
    "TJR": ("TJS", "1000", 2000), "XEU": ("EUR", "1", 1999), "ZWL": ("ZWG", "2498.7242", 2024),
    "AZM": ("AZN", "5000", 2006), "BGL": ("BGN", "1000", 1999), "BGN": ("EUR", "1.95583", 2026),
    "BRR": ("BRL", "2750", 1994), "BYB": ("BYR", "1000", 2000), "BYR": ("BYN", "10000", 2016),
    "GHC": ("GHS", "10000", 2007), "HRK": ("EUR", "7.5345", 2023), "MRO": ("MRU", "10", 2018),
    "MXP": ("MXN", "1000", 1993), "MZM": ("MZN", "1000", 2006), "PLZ": ("PLN", "10000", 1995),
    "ROL": ("RON", "10000", 2005), "RUR": ("RUB", "1000", 1998), "SDD": ("SDG", "100", 2007),
    "SLL": ("SLE", "1000", 2022), "STD": ("STN", "1000", 2018), "TMM": ("TMT", "5000", 2009),
    "TRL": ("TRY", "1000000", 2005), "UAK": ("UAH", "100000", 1996), "VEB": ("VEF", "1000", 2008),
    "VEF": ("VES", "100000", 2018), "ZMK": ("ZMW", "1000", 2013),
}  # fmt: skip


_NO_MONEY = {"XTS", "XXX"}  # for tests, and where no currency is involved


def find_successor(currency: str) -> Successor | None:
    """Return the currency that took the place of one that is no more, None for any other."""
    found = _SUCCESSORS.get(currency)
    return None if found is None or currency in _list_currencies() else Successor(*found)


@cache
def _list_currencies() -> frozenset[str]:
    return frozenset(currency.alpha_3 for currency in pycountry.currencies) - _NO_MONEY


def parse_currency(text: str) -> str:
    """Return the ISO 4217 code; raises ValueError saying what was expected."""
    if text in _list_currencies():
        return text
    now = find_successor(text)
    if now is not None:
        raise ValueError(
            f"expected a currency that is in use: {now.units} {text} became 1 {now.code} in "
            f"{now.year}, so state it in {now.code}"
        )
    raise ValueError("expected an ISO 4217 currency code such as USD")


def parse_time_zone(text: str) -> str:
    """Return the IANA name; raises ValueError for abbreviations that name no zone and for paths."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("expected an IANA time zone such as Asia/Yekaterinburg") from None
    return text


def parse_product(text: str) -> str:
    """Return the product code; raises ValueError when scheme, form or HS chapter is unknown."""
    match = _CODE.fullmatch(text)
    if match is None:
        raise ValueError(_CPC_EXPECTED if text.startswith("CPC") else PRODUCT_EXPECTED)
    scheme, code = match.groups()
    if scheme.startswith("HS"):
        _check_hs(scheme, code)
    elif scheme == "ISIC4":
        _check_isic(code)
    else:
        _check_cpv(code)
    return text


def _check_cpv(code: str) -> None:
    if re.fullmatch(r"\d{8}(-\d)?", code) is None:
        raise ValueError(PRODUCT_EXPECTED)
    digits, _, check = code.partition("-")
    wanted = find_cpv_check(digits)
    if check and wanted and check != wanted:
        raise ValueError(f"expected the check digit {wanted}: CPV:{digits}-{wanted}")


def _check_hs(scheme: str, code: str) -> None:
    if scheme != "HS" and scheme[2:] not in HS_VERSIONS:
        raise ValueError(f"expected an HS version of {', '.join(HS_VERSIONS)}")
    if re.fullmatch(r"\d\d|\d{4}|\d{6}", code) is None:
        raise ValueError(PRODUCT_EXPECTED)
    if code[:2] not in _HS_CHAPTERS:
        raise ValueError("expected an HS code in a chapter from 01 to 97 (77 is not in use)")


def _check_isic(code: str) -> None:
    if re.fullmatch(r"\d{2,4}", code) is None or not has_isic_code(code[:2]):
        raise ValueError(SECTOR_EXPECTED)


def parse_sector(text: str) -> str:
    """Return the ISIC rev. 4 code; raises ValueError saying what was expected."""
    if not text.startswith("ISIC4:"):
        raise ValueError(SECTOR_EXPECTED)
    _check_isic(text.removeprefix("ISIC4:"))
    return text


def split_product(code: str) -> tuple[str, str]:
    """Return the scheme with its version and the bare code: ``HS:851762`` -> HS2022, 851762."""
    scheme, _, bare = code.partition(":")
    return ("HS2022" if scheme == "HS" else scheme), bare
