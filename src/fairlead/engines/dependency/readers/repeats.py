"""Rows that belong together: parts of a figure, months of a year, levels of codes, revisions.

Nothing is counted twice. A figure that is there whole counts; where only its parts are, they are
added up; of several whole figures for one thing the largest counts, whatever the order of lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.periods import QUARTERS, WHOLE_YEAR, count_months
from fairlead.engines.dependency.readers.products import HS_DIGITS
from fairlead.engines.dependency.readers.reasons import (
    BREAKDOWN,
    OTHER_LEVEL,
    PART_OF_YEAR,
    REPEATED,
)

NATIONAL = 1 << 16
COMPLETE = 0.95
"""A level counts as complete when it has so much of the dollars of the fullest one."""
MOST_NAMED = 12
INCOMPLETE = "warning: incomplete years, months or quarters are missing"
_FIGURE = ("exporter", "partner_sign", "importer", "product", "level", "year", "part")
_CODE_FIGURE = (*_FIGURE, "full")


@dataclass(frozen=True, slots=True)
class ResolvedFlows:
    """``rows`` (exporter, importer, product, year, value, apart, version), digits, notes.

    ``months``: year and month (or quarter) where years were put together of those.
    """

    rows: Table
    digits: int
    notes: tuple[str, ...]
    months: tuple[tuple[int, int], ...] = ()


def resolve(
    session: DuckSession,
    marked: Table,
    *,
    level: int | None,
    adds_up: bool,
    harmonized: bool,
    name: str = "",
) -> ResolvedFlows:
    """Return the rows with every figure counted once, and what was done about it.

    ``marked`` has line, exporter, importer, product (six digits or fewer as a number), digits,
    full (the code as text), year, part, value, pattern and detail (in which ways, and into what, a
    row is broken down), route, version, partner_sign, apart. ``level`` is the number of digits
    to use (None: the finest that is complete). ``adds_up``: equal rows are parts, not revisions.
    ``name`` tells the relations of one call from those of another.
    """
    found = _count_parts(session, marked)
    notes: list[str] = []
    months: tuple[tuple[int, int], ...] = ()
    rows = marked.mutate(
        level=ibis.ifelse(marked.digits > HS_DIGITS, HS_DIGITS, marked.digits)
        if harmonized
        else ibis.literal(0, "int64"),
        pattern=marked.pattern + ibis.ifelse(_is_national(marked, harmonized), NATIONAL, 0),
    )
    if harmonized and found["national"]:
        notes.append(
            f"{found['national']:,} rows have national codes of up to {found['longest']} digits: "
            "cut to six and added up"
        )
    if found["patterns"] or (harmonized and found["national"]):
        rows = session.keep(f"whole_figures{name}", _drop_breakdowns(rows))
        notes += _note_breakdowns(session, rows)
    if found["parts"]:
        rows = session.keep(f"whole_years{name}", _drop_parts_of_years(rows))
        notes += _note_months(session, rows)
        months = _list_months(session, rows)
    digits, levelled = max(found["longest"] or 1, 1), False
    if harmonized:
        picked = _pick_level(session, rows, level, name)
        rows, digits = session.keep(f"one_level{name}", picked.rows), picked.digits
        notes += picked.notes
        levelled = bool(picked.notes)
    if adds_up:
        notes += _note_alike(session, rows)
    else:
        keys = ("full",) * bool(found["national"] or levelled)
        keys += ("detail",) * bool(found["patterns"])
        rows, said = _drop_repeats(session, rows, keys, name)
        notes += said
    columns = ("exporter", "importer", "product", "year", "value", "apart", "version")
    return ResolvedFlows(rows.select(*columns), digits, tuple(notes), months)


def _count_parts(session: DuckSession, rows: Table) -> dict[str, int]:
    """Return how many used rows are parts of a figure, of a year, or have national codes."""
    good = rows.filter(rows.apart.isnull())
    counted = good.agg(
        patterns=(good.pattern > 0).sum(),
        parts=(good.part > 0).sum(),
        national=(good.digits > HS_DIGITS).sum(),
        longest=good.digits.max(),
    )
    row = session.fetch("read", counted).to_pylist()[0]
    return {name: int(count or 0) for name, count in row.items()}


def _is_national(rows: Table, harmonized: bool) -> Value:  # noqa: FBT001
    return (rows.digits > HS_DIGITS) if harmonized else ibis.literal(False)


def _set_apart(rows: Table, condition: Value, reason: str) -> Table:
    out = rows.apart.isnull() & condition.fill_null(ibis.literal(False))
    return rows.mutate(apart=ibis.ifelse(out, reason, rows.apart))


def _drop_breakdowns(rows: Table) -> Table:
    """Return the rows with parts kept apart where their whole is there.

    Of a code's rows those broken down in the fewest ways count; among ways of equal number the one
    that adds up to most. A mode of transport below another (2100 of 2000) is a part of it. Then
    national codes are parts of a row of their six digits.
    """
    above = rows.mutate(
        family=rows.route.substr(0, 1),
        is_top=rows.route.re_search(r"^\d000$") | (rows.route.length() != 4),
    )
    of_family = ibis.window(
        group_by=[above[name] for name in (*_CODE_FIGURE, "pattern", "family", "apart")]
    )
    top_there = above.is_top.fill_null(ibis.literal(True)).max().over(of_family)
    below = ~above.is_top.fill_null(ibis.literal(True)) & top_there & above.route.notnull()
    flat = _set_apart(above, below, BREAKDOWN).drop("family", "is_top")
    good = flat.filter(flat.apart.isnull())
    ways = good.group_by(*_CODE_FIGURE, "pattern").agg(usd=good.value.sum())
    bits = sum(
        (((ways.pattern / 2**bit).floor().cast("int64") % 2) for bit in range(4)),
        start=ibis.literal(0, "int64"),
    )
    ranked = ways.mutate(
        place=ibis.row_number().over(
            ibis.window(
                group_by=[ways[name] for name in _CODE_FIGURE],
                order_by=[bits, ways.usd.desc(), ways.pattern],
            )
        )
    )
    best = ranked.filter(ranked.place == 0).select(*_CODE_FIGURE, best="pattern")
    joined = flat.left_join(best, [*_CODE_FIGURE]).select(flat, best.best)
    by_code = _set_apart(joined, joined.pattern != joined.best, BREAKDOWN).drop("best")
    national = ibis.ifelse(by_code.apart.isnull(), by_code.pattern >= NATIONAL, None)
    figure = ibis.window(group_by=[by_code[name] for name in _FIGURE])
    is_whole_there = ~national.min().over(figure)
    return _set_apart(by_code, (by_code.pattern >= NATIONAL) & is_whole_there, BREAKDOWN)


def _note_breakdowns(session: DuckSession, rows: Table) -> list[str]:
    used = rows.filter(rows.apart.isnull() & (rows.pattern > 0) & (rows.pattern < NATIONAL))
    count = session.fetch("read", used.agg(rows=used.count()))["rows"][0].as_py()
    if not count:
        return []
    return [
        f"{count:,} rows are parts of a figure (by transport, customs procedure or second "
        "partner) that is not there whole: added up"
    ]


def _drop_parts_of_years(rows: Table) -> Table:
    """Return the rows with months kept apart where the flow's quarter or whole year is there.

    It is asked flow by flow: a file may have one partner by the year and another by the month,
    or the first quarter by itself and the months after it.
    """
    ranked = rows.mutate(
        quarter=ibis.cases(
            (rows.part == WHOLE_YEAR, 0),
            (rows.part < QUARTERS, ((rows.part + 2) / 3).floor().cast("int64")),
            else_=rows.part - QUARTERS,
        ),
        rank=ibis.cases((rows.part == WHOLE_YEAR, 0), (rows.part > QUARTERS, 1), else_=2),
    )
    year = [ranked[name] for name in _FIGURE if name != "part"]
    used = ibis.ifelse(ranked.apart.isnull(), ranked["rank"], None)
    is_whole = used.min().over(ibis.window(group_by=year)) == 0
    best = used.min().over(ibis.window(group_by=[*year, ranked.quarter]))
    lesser = (ranked["rank"] > best) | (is_whole & (ranked["rank"] > 0))
    return _set_apart(ranked, lesser, PART_OF_YEAR).drop("rank", "quarter")


def _note_months(session: DuckSession, rows: Table) -> list[str]:
    """Return what to say of years put together of months: how many, and which are incomplete."""
    good = rows.filter(rows.apart.isnull() & (rows.part > 0))
    parts = good.select("importer", "year", "part").distinct()
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in session.fetch("read", parts.order_by("importer", "year", "part")).to_pylist():
        found[row["importer"], row["year"]].append(row["part"])
    if not found:
        return []
    notes = [f"months or quarters added up to years: {len(found):,} years of reporters"]
    counted = [(*key, *count_months(of_year)) for key, of_year in found.items()]
    short = [one for one in counted if one[2] < one[3]]
    if short:
        named = ", ".join(
            f"{{economy:{importer}}} {year} ({parts} of {of})"
            for importer, year, parts, of in short[:MOST_NAMED]
        )
        more = f" and {len(short) - MOST_NAMED:,} more" if len(short) > MOST_NAMED else ""
        notes.append(f"{INCOMPLETE}: {named}{more}")
    return notes


def _list_months(session: DuckSession, rows: Table) -> tuple[tuple[int, int], ...]:
    used = rows.filter(rows.apart.isnull() & (rows.part > 0)).select("year", "part").distinct()
    found = session.fetch("read", used.order_by("year", "part")).to_pylist()
    return tuple((row["year"], row["part"]) for row in found)


def _pick_level(session: DuckSession, rows: Table, wanted: int | None, name: str) -> ResolvedFlows:
    """Return the rows of one level of codes: the wanted one, else the finest that is complete.

    It is judged for each importer and year: a level is complete where it has nearly all dollars
    of the fullest one. Finer codes are added up where an importer has only those.
    """
    good = rows.filter(rows.apart.isnull())
    summed = good.group_by("importer", "year", "level").agg(usd=good.value.sum())
    found = session.fetch("read", summed).to_pylist()
    levels = sorted({row["level"] for row in found})
    if not levels or (len(levels) == 1 and wanted in (None, levels[0])):
        return ResolvedFlows(rows, levels[0] if levels else HS_DIGITS, ())
    usd: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for row in found:
        usd[row["importer"], row["year"]][row["level"]] = int(row["usd"])
    level = wanted or _find_finest_complete(usd.values())
    used = {group: _choose_source_level(by_level, level) for group, by_level in usd.items()}
    if not any(used.values()):
        raise report_fault(
            "--level",
            f"expected a level of codes that the file has: {_list_levels(levels)}",
            value=str(level),
        )
    table = pa.table(
        {
            "importer": pa.array([importer for importer, _ in used], pa.int32()),
            "year": pa.array([year for _, year in used], pa.int64()),
            "source_level": pa.array(used.values(), pa.int64()),
        }
    )
    sources = session.register(f"levels{name}", table)
    joined = rows.left_join(sources, ["importer", "year"]).select(rows, sources.source_level)
    picked = _set_apart(joined, joined.level != joined.source_level.fill_null(0), OTHER_LEVEL)
    factor = _raise_ten(picked.level - level)
    cut = picked.mutate(
        product=ibis.ifelse(
            picked.apart.isnull() & (picked.level > level),
            (picked["product"] / factor).floor().cast("int64"),
            picked["product"],
        )
    )
    return ResolvedFlows(
        cut.drop("source_level"), level, (_note_level(usd, levels, level, wanted),)
    )


def _raise_ten(digits: Value) -> Value:
    return ibis.cases((digits == 2, 100), (digits == 4, 10_000), else_=1)


def _find_finest_complete(groups: Iterable[Mapping[int, int]]) -> int:
    """Return the finest level that every importer and year has, itself or by adding finer codes."""
    return min(max(_complete_levels(by_level)) for by_level in groups)


def _complete_levels(by_level: Mapping[int, int]) -> list[int]:
    fullest = max(by_level.values())
    return [level for level, usd in by_level.items() if usd >= COMPLETE * fullest]


def _choose_source_level(by_level: Mapping[int, int], level: int) -> int | None:
    """Return which codes of an importer's year are used for a level; None when it has none."""
    if level in by_level and level in _complete_levels(by_level):
        return level
    finer = [one for one in _complete_levels(by_level) if one > level]
    if finer:
        return min(finer)
    return level if level in by_level else None


def _note_level(
    usd: Mapping[tuple[int, int], Mapping[int, int]],
    levels: Sequence[int],
    level: int,
    wanted: int | None,
) -> str:
    totals = {one: sum(group.get(one, 0) for group in usd.values()) for one in levels}
    fullest = max(totals.values())
    shares = ", ".join(f"{one} digits {totals[one] / fullest:.0%}" for one in levels)
    why = "as chosen" if wanted else "the finest that is complete"
    finer = [one for one in levels if one > level]
    hint = f"; --level {finer[-1]} takes those of {finer[-1]} alone" if finer else ""
    return (
        f"product codes of several levels (of the dollars: {shares}): those of {level} digits "
        f"are used, {why}{hint}"
    )


def _note_alike(session: DuckSession, rows: Table) -> list[str]:
    """Return a warning where rows are the same to the value, as in a file joined to itself."""
    keys = (*_FIGURE, "full", "detail", "version", "value")
    good = rows.filter(rows.apart.isnull() & (rows.value > 0))
    again = good.group_by(*keys).agg(again=good.count() - 1)
    count = session.fetch("read", again.agg(rows=again.again.sum()))["rows"][0].as_py()
    if not count:
        return []
    return [
        f"warning: {count:,} rows repeat another's economies, product, period and value: added up "
        "as parts; where the file holds the same rows twice, leave them out once"
    ]


def _list_levels(levels: Sequence[int]) -> str:
    return ", ".join(map(str, levels))


def _drop_repeats(
    session: DuckSession, rows: Table, further: Sequence[str], name: str
) -> tuple[Table, list[str]]:
    """Return the rows with one figure for each thing reported, the largest, and the difference.

    ``further`` columns tell figures apart besides partner, importer, product, period and version.
    """
    keys = (*_FIGURE, "version", *further)
    good = rows.filter(rows.apart.isnull())
    by_key = good.group_by(*keys).agg(
        count=good.count(),
        most=good.value.max(),
        least=good.value.min(),
    )
    several = by_key.filter(by_key["count"] > 1)
    counted = several.agg(
        keys=several.count(),
        differing=(several.most > several.least).sum(),
        most=several.most.sum(),
        least=several.least.sum(),
    )
    row = session.fetch("read", counted).to_pylist()[0]
    if not row["keys"]:
        return rows, []
    same = ibis.window(
        group_by=[rows[name] for name in (*keys, "apart")],
        order_by=[rows.value.desc(), rows.line],
    )
    placed = rows.mutate(place=ibis.row_number().over(same))
    kept = _set_apart(placed, placed.place > 0, REPEATED).drop("place")
    differing = int(row["differing"] or 0)
    note = f"{row['keys']:,} figures are there several times"
    if differing:
        most, least = int(row["most"]), int(row["least"])
        note += (
            f", {differing:,} of them with different values: the largest counts "
            f"(${most:,} together, with the smallest it would be ${least:,})"
        )
    else:
        note += " alike: counted once"
    return session.keep(f"no_repeats{name}", kept), [note]
