"""Product code schemes: what a code is, and which wider codes hold it.

A code is a scheme, a version and digits. The weights by level say how much two codes have in
common that meet only there: the code itself 1, its heading .6, its chapter .3, its section .1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# How wide a node is: its own code, what is nearly the same, what is of the same kind, and
# what is so wide that two codes in it have nothing to say to one another.
EXACT, CLOSE, WIDE, VAGUE = range(4)
LEVELS = ("code", "heading", "chapter", "section", "class", "group", "division", "category")

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
_HS_VERSIONS = frozenset({"1988", "1992", "1996", "2002", "2007", "2012", "2017", "2022", "2028"})
# The version of a code that names none.
DEFAULT_VERSIONS = {"HS": "2022", "ISIC": "4", "CPV": "2008"}


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A code of one scheme: scheme (HS, ISIC, CPV), version, digits."""

    scheme: str
    version: str
    digits: str

    @property
    def node(self) -> str:
        """Return its name: scheme, version and code."""
        return f"{self.scheme}{self.version}:{self.digits}"


@dataclass(frozen=True, slots=True)
class Rung:
    """A code or one of the wider ones that hold it.

    ``weight``: what two codes have in common that meet there. ``width``: `EXACT` to `VAGUE`.
    ``level``: what the scheme calls it, one of `LEVELS`.
    """

    node: str
    weight: float
    width: int
    level: str


@lru_cache(maxsize=2**16)  # a concordance names the same codes again and again
def parse_code(text: str) -> ProductCode:
    """Return the code written ``SCHEME:CODE`` or ``SCHEMEVERSION:CODE``.

    Raises ValueError naming the text when scheme, version or digits are unknown.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise ValueError(f"{_WANTED}, got {text!r}: write the scheme, a colon and the code.")
    scheme, written, digits = shape.groups()
    version = written or DEFAULT_VERSIONS[scheme]
    checked = "-" in text and scheme != "CPV"
    if checked or not _CHECKS[scheme](version, digits):
        raise ValueError(f"{_WANTED}, got {text!r}: {scheme} has no such version or code.")
    if scheme == "CPV":
        digits = digits.ljust(8, "0")
    return ProductCode(scheme, version, digits)


def _is_hs(version: str, digits: str) -> bool:
    if version not in _HS_VERSIONS or len(digits) not in (2, 4, 6) or not digits.isdigit():
        return False
    return 1 <= int(digits[:2]) <= 97 and digits[:2] != "77"


def _is_isic(version: str, digits: str) -> bool:
    if version != "4":
        return False
    if len(digits) == 1:
        return "A" <= digits <= "U"
    return digits.isdigit() and len(digits) in (2, 3, 4) and 1 <= int(digits[:2]) <= 99


def _is_cpv(version: str, digits: str) -> bool:
    return version == "2008" and digits.isdigit() and 2 <= len(digits) <= 8


_CHECKS = {"HS": _is_hs, "ISIC": _is_isic, "CPV": _is_cpv}


def trace_rungs(code: ProductCode) -> tuple[Rung, ...]:
    """Return the code and the wider ones that hold it, narrow to wide.

    Chapters and sections of the Harmonized System are the same in all its versions, headings and
    subheadings are not: where versions agree a concordance says so.
    """
    return _RUNGS[code.scheme](code)


def trace_lineage(code: ProductCode) -> tuple[tuple[str, float], ...]:
    """Return the code's node and its wider nodes, each with its level weight, narrow to wide."""
    return tuple((rung.node, rung.weight) for rung in trace_rungs(code))


def _trace_hs(code: ProductCode) -> tuple[Rung, ...]:
    digits, of = code.digits, f"HS{code.version}"
    section = next(i for i, end in enumerate(_HS_SECTION_ENDS, 1) if int(digits[:2]) <= end)
    rungs = (
        Rung(f"{of}:{digits[:6]}", 1.0, EXACT, "code") if len(digits) == 6 else None,
        Rung(f"{of}:{digits[:4]}", 0.6, CLOSE, "heading") if len(digits) >= 4 else None,
        Rung(f"HS:{digits[:2]}", 0.3, WIDE, "chapter"),
        Rung(f"HS:section {section}", 0.1, VAGUE, "section"),
    )
    return tuple(rung for rung in rungs if rung is not None)


def _trace_isic(code: ProductCode) -> tuple[Rung, ...]:
    digits, of = code.digits, f"ISIC{code.version}"
    if len(digits) == 1:
        return (Rung(f"{of}:{digits}", 0.1, VAGUE, "section"),)
    section = next(i for i, end in enumerate(_ISIC_SECTION_ENDS) if int(digits[:2]) <= end)
    rungs = (
        Rung(f"{of}:{digits[:4]}", 1.0, EXACT, "class") if len(digits) == 4 else None,
        Rung(f"{of}:{digits[:3]}", 0.6, CLOSE, "group") if len(digits) >= 3 else None,
        Rung(f"{of}:{digits[:2]}", 0.3, WIDE, "division"),
        Rung(f"{of}:{chr(ord('A') + section)}", 0.1, VAGUE, "section"),
    )
    return tuple(rung for rung in rungs if rung is not None)


# CPV's levels by the digits that are not zero: division, group, class, category, and three
# digits more, each narrower.
_CPV_LEVELS = {
    2: (0.1, VAGUE, "division"),
    3: (0.3, WIDE, "group"),
    4: (0.5, WIDE, "class"),
    5: (0.6, CLOSE, "category"),
    6: (0.8, CLOSE, "code"),
    7: (0.9, CLOSE, "code"),
    8: (1.0, EXACT, "code"),
}


def _trace_cpv(code: ProductCode) -> tuple[Rung, ...]:
    significant = max(len(code.digits.rstrip("0")), 2)
    return tuple(
        Rung(f"CPV{code.version}:{code.digits[:size].ljust(8, '0')}", *_CPV_LEVELS[size])
        for size in range(significant, 1, -1)
        if size == 2 or code.digits[size - 1] != "0"
    )


_RUNGS = {"HS": _trace_hs, "ISIC": _trace_isic, "CPV": _trace_cpv}


def write_code(node: str) -> str:
    """Return a node as people write it: ``HS 848210``, ``HS 2017 854140``, ``CPV 42122130``.

    The version is left out where it is that of a code that names none.
    """
    head, _, digits = node.partition(":")
    scheme = head.rstrip("0123456789")
    version = head.removeprefix(scheme)
    if version in ("", DEFAULT_VERSIONS[scheme]):
        return f"{scheme} {digits}"
    return f"{scheme} {version} {digits}"
