"""The economies and products the synthetic fair is about: facts kept in this package's files."""

from __future__ import annotations

import csv
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pycountry
from babel import Locale

from fairlead.demo.size import Size

Floats = npt.NDArray[np.float64]

LANGUAGES = ("en", "ru", "zh", "ar")
"""Of the fair; the first is its own."""
HOST = "RUS"
PARTNER = "BLR"
BLOC = ("ARM", "BLR", "KAZ", "KGZ", "RUS")
EXPOSITIONS = {
    "CHN": 0.28, "IND": 0.20, "TUR": 0.17, "KAZ": 0.13, "UZB": 0.11, "IRN": 0.07, "ZWE": 0.04,
}  # fmt: skip
"""Economies with a national exposition beside the partner country's, with their relative size."""

_SECTOR_OF_HEADING = {
    **dict.fromkeys(("8471", "8473", "8517", "8523", "8524", "8525", "8526", "8528"), "26"),
    **dict.fromkeys(("8529", "8532", "8533", "8534", "8540", "8541", "8542"), "26"),
    **dict.fromkeys(("7302", "7303", "7304", "7305", "7306"), "24"),
    **dict.fromkeys((f"39{n:02d}" for n in range(1, 15)), "20"),
    **dict.fromkeys(("8407", "8411"), "30"),
    "8601": "30",
}


@dataclass(frozen=True, slots=True)
class Economy:
    """One economy: output in billions of dollars, where it lies, how hard a thing it can make."""

    code: str
    output: float
    latitude: float
    longitude: float
    skill: float
    languages: tuple[str, ...]
    city: str
    city_ru: str


@dataclass(frozen=True, slots=True)
class Product:
    """One HS 2022 subheading, described in our own words; ``complexity`` runs from 0 to 1."""

    code: str
    title: str
    title_ru: str
    sector: str
    complexity: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of HS 2022."""

    code: str
    title: str
    title_ru: str
    sector: str
    complexity: float


def stream(seed: int, part: str) -> np.random.Generator:
    """Return the random numbers of one part, so that no part disturbs another."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])


def list_economies(size: Size) -> list[Economy]:
    """Return the fair's economies by code: the bloc and the expositions, then the largest."""
    rows = [
        Economy(
            code=row["code"],
            output=float(row["output"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            skill=float(row["skill"]),
            languages=tuple(row["languages"].split("|")),
            city=row["city"],
            city_ru=row["city_ru"],
        )
        for row in _read_rows("economies.csv")
    ]
    first = {*BLOC, *EXPOSITIONS}
    rows.sort(key=lambda economy: (economy.code not in first, -economy.output, economy.code))
    return sorted(rows[: size.economies], key=lambda economy: economy.code)


def list_products(size: Size, *, seed: int) -> list[Product]:
    """Return the fair's products by code: a draw of those this package describes."""
    rows = _read_rows("products.csv")
    draw = stream(seed, "products")
    kept = np.sort(draw.choice(len(rows), size.products, replace=False))
    chapters = {chapter.code: chapter for chapter in list_chapters()}
    spread = draw.normal(0, 0.12, len(rows))
    return [
        Product(
            code=rows[i]["code"],
            title=rows[i]["title"],
            title_ru=rows[i]["title_ru"],
            sector=_find_sector(rows[i]["code"], chapters),
            complexity=float(np.clip(chapters[rows[i]["code"][:2]].complexity + spread[i], 0, 1)),
        )
        for i in kept.tolist()
    ]


@cache
def list_chapters() -> tuple[Chapter, ...]:
    """Return the chapters that the products belong to."""
    return tuple(
        Chapter(
            code=row["code"],
            title=row["title"],
            title_ru=row["title_ru"],
            sector=row["sector"],
            complexity=float(row["complexity"]),
        )
        for row in _read_rows("chapters.csv")
    )


@cache
def find_economy_name(code: str, language: str) -> str:
    """Return the name of an economy in a language, as the Unicode CLDR gives it."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        raise ValueError(f"Expected an ISO 3166-1 alpha-3 code, got {code}: mend economies.csv.")
    return str(Locale(language).territories[country.alpha_2])


def _find_sector(code: str, chapters: dict[str, Chapter]) -> str:
    return _SECTOR_OF_HEADING.get(code[:4], chapters[code[:2]].sector)


def _read_rows(name: str) -> list[dict[str, str]]:
    text = files("fairlead.demo").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
