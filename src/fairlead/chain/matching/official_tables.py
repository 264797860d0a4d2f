"""Published correlation tables, read as they are downloaded, to links of a concordance.

A table has two columns of codes named by scheme and version, as the statistics division of the
United Nations and the World Customs Organization name them: ``From HS 2017`` and ``To HS 2012``,
``HS 2022`` and ``HS 2017``, ``2028 version`` and ``2022 version``, ``CPC21code`` and ``ISIC4code``.
CPC joins others only: two tables with the same version of it, or with versions that a table of
both joins, become links between what stands on its other sides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from fairlead.engines.matching.schemes import parse_code, trace_lineage
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.folder.sheets.read import read_sheets
from fairlead.folder.sheets.sheet import Sheet
from fairlead.folder.source import read_given

LEAST = 0.01
LINKS = pa.schema([("source", pa.string()), ("target", pa.string()), ("weight", pa.float64())])
_HEADER_ROWS = 30
_WANTED = (
    "expected two columns named by scheme and version, such as HS 2017 and HS 2012, "
    "or CPC21code and ISIC4code"
)
_ASIDE = re.compile(r"title|desc|detail|label|remark|relation|part|note|name", re.IGNORECASE)
_HS = re.compile(r"(?<![a-z])hs\W{0,3}((?:19|20)?\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\W*version|version\W*((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_CPV = re.compile(r"(?<![a-z])cpv", re.IGNORECASE)
# The provisional CPC of 1991, which tables of CPV with CPC are made for.
_PROVISIONAL = re.compile(r"(?<![a-z])cpc\W{0,3}prov", re.IGNORECASE)
_OTHERS = re.compile(r"(?<![a-z])(isic|cpc)\D{0,9}(\d(?:\.?\d)?)(?!\d)", re.IGNORECASE)
_FULL = {"HS": 6, "ISIC": 4, "CPC": 5, "CPV": 8}
"""Digits of a whole code."""
_NOTHING = {"", "-", "nil", "n/a", "na", "none", "n.a."}
_BETWEEN = re.compile(r"[;,\n+]")
_EX = re.compile(r"^\s*ex\.?\s*(?=\d)|(?<=\d)\s*\(?ex\)?\s*$", re.IGNORECASE)
_THROUGH = "CPC"
_Pairs = list[tuple[str, str, float]]
_Ends = dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Version:
    """A scheme and its version."""

    scheme: str
    version: str

    def __str__(self) -> str:
        """Return it as it is read: HS 2017."""
        return f"{self.scheme} {self.version}"


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """Pairs of codes of two versions, each once, as a file has them."""

    file: str
    sides: tuple[Version, Version]
    pairs: tuple[tuple[str, str], ...]


def read_official(path: Path) -> OfficialTable:
    """Return the pairs of a published table: CSV, text or a workbook.

    Raises InvalidInput for a file without two such columns, and with every cell that is no code.
    """
    content = read_given(path)
    found = [(sheet, *at) for sheet in read_sheets(content, path.name) if (at := _find_head(sheet))]
    if not found:
        raise report_invalid(path.name, _WANTED)
    sheet, head, columns = max(found, key=lambda one: len(one[0].rows))
    sides = tuple(_read_version(sheet.rows[head][column], path.name) for column in columns)
    problems: list[InputError] = []
    width = [_find_width(sheet, head, column) for column in columns]
    pairs: dict[tuple[str, str], None] = {}
    for row, line in zip(sheet.rows[head + 1 :], sheet.numbers[head + 1 :], strict=True):
        cells = [row[column] if column < len(row) else "" for column in columns]
        codes: list[list[str]] = []
        for side, cell, wide, column in zip(sides, cells, width, columns, strict=True):
            read = [_read_code(side, part, wide) for part in _split(cell)]
            codes.append([code for code in read if code])
            if not all(read):
                expected, field = f"expected a code of {side}", sheet.rows[head][column].strip()
                problems.append(InputError(path.name, expected, line=line, field=field, value=cell))
        pairs |= dict.fromkeys((one, other) for one in codes[0] for other in codes[1])
    if problems:
        raise InvalidInput(problems)
    if not pairs:
        raise report_invalid(path.name, "expected pairs of codes under the two columns")
    return OfficialTable(path.name, (sides[0], sides[1]), tuple(pairs))


def _find_head(sheet: Sheet) -> tuple[int, tuple[int, int]] | None:
    """Return the row that names two versions, and their columns."""
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        names: dict[Version, int] = {}
        for column, cell in enumerate(row):
            version = _find_version(cell)
            if version is not None:
                names.setdefault(version, column)
        if len(names) == 2:
            one, other = names.values()
            return number, (one, other)
    return None


def _find_version(cell: str) -> Version | None:
    """Return the scheme and version that name a column of codes."""
    if _ASIDE.search(cell) or len(cell) > 40:
        return None
    if harmonized := _HS.search(cell):
        year = harmonized[1]
        century = "" if len(year) > 2 else "19" if year[0] in "89" else "20"
        return Version("HS", century + year)
    if _PROVISIONAL.search(cell):
        return Version("CPC", "Prov")
    if _CPV.search(cell):
        return Version("CPV", "2008")
    if other := _OTHERS.search(cell):
        return Version(other[1].upper(), ".".join(other[2].replace(".", "")))
    if year_alone := _YEAR.search(cell):
        return Version("HS", year_alone[1] or year_alone[2])
    return None


def _read_version(cell: str, file: str) -> Version:
    version = _find_version(cell)
    if version is None:
        raise report_invalid(file, _WANTED)
    if version.scheme == "ISIC" and version.version != "4":
        raise report_invalid(file, "expected ISIC revision 4", field=cell.strip())
    return version


def _split(cell: str) -> list[str]:
    parts = (part.strip() for part in _BETWEEN.split(cell))
    return [part for part in parts if part.lower() not in _NOTHING]


def _strip(code: str) -> str:
    bare = _EX.sub("", code).strip().strip("'\"")
    return bare if "-" in bare else re.sub(r"[.\s]", "", bare)


def _find_width(sheet: Sheet, head: int, column: int) -> int:
    """Return how many digits the longest codes of a column have."""
    cells = (row[column] for row in sheet.rows[head + 1 :] if column < len(row))
    return max((len(_strip(part)) for cell in cells for part in _split(cell)), default=0)


def _read_code(side: Version, written: str, width: int) -> str:
    """Return a code with its scheme, nothing when it is none.

    A workbook loses the zero in front of a number: a code that is a digit shorter than the
    others of its column has it back.
    """
    digits = _strip(written)
    whole = _FULL[side.scheme]
    if digits.isdigit() and width == whole and len(digits) == whole - 1:
        digits = digits.zfill(width)
    if side.scheme == _THROUGH:
        return f"CPC{side.version}:{digits}" if re.fullmatch(r"\d{1,5}", digits) else ""
    version = "" if side.scheme == "CPV" else side.version
    code = f"{side.scheme}{version}:{digits.partition('-')[0] if not version else digits}"
    try:
        parse_code(code)
    except ValueError:
        return ""
    return code


def join_tables(tables: Sequence[OfficialTable]) -> pa.Table:
    """Return the links of tables (`LINKS`), each pair once, with how much both mean the same.

    A pair of codes with n and m partners in its table weighs 2 / (n + m): 1 where each is the
    other's only one. Joined through CPC the weights are multiplied; of several ways the best
    counts. A code beside itself is left out.
    """
    links: dict[frozenset[str], tuple[str, str, float]] = {}
    weighed = [(table, _weigh(table.pairs)) for table in tables]
    direct = [pairs for table, pairs in weighed if not _list_through(table)]
    ends = _gather_ends(weighed)
    for table in tables:
        middles = _list_through(table)
        if middles and not any(len(ends[middle]) > 1 for middle in middles):
            raise report_invalid(
                table.file,
                f"expected a second table with {middles[0]} beside it: CPC only joins two others",
            )
    for by_table in ends.values():
        direct += _join(list(by_table.values()))
    for source, target, weight in (link for pairs in direct for link in pairs):
        nodes = frozenset(trace_lineage(parse_code(code))[0][0] for code in (source, target))
        if len(nodes) == 2 and weight > links.get(nodes, ("", "", 0.0))[2]:
            links[nodes] = source, target, weight
    rows = sorted(links.values())
    return pa.table(
        [
            [source for source, _, _ in rows],
            [target for _, target, _ in rows],
            [max(LEAST, round(weight, 3)) for _, _, weight in rows],
        ],
        schema=LINKS,
    )


def _list_through(table: OfficialTable) -> list[Version]:
    return [side for side in table.sides if side.scheme == _THROUGH]


def _gather_ends(
    weighed: Sequence[tuple[OfficialTable, _Pairs]],
) -> dict[Version, dict[int, _Ends]]:
    """Return by version of CPC, and by the table it is from, what its codes lead to.

    A table of two versions of CPC carries what is known of one to the other.
    """
    ends: dict[Version, dict[int, _Ends]] = defaultdict(dict)
    bridges: list[tuple[Version, Version, _Pairs]] = []
    for place, (table, pairs) in enumerate(weighed):
        one, other = table.sides
        turned = [(b, a, weight) for a, b, weight in pairs]
        match len(_list_through(table)):
            case 1 if one.scheme == _THROUGH:
                ends[one][place] = _group(pairs)
            case 1:
                ends[other][place] = _group(turned)
            case 2:
                bridges += [(one, other, pairs), (other, one, turned)]
    for _ in bridges:  # as many steps as the longest way over them has
        for one, other, pairs in bridges:
            for place, known in list(ends[one].items()):
                if place not in ends[other]:
                    ends[other][place] = _group(
                        (b, end, weight * w)
                        for a, b, weight in pairs
                        for end, w in known.get(a, ())
                    )
    return ends


def _group(pairs: Iterable[tuple[str, str, float]]) -> _Ends:
    grouped: _Ends = defaultdict(list)
    for code, end, weight in pairs:
        grouped[code].append((end, weight))
    return grouped


def _weigh(pairs: Iterable[tuple[str, str]]) -> _Pairs:
    known = list(pairs)
    one, other = Counter(a for a, _ in known), Counter(b for _, b in known)
    return [(a, b, 2 / (one[a] + other[b])) for a, b in known]


def _join(tables: Sequence[_Ends]) -> Iterator[_Pairs]:
    """Yield the links of each two tables over the codes that both have."""
    for place, one in enumerate(tables):
        for other in tables[place + 1 :]:
            yield [
                (a, b, w * v)
                for code, ends in one.items()
                for a, w in ends
                for b, v in other.get(code, ())
            ]
