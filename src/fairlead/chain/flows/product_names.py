"""What a product of the Harmonized System is called, and the strategic sector it belongs to.

Titles come from a file of the user's; without one a code is called by its chapter. Sectors are
lists of headings, the longest that fits counts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.open import translate_input_errors
from fairlead.engines.dependency.readers.archive import (
    list_file_members,
    open_archive,
    open_member,
)
from fairlead.engines.dependency.readers.unpack import is_wrapped
from fairlead.folder.group_titles import read_group_titles
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.sheets.named_rows import read_named_rows
from fairlead.folder.source import read_given

_CODES = ("code", "hscode", "product", "productcode", "cmdcode", "k", "hs6", "id")
_TITLES = ("title", "description", "name", "cmddesc", "productdescription", "text")

FOOD = "food security"
HEALTH = "health"
ENERGY = "energy"
RAW = "raw materials"
DIGITAL = "digital and electronics"
MACHINES = "machine tools and robots"
DEFENCE = "aerospace and defence"
TRANSPORT = "transport equipment"
SECTORS: Mapping[str, tuple[str, ...]] = {
    FOOD: ("10", "1201", "1205", "1206", "1209", "15", "31", "0713", "0402", "2304", "2309"),
    HEALTH: ("30", "2936", "2937", "2939", "2941", "401511", "401512", "8713",
             "9018", "9019", "9021", "9022", "841920"),
    ENERGY: ("27", "2844", "8401", "8402", "8404", "8406", "8410", "841181", "841182", "841199",
             "8501", "8502", "8503", "8504", "8507", "854142", "854143", "854140", "730820"),
    RAW: ("2504", "2510", "2511", "2513", "2519", "2528", "2529", "2530", "26", "2801", "2804",
          "2805", "2825", "2826", "2827", "283691", "2841", "2845", "2846", "2849", "2850", "4001",
          "7110", "7112", "7202", "74", "75", "76", "78", "79", "80", "81"),
    DIGITAL: ("3818", "8443", "8471", "8473", "8486", "8517", "8523", "8524", "8525", "8527",
              "8528", "8529", "8532", "8533", "8534", "8536", "8537", "8541", "8542", "8543",
              "854470", "900110", "9013", "9027", "9030", "9031"),
    MACHINES: ("8428", "8456", "8457", "8458", "8459", "8460", "8461", "8462", "8463", "8464",
               "8465", "8466", "847950", "8477", "8482", "8483", "9032"),
    DEFENCE: ("36", "8411", "841210", "8526", "8710", "88", "8805", "8906", "9014", "93"),
    TRANSPORT: ("86", "8407", "8408", "8701", "8702", "8703", "8704", "8705", "8706", "8707",
                "8708", "8901", "8902", "8904", "8905"),
}  # fmt: skip
"""Headings of the Harmonized System by strategic sector; the longest that begins a code counts."""


@cache
def _index_by_prefix() -> dict[str, str]:
    return {prefix: sector for sector, prefixes in SECTORS.items() for prefix in prefixes}


def find_sector(code: str) -> str | None:
    """Return the strategic sector of a bare code, None for none."""
    by_prefix = _index_by_prefix()
    return next((by_prefix[code[:size]] for size in (6, 4, 2) if code[:size] in by_prefix), None)


def is_harmonized(classification: str) -> bool:
    """Return whether product codes are those of the Harmonized System."""
    return classification.startswith("HS")


@dataclass(frozen=True, slots=True)
class ProductNames:
    """Titles by bare code; ``harmonized``: chapters and sectors are known beside them."""

    titles: Mapping[str, str] = field(default_factory=dict)
    harmonized: bool = True

    def title(self, code: str) -> str:
        """Return the title of a code or of the nearest heading above it, "" without any."""
        return self.given_title(code) or read_group_titles().get(self.chapter(code), "")

    def given_title(self, code: str) -> str:
        """Return the title that the user's file gives a code or a heading above it, "" for none."""
        for size in range(len(code), 1, -1):
            if code[:size] in self.titles:
                return self.titles[code[:size]]
        return ""

    def chapter(self, code: str) -> str:
        """Return the chapter of a code (HS:85), "" in another classification."""
        return f"HS:{code[:2]}" if self.harmonized else ""

    def sector(self, code: str) -> str | None:
        """Return the strategic sector of a code; None for none, or another classification."""
        return find_sector(code) if self.harmonized else None

    def beside(self, table: pa.Table) -> pa.Table:
        """Return the table with title and strategic_sector behind its column of products."""
        if "product" not in table.column_names:
            return table
        codes = table["product"]
        distinct = pc.unique(codes)
        listed = distinct.to_pylist()
        place = pc.index_in(codes, value_set=distinct)
        at = table.column_names.index("product") + 1
        for name, values in (
            ("strategic_sector", [self.sector(code) for code in listed]),
            ("title", [self.title(code) or None for code in listed]),
        ):
            table = table.add_column(at, name, pa.array(values, pa.string()).take(place))
        return table


def read_titles(file: Path) -> dict[str, str]:
    """Return the titles of a table of codes and descriptions, CSV or a workbook.

    The columns are found by their names (code or hscode, title or description and the like).
    Raises InvalidInput for a file that cannot be read or has none of them.
    """
    return _read_titles(read_given(file), str(file))


def read_source_titles(source: Path) -> dict[str, str]:
    """Return the titles that a source brings along, as BACI's zip and folder do; else none.

    Raises InvalidInput for a file of them that is no table.
    """
    if source.is_dir():
        found = sorted(source.glob("product_codes_*.csv"))
        return read_titles(found[0]) if found else {}
    if not is_wrapped(source) or not zipfile.is_zipfile(source):
        return {}
    with translate_input_errors(source.name), open_archive(source) as archive:
        named = [
            entry
            for entry in list_file_members(archive)
            if entry.filename.rpartition("/")[2].startswith("product_codes_")
            and entry.file_size < 10_000_000
        ]
        if not named:
            return {}
        with open_member(archive, named[0], file=source.name) as stream:
            content = stream.read()
    return _read_titles(content, source.name)


def _read_titles(content: bytes, file: str) -> dict[str, str]:
    table = read_named_rows(content, file)
    names = {_strip_scheme(name): name for name in table.names}
    code = next((names[name] for name in _CODES if name in names), None)
    title = next((names[name] for name in _TITLES if name in names), None)
    if code is None or title is None:
        expected = "expected a column of codes and one of titles, such as code and title"
        raise report_invalid(file, expected, value=", ".join(table.names))
    pairs = ((_complete_code(row[code]), row[title]) for _, row in table.rows)
    return {bare: words for bare, words in pairs if bare and words}


def _strip_scheme(name: str) -> str:
    return "".join(ch for ch in name.casefold() if ch.isalnum())


def _complete_code(cell: str) -> str:
    """Return a code of even length: a spreadsheet may have taken its leading zero."""
    bare = cell.strip().rpartition(":")[2].replace(".", "")
    return f"0{bare}" if bare.isdecimal() and len(bare) % 2 else bare


def name_products(
    source: Path, *, titles: Path | None, classification: str, codes: Iterable[str] = ()
) -> ProductNames:
    """Return how the products of a source are called; ``titles`` is a file of the user's."""
    harmonized = is_harmonized(classification) and all(len(code) % 2 == 0 for code in codes)
    found = read_titles(titles) if titles is not None else read_source_titles(source)
    return ProductNames(found, harmonized=harmonized)
