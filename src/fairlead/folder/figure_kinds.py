"""Cells that hold figures: numbers, exact amounts, shares."""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.bounds import Bound, write_limit
from fairlead.folder.cell_kind import Kind
from fairlead.folder.codes import parse_country

_SEED = re.compile(r"-?\d{1,19}")
_INT = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
SHARE_TOLERANCE = 1e-6
MONEY = pa.decimal128(23, 4)
_WIDE = Context(prec=80)
TEN_THOUSANDTH = Decimal("0.0001")


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
    """Return an amount without needless zeros: 250000000, 0.5."""
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


def _write_float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


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


# What an engine's random numbers begin with: no figure to calculate with.
SEED = Kind(
    "digits of a whole number",
    pa.string(),
    _parse_seed,
)
SHARES = Kind(
    "shares by economy that sum to 1",
    pa.map_(pa.string(), pa.float64()),
    _parse_shares,
    _write_shares,
    is_list=True,
)
