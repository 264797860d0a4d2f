"""Versions of the Harmonized System: which codes are the same in two of them.

A code is its scheme, its version and its digits: the digits alone may mean something else in
another version. Versions 2017 and 2022 are joined by the list of their codes; of the others
nothing is known but that a code, or its heading, has the same number, which is said where it is
used. A concordance of the user's goes before both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fairlead.engines.matching.codebook import Link
from fairlead.engines.matching.schemes import ProductCode, parse_code
from fairlead.folder.hs_versions import BOTH, CHANGED, find_hs_version

_NEWEST, _BEFORE = "2022", "2017"


def join_versions(
    codes: Sequence[str], concordance: Iterable[Link]
) -> tuple[dict[str, str], tuple[Link, ...]]:
    """Return the nodes of HS that are the same as those of 2022, and links by number alone.

    Of the codes given and those of the concordance; left out is what the concordance joins with
    another version itself.
    """
    concordance = tuple(concordance)
    settled = _find_settled(concordance)
    same: dict[str, str] = {}
    by_number: list[Link] = []
    older: dict[str, set[str]] = {}  # versions by a number that 2022 has not, or for other goods
    linked = (text for link in concordance for text in (link.source, link.target))
    for code in {code.node: code for code in map(parse_code, (*codes, *linked))}.values():
        if code.scheme != "HS" or code.version == _NEWEST:
            continue
        known = find_hs_version(code.digits)
        heading = find_hs_version(code.digits[:4])
        if code.version == _BEFORE and heading in (BOTH, CHANGED):
            same[_name(_BEFORE, code.digits[:4])] = _name(_NEWEST, code.digits[:4])
        if len(code.digits) < 4 or code.node in settled:
            continue
        if code.version == _BEFORE and known == BOTH:
            same[code.node] = _name(_NEWEST, code.digits)
        elif known in _list_standing(code.version) and code.node not in same:
            by_number.append(Link(code.node, _write(_NEWEST, code.digits), by_number=True))
        elif code.node not in same:
            older.setdefault(code.digits, set()).add(code.version)
    return same, (*by_number, *_join_older(older))


def _join_older(older: Mapping[str, Iterable[str]]) -> Iterator[Link]:
    """Yield links by number among versions before 2022, and of their headings with its own."""
    headings = set()
    for digits, versions in older.items():
        latest = max(versions)
        for version in versions:
            if version != latest:
                yield Link(_write(version, digits), _write(latest, digits), by_number=True)
        heading = digits[:4]
        standing = find_hs_version(heading) in _list_standing(latest)
        if latest != _BEFORE and len(digits) > 4 and standing:
            headings.add((latest, heading))
    for version, heading in sorted(headings):
        yield Link(_write(version, heading), _write(_NEWEST, heading), by_number=True)


def _list_standing(version: str) -> tuple[str, ...]:
    """Return where a number of 2022 stands if another version can mean the same by it.

    What came with 2022 may be in a later version; before it the number was another's.
    """
    return (BOTH, CHANGED, _NEWEST) if version > _NEWEST else (BOTH, CHANGED)


def _find_settled(concordance: Iterable[Link]) -> set[str]:
    """Return the codes of HS that a concordance joins with a version nearer to 2022."""
    settled: set[str] = set()
    for link in concordance:
        codes = parse_code(link.source), parse_code(link.target)
        if all(code.scheme == "HS" for code in codes) and codes[0].version != codes[1].version:
            settled.add(max(codes, key=_count_years).node)
    return settled


def _count_years(code: ProductCode) -> int:
    """Return the years between a code's version and that of 2022."""
    return abs(int(code.version) - int(_NEWEST))


def _name(version: str, digits: str) -> str:
    return ProductCode("HS", version, digits).node


def _write(version: str, digits: str) -> str:
    return f"HS{version}:{digits}"
