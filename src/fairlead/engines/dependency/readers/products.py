"""Product cells as files write them to codes of the Harmonized System, column by column.

Spreadsheets take codes for numbers: leading zeros go, ``030617`` becomes ``30617`` or ``30617.0``,
``8542.90`` becomes ``8542.9``. Codes have an even number of digits, so an odd one has lost a zero.
Countries add digits beyond six: those codes are cut to six and added up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from fairlead.engines.dependency.readers.digits import fold_digits
from fairlead.engines.dependency.readers.reasons import AGGREGATE, NO_PRODUCT

HS_DIGITS = 6
MOST_DIGITS = 13
_EXPECTED = "expected an HS code of 2, 4 or 6 digits (or a national one of up to 13)"
_OTHER_EXPECTED = "expected a product code of at most 9 digits"
_LOST_DIGITS = (
    "expected a code with all its digits, a spreadsheet shortened this one to a power of ten: "
    "format the column as text in the source and save it again"
)
_TOTALS = {
    *("total", "totals", "tot", "all", "world", "ag1", "ag2", "ag3", "ag4", "ag5", "ag6"),
    *("all products", "all commodities", "all goods", "total all products", "all items"),
    *(
        "total trade",
        "grand total",
        "total goods",
        "total of all products",
        "всего",
        "итого",
        "все товары",
        "总计",
        "合计",
    ),
    *("总额", "المجموع", "الإجمالي", "insgesamt", "gesamt", "total general", "ensemble", "totale"),
}
_NO_GOODS = {
    *("unspecified", "services", "financial", "travel", "transport", "ict", "xx", "xxxx"),
    *(
        "xxxxxx",
        "travel & tourism",
        "insurance & finance",
        "transportation",
        "unspecified_services",
    ),
}
_PREFIX = re.compile(r"^(?:(?:HS(?:\d{4})?|H\d)\s*[:\-\s]\s*|HS(?=(?:\d\d){1,6}$))", re.IGNORECASE)
_QUOTED = re.compile(r'^(?:="(.*)"|\'(.*?)\'?)$')
# A code and what it is called in one cell: ``854231 - Processors``, ``[854231] Processors``.
_TITLED = re.compile(
    r"^\[?((?:\d{2}|\d{4}|\d{6,13}|\d{4}(?:\.\d\d)+|total))\]?\s*(?:[-:;,)\u2013\u2014]\s*|\s)"
    r"(?=[\W_]*[^\W\d_]{2})",
    re.IGNORECASE,
)
# Codes that statistics make up where a product is secret or not known: 9999AA, 85MMM000, 01XXXXXX.
_SECRET = re.compile(r"^\d{2,7}[A-Z]{2,}\d*$")
_DOTTED = re.compile(r"^\d+(?:\.\d+)+$")
_POWER = re.compile(r"^\d(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
_FLOAT = re.compile(r"^(\d+)(?:\.0|(?<=\d{5})\.0+)$")  # 8542.00 is a subheading

SCHEMA = pa.schema(
    [
        ("product_cell", pa.string()),
        ("product", pa.int64()),
        ("digits", pa.int64()),
        ("full", pa.string()),
        ("product_apart", pa.string()),
        ("product_expected", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class ProductCell:
    """How a cell is read: its whole code, or why its rows stay apart, or what was expected."""

    full: str | None = None
    apart: str | None = None
    expected: str | None = None


def find_product_directory(cells: Iterable[str], *, harmonized: bool = True) -> pa.Table:
    """Return how every spelling of a column is read (`SCHEMA`).

    ``full`` is the code with its zeros, ``product`` its first six digits as a number and
    ``digits`` how many the code has (more than six: a national code). One of product_apart and
    product_expected (what to say about a cell that is no code) is set for the others. Codes of
    other classifications than the Harmonized System are taken as they stand.
    """
    read = read_products(cells) if harmonized else _read_plain(cells)
    rows = []
    for cell, one in read.items():
        full = one.full
        kept = None if full is None else full[:HS_DIGITS] if harmonized else full
        rows.append(
            {
                "product_cell": cell,
                "product": None if kept is None else int(kept),
                "digits": None if full is None else len(full),
                "full": full,
                "product_apart": one.apart,
                "product_expected": one.expected,
            }
        )
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def read_products(cells: Iterable[str]) -> dict[str, ProductCell]:
    """Return how every spelling of one column is read as a code of the Harmonized System.

    The column is read as a whole: whether ``2709.0`` is heading 2709 as a number or 2709.00 that
    lost a zero is told by its neighbours.
    """
    cleaned = {cell: _clean(cell) for cell in cells}
    numbers = set(cleaned.values())
    dotted = {text for text in numbers if _DOTTED.fullmatch(text)}
    floats = all(_FLOAT.fullmatch(text) for text in dotted)
    digits: dict[str, str | None] = {}
    for text in numbers:
        found = _FLOAT.fullmatch(text)
        if text in dotted and not floats:
            digits[text] = _remove_dots(text)
        elif found:
            digits[text] = found[1]
        else:
            digits[text] = text if text.isascii() and text.isdigit() else None
    width = _find_national_width([each for each in digits.values() if each])
    return {cell: _read(text, digits[text], width) for cell, text in cleaned.items()}


def _clean(cell: str) -> str:
    """Return a cell without what spreadsheets and people put around a code."""
    text = fold_digits(cell).replace("\u00a0", " ").replace("\u200b", "").strip()
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        text = (quoted[1] or quoted[2] or "").strip()
    text = _PREFIX.sub("", text)
    if titled := _TITLED.match(text):
        # ``00 - Total``: no code, but the name of a sum.
        text = titled[1] if titled[1].strip("0") else text[titled.end() :]
    joined = text.replace(" ", "")
    if re.fullmatch(r"[\d.]+", joined):
        return joined
    return _write_out(text)


def _write_out(text: str) -> str:
    """Return 8.54231E+05, which a spreadsheet made of a code, as digits where it has them all."""
    power = _POWER.match(text)
    if power is None or len(power[1] or "") < int(power[2]):
        return text
    number = Decimal(text.replace(",", "."))
    return str(int(number)) if number == int(number) else text


def _remove_dots(text: str) -> str | None:
    """Return a dotted code's digits, with the zeros that a number loses at either end."""
    first, *rest = text.split(".")
    if len(first) > HS_DIGITS:
        return None
    if rest == ["0"] and len(first) not in (3, 4):
        return first  # a number that kept its point, among dotted codes
    whole = first.zfill(len(first) + len(first) % 2)
    last = rest[-1]
    if len(last) % 2:
        rest[-1] = last + "0"
    return whole + "".join(rest)


def _find_national_width(codes: Collection[str]) -> int | None:
    """Return how many digits the longest codes have when written whole, None if it is unclear.

    Codes one digit shorter have lost a zero. Nine or eleven digits may be whole (Japan, Thailand)
    or ten or twelve without their zero: the other lengths and zeros at the front tell.
    """
    lengths = {len(code) for code in codes if len(code) > HS_DIGITS}
    if not lengths:
        return HS_DIGITS
    longest = max(lengths)
    if longest in (7,) and not any(code[0] == "0" for code in codes if len(code) == longest):
        return longest + 1
    if longest % 2 == 0 or longest - 1 in lengths:
        return longest
    zeros = any(code[0] == "0" for code in codes if len(code) == longest)
    return longest if zeros else None


def _read(text: str, digits: str | None, width: int | None) -> ProductCell:
    if digits is None:
        if text.casefold() in _TOTALS:
            return ProductCell(apart=AGGREGATE)
        if text.casefold() in _NO_GOODS or _SECRET.fullmatch(text):
            return ProductCell(apart=NO_PRODUCT)
        return ProductCell(expected=_LOST_DIGITS if _POWER.match(text) else _EXPECTED)
    full = _complete(digits, width)
    if full is None or full.startswith("00"):
        return ProductCell(expected=_describe_unclear(digits) if full is None else _EXPECTED)
    # Chapters that the Harmonized System leaves to each country: returned goods, whole plants.
    if full.startswith(("98", "99")):
        return ProductCell(full=full, apart=NO_PRODUCT)
    return ProductCell(full=full)


def _complete(digits: str, width: int | None) -> str | None:
    """Return a code with the zero it lost, None when it cannot be told or is none."""
    size = len(digits)
    if size > MOST_DIGITS:
        return None
    if size <= HS_DIGITS:
        if size % 2 == 0:
            return digits
        return None if digits[0] == "0" else "0" + digits
    if width is None:
        return None
    if size == width or digits[0] == "0":
        return digits
    if size == width - 1 or size % 2:
        return "0" + digits
    return digits


def _describe_unclear(digits: str) -> str:
    if HS_DIGITS < len(digits) <= MOST_DIGITS:
        return (
            f"expected a code whose digits can be told: {len(digits)} may be all or may lack a "
            "zero at the front; write the codes as text, zeros included"
        )
    return _EXPECTED


def _read_plain(cells: Iterable[str]) -> dict[str, ProductCell]:
    """Return how codes of another classification are read: as whole numbers."""
    found = {}
    for cell in cells:
        text = _clean(cell)
        number = _FLOAT.fullmatch(text)
        text = number[1] if number else text
        if text.casefold() in _TOTALS:
            found[cell] = ProductCell(apart=AGGREGATE)
        elif text.isascii() and text.isdigit() and len(text) <= 9:
            found[cell] = ProductCell(full=text)
        else:
            found[cell] = ProductCell(
                expected=_LOST_DIGITS if _POWER.match(text) else _OTHER_EXPECTED
            )
    return found
