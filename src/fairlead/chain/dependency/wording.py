"""What a dependency's figures say in words: how criteria came out, what the flows rest on."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import find_economy
from fairlead.chain.flows.open import Flows, reading_notes
from fairlead.engines.dependency import (
    LEAST_COVERED,
    ONLY_INSIDE,
    OWN_EXPORTS_SAID,
    Criteria,
    DependencyResult,
    Side,
)

# HS as reported changes its meaning with these years.
_REVISIONS = (1996, 2002, 2007, 2012, 2017, 2022, 2028)
# How many members a note names.
_NAMED = 6


def describe_period(years: Sequence[int]) -> str:
    """Return ascending years in words: ``2019 to 2022`` where none is missing, else each."""
    whole = len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1))
    return f"{years[0]} to {years[-1]}" if whole else ", ".join(map(str, years))


def shorten_period(years: Sequence[int]) -> str:
    """Return ascending years without words: ``2019–2022`` where none is missing, else each."""
    whole = len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1))
    return f"{years[0]}–{years[-1]}" if whole else ", ".join(map(str, years))


def write_notes(flows: Flows, result: DependencyResult) -> list[str]:
    """Return what a reader of the result must know of the flows it rests on."""
    return [
        *reading_notes(flows.notes),
        *_write_apart_notes(flows, result),
        *_note_reporters(result),
        *_note_silent_members(result),
        *_write_year_notes(flows, result),
    ]


def _note_reporters(result: DependencyResult) -> list[str]:
    """Return on whose reports the figures rest, and in which years that is one alone."""
    (first, count), *rest = result.reporters.items()
    said = [f"{count:,} {'economy' if count == 1 else 'economies'} in {first}"]
    said += [f"{count:,} in {year}" for year, count in rest]
    notes = [f"exports and the world's figures rest on reports of imports by {', '.join(said)}"]
    reasons = result.table["reason"].unique().drop_null().to_pylist()
    replied = any(OWN_EXPORTS_SAID in reason for reason in reasons)
    alone = [year for year, count in result.reporters.items() if count == 1]
    if alone:
        who = (
            f"only {find_economy(result.lone).name} reports" if result.lone else "one alone reports"
        )
        if replied:
            known = "its exports are its own report, c2 is unknown"
        else:
            known = "what is sold to others, c2, c3 and critical are unknown then, not zero"
        notes.append(
            f"{who} imports in {describe_period(alone)}: {known}; add the files of other "
            "reporters, or leave the year out"
        )
    elif replied:
        notes.append(
            "exports are the economies' own reports where importers of the file report less than "
            f"{LEAST_COVERED * 100:.0f} % of them (reason says of which); the world's figures "
            "rest on importers' reports"
        )
    lone = pc.sum(pc.equal(result.critical["reporters"], 1)).as_py() or 0
    if lone and not alone:
        notes.append(
            f"of {lone:,} critical {result.side}s one economy alone reports the product: what is "
            "sold to others may be missing rather than nothing (reporters is 1)"
        )
    return notes


def _note_silent_members(result: DependencyResult) -> list[str]:
    """Return which members of a bloc report nothing in years in which others of it do."""
    years: dict[tuple[int, ...], list[int]] = {}
    for year, missing in result.silent.items():
        years.setdefault(missing, []).append(year)
    notes = []
    for missing, when in years.items():
        of = f"{len(result.members) - len(missing)} of the bloc's {len(result.members)} members"
        names = ", ".join(find_economy(code).name for code in missing[:_NAMED])
        if len(missing) > _NAMED:
            names += f" and {len(missing) - _NAMED} more"
        notes.append(
            f"{of} report imports in {', '.join(map(str, when))}, not {names}: imports are those "
            "of the others, exports of all; add their files, leave the year out, or name the bloc "
            "without them"
        )
    return notes


def _write_apart_notes(flows: Flows, result: DependencyResult) -> list[str]:
    """Return what was kept apart, with its share of all dollars of the chosen years."""
    chosen = pc.is_in(flows.apart["year"], pa.array(result.years, pa.int32()))
    apart = (
        flows.apart.filter(chosen).group_by("reason").aggregate([("rows", "sum"), ("usd", "sum")])
    )
    used = sum(part.usd for part in flows.parts if part.year in result.years)
    rows = sorted(apart.to_pylist(), key=lambda row: -row["usd_sum"])
    return [
        f"kept apart: {row['reason']}: {row['rows_sum']:,} rows, ${row['usd_sum'] / 1e9:,.1f} bn "
        f"({row['usd_sum'] / (used + row['usd_sum']):.1%} of the dollars with them)"
        for row in rows
    ]


def _write_year_notes(flows: Flows, result: DependencyResult) -> list[str]:
    found = [
        f"{find_economy(row['economy']).name} reported {row['years_judged']} of the "
        f"{len(result.years)} years"
        for row in (result.reported.to_pylist() if result.members else ())
        if row["years_judged"] < len(result.years)
    ]
    crossed = [year for year in _REVISIONS if result.years[0] < year <= result.years[-1]]
    if crossed and flows.classification == "HS":
        shown = " and ".join(map(str, crossed))
        found.append(
            f"product codes are HS as reported and change their meaning with {shown}: a product "
            "of one version only is judged on its own years (a concordance at import joins them)"
        )
    inside = result.table["reason"].to_pylist().count(ONLY_INSIDE[result.side])
    if inside:
        verb = "buy" if result.side == "import" else "sell"
        found.append(f"products that members {verb} only among themselves, not judged: {inside:,}")
    if len(result.years) == 1:
        found.append("one year chosen: persistence (c4) is not judged")
    found.append("re-exports are not removed: see reexport_warning")
    return found


def explain_row(row: dict[str, object], criteria: Criteria, side: Side) -> list[str]:
    """Return in words how each criterion of a named row came out."""
    own, other = ("import", "export") if side == "import" else ("export", "import")
    marks = [
        ("c1", f"HHI of its {own}s", row[f"hhi_{own}s"], criteria.concentration),
        ("c2", f"HHI of the world's {other}s", row[f"hhi_world_{other}s"],
         criteria.world_concentration),
        ("c3", f"{own}s over {other}s", row[f"{own}s_over_{other}s"], criteria.coverage),
    ]  # fmt: skip
    there = row[f"{other}s_usd"]
    sold = f"{other}s unknown" if there is None else f"{other}s ${there:,}"
    title = f" {row['title']}" if row.get("title") else ""
    lines = [f"{row['product']}{title}: {own}s ${row[f'{own}s_usd']:,}, {sold}"]
    missing = "unknown" if row[f"{own}s_usd"] else "undefined"
    for mark, what, value, limit in marks:
        shown = missing if value is None else f"{value:.4f}"
        held = {True: "above", False: "not above", None: "not judged against"}
        lines.append(f"{mark}: {what} {shown}, {held[_read_flag(row[mark])]} {limit:g}")
    needed, of = criteria.persistence
    lines.append(
        f"c4: c1 to c3 hold in {row['years_held']} of {row['years_judged']} years judged, "
        f"{needed} of {of} needed: {_choose_word(row['c4'])}"
    )
    lines.append(f"critical ({criteria.rule}): {_choose_word(row['critical'])}")
    if row["reason"]:
        lines.append(f"reason: {row['reason']}")
    if row["reexport_warning"]:
        lines.append("warning: the first partner buys much of what it sells: perhaps a re-export")
    return lines


def _read_flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _choose_word(value: object) -> str:
    return {True: "yes", False: "no", None: "undefined"}[_read_flag(value)]
