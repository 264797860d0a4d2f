"""Product code schemes: what a code is, and which wider codes hold it.

The weights by level say how much two codes have in common that meet only there:
the code itself 1, then .6, .3 and .1 (HS six, four, two digits, section).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVEL_WEIGHTS = (1.0, 0.6, 0.3, 0.1)

# The last chapter of each of the 21 sections of the Harmonized System.
_HS_SECTION_ENDS = (
    5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 97,
)  # fmt: skip
# The last division of each section of ISIC rev. 4, A to U.
_ISIC_SECTION_ENDS = (
    3, 9, 33, 35, 39, 43, 47, 53, 56, 63, 66, 68, 75, 82, 84, 85, 88, 93, 96, 98, 99,
)  # fmt: skip
# A CPV code may carry its check digit, which says nothing more.
_SHAPE = re.compile(r"(HS|ISIC|CPV)(\d{0,4}):([0-9A-Z]+)(?:-\d)?")
_WANTED = "Expected a product code such as HS:851762, ISIC4:2610 or CPV:42000000"
_HS_VERSIONS = frozenset(
    {"", "1988", "1992", "1996", "2002", "2007", "2012", "2017", "2022", "2028"}
)


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A code of one scheme: scheme (HS, ISIC, CPV), version (``""`` is the default), digits."""

    scheme: str
    version: str
    digits: str


def parse_code(text: str) -> ProductCode:
    """Return the code written ``SCHEME:CODE`` or ``SCHEMEVERSION:CODE``.

    Raises ValueError naming the text when scheme, version or digits are unknown.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise ValueError(f"{_WANTED}, got {text!r}: write the scheme, a colon and the code.")
    scheme, version, digits = shape.groups()
    checked = "-" in text and scheme != "CPV"
    if checked or not _CHECKS[scheme](version, digits):
        raise ValueError(f"{_WANTED}, got {text!r}: {scheme} has no such version or code.")
    return ProductCode(scheme, version, digits)


def _is_hs(version: str, digits: str) -> bool:
    if version not in _HS_VERSIONS or len(digits) not in (2, 4, 6) or not digits.isdigit():
        return False
    return 1 <= int(digits[:2]) <= 97 and digits[:2] != "77"


def _is_isic(version: str, digits: str) -> bool:
    if version not in ("", "4"):
        return False
    if len(digits) == 1:
        return "A" <= digits <= "U"
    return digits.isdigit() and len(digits) in (2, 3, 4) and 1 <= int(digits[:2]) <= 99


def _is_cpv(version: str, digits: str) -> bool:
    return version in ("", "2008") and digits.isdigit() and 2 <= len(digits) <= 8


_CHECKS = {"HS": _is_hs, "ISIC": _is_isic, "CPV": _is_cpv}


def trace_lineage(code: ProductCode) -> tuple[tuple[str, float], ...]:
    """Return the code's node and its wider nodes, each with its level weight, narrow to wide.

    Versions of one scheme share their nodes: six digits seldom change their meaning, and where
    they do a concordance says so.
    """
    return _LINEAGES[code.scheme](code.digits)


def _trace_hs_lineage(digits: str) -> tuple[tuple[str, float], ...]:
    cut = [digits[:n] for n in (6, 4, 2) if len(digits) >= n]
    chapter = int(digits[:2])
    section = next(i for i, end in enumerate(_HS_SECTION_ENDS, 1) if chapter <= end)
    nodes = [f"HS:{part}" for part in cut] + [f"HS:section {section}"]
    return tuple(zip(nodes, LEVEL_WEIGHTS[-len(nodes) :], strict=True))


def _trace_isic_lineage(digits: str) -> tuple[tuple[str, float], ...]:
    if len(digits) == 1:
        return ((f"ISIC:{digits}", LEVEL_WEIGHTS[-1]),)
    cut = [digits[:n] for n in (4, 3, 2) if len(digits) >= n]
    division = int(digits[:2])
    section = next(i for i, end in enumerate(_ISIC_SECTION_ENDS) if division <= end)
    nodes = [f"ISIC:{part}" for part in cut] + [f"ISIC:{chr(ord('A') + section)}"]
    return tuple(zip(nodes, LEVEL_WEIGHTS[-len(nodes) :], strict=True))


def _trace_cpv_lineage(digits: str) -> tuple[tuple[str, float], ...]:
    significant = digits.ljust(8, "0").rstrip("0").ljust(2, "0")
    nodes = [f"CPV:{significant[:n]}" for n in (2, 3, 4) if len(significant) >= n]
    if len(significant) > 4:
        nodes.append(f"CPV:{significant}")
    weights = (0.1, 0.3, 0.6, 1.0)[: len(nodes)]
    return tuple(zip(reversed(nodes), reversed(weights), strict=True))


_LINEAGES = {"HS": _trace_hs_lineage, "ISIC": _trace_isic_lineage, "CPV": _trace_cpv_lineage}
