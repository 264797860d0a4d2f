"""Files of trade statistics, whatever their source: recognised, read cell by cell, coded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault, report_fault
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.layouts import (
    Kind,
    Layout,
    describe_layout,
    is_header,
    layout_for,
    layout_of,
    match_breakdowns,
    match_columns,
    unit_of,
)
from fairlead.engines.dependency.readers.numbers import plain_numbers
from fairlead.engines.dependency.readers.options import FileChoices, Unit
from fairlead.engines.dependency.readers.periods import period_directory
from fairlead.engines.dependency.readers.products import HS_DIGITS, product_directory
from fairlead.engines.dependency.readers.reading import MOST_FAULTS, Names, add_codes
from fairlead.engines.dependency.readers.reasons import (
    GROUP,
    NO_VALUE,
    OTHER_FLOW,
    OTHER_MEASURE,
    OTHER_VERSION,
    OWN,
    SAME_REPORTER,
    SERVICES,
    TINY,
    WORLD,
)
from fairlead.engines.dependency.readers.repeats import Resolved, resolve
from fairlead.engines.dependency.readers.tabular import OpenFile, open_table

VERSIONS = {
    "H0": "HS1992",
    "H1": "HS1996",
    "H2": "HS2002",
    "H3": "HS2007",
    "H4": "HS2012",
    "H5": "HS2017",
    "H6": "HS2022",
    "H7": "HS2028",
}
_AS_REPORTED = {"HS", "H"}
_PAGE_SIZES = (500, 100_000, 250_000)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: ``rows`` (exporter, importer, product, year, value, apart, version).

    ``digits`` is how many the products have, ``classification`` the HS version that the rows of
    the file say they are of (None where it says nothing), ``notes`` what a reader of any figure
    must know of how the file was read. Economies in notes stand as ``{economy:CODE}``.
    ``months``: year and month (or quarter) where years were put together of those.
    ``own_exports`` (economy, product, year, usd): what the only reporter of a year says that it
    exports, None where several report or it says nothing.
    """

    rows: Table
    digits: int
    classification: str | None
    notes: tuple[str, ...]
    months: tuple[tuple[int, int], ...] = ()
    own_exports: pa.Table | None = None


def read_report(
    session: DuckSession,
    path: Path,
    *,
    names: Names,
    kind: Kind | None = None,
    version: str | None = None,
    choices: FileChoices | None = None,
    convertible: bool = False,
) -> Read:
    """Return the file's flows, one row each, with what stays apart and why.

    Of what reporters say, imports are used; exports are their mirror. ``version`` (HS2022) picks
    the rows of one HS version when the file has several; with ``convertible`` the others stay in,
    to be converted. Raises `BadFlows` with every fault of the file.
    """
    chosen = choices or FileChoices()
    opened = open_table(session, path, name="raw", fits=is_header)
    layout = layout_of(opened.columns) if kind is None else _layout_of(kind, opened.columns)
    _expect_worth(path.name, layout, chosen.unit)
    raw, value_column = _cells(session, path.name, opened, layout)
    notes = [f"taken for {describe_layout(layout, opened.columns)}, {opened.form}", *opened.notes]
    raw, dropped = _without_headers(session, raw, opened.columns)
    notes += dropped
    harmonized = version is None or version.startswith("HS")
    rows, said = _read_cells(
        session, raw, path.name, layout, opened, chosen, value_column, harmonized=harmonized
    )
    notes += said
    _refuse_broken(session, rows, path.name, layout)
    named = add_codes(session, rows, names=names, file=path.name)
    wanted, found_version, said = _pick_version(
        session, named, version, path.name, convertible=convertible
    )
    marked = session.keep("marked", _with_reasons(wanted, layout))
    _refuse_other_direction(session, marked, path.name)
    resolved = resolve(
        session, marked, level=chosen.level, adds_up=layout.adds_up, harmonized=harmonized
    )
    notes += [*said, *resolved.notes]
    if layout.kind == "comtrade":
        notes += _page_notes(session, marked)
    return Read(
        resolved.rows,
        resolved.digits,
        found_version,
        tuple(notes),
        months=resolved.months,
        own_exports=_own_exports(session, wanted, resolved, layout, harmonized=harmonized),
    )


def _layout_of(kind: Kind, columns: Sequence[str]) -> Layout:
    """Return the layout of a kind the user named; the columns' own where it is of that kind."""
    found = layout_of(columns)
    return found if found.kind == kind else layout_for(kind)


def _expect_worth(file: str, layout: Layout, unit: Unit | None) -> None:
    if layout.currency == "euro" and unit is None:
        raise report_fault(
            file,
            "expected dollars, the values are euros: say with --unit how many dollars one euro "
            "was worth, such as --unit 1.08, or by year, --unit 2022=1.05,2023=1.08",
        )


def _cells(session: DuckSession, file: str, opened: OpenFile, layout: Layout) -> tuple[Table, str]:
    """Return the cells that matter by role, and the column that the values are from."""
    candidates = match_columns(file, layout, opened.columns)
    found = _filled(session, opened.rows, candidates)
    raw = opened.rows
    if layout.kind == "atlas":
        if "partner" not in found:
            raise report_fault(
                file,
                "expected flows between economies, this table has exports without partners: it "
                "is for fairlead complexity",
            )
        return _both_directions(raw, found), found["exports"]
    dims = match_breakdowns(layout, opened.columns)
    whole = [_is_whole(raw[found[role]]) for role in ("importer", "exporter")]
    cells: dict[str, Value] = {
        "line": raw.line,
        "importer_key": _cell(raw[found["importer"]], whole=all(whole)),
        "exporter_key": _cell(raw[found["exporter"]], whole=all(whole)),
        "product_cell": _cell(raw[found["product"]], whole=_is_whole(raw[found["product"]])),
        "period_cell": _period(raw, found),
        "value_cell": raw[found["value"]],
        "pattern": _pattern(raw, dims, layout),
        "detail": _detail(raw, dims),
        "route": _route(raw, dims),
    }
    for role in ("flow", "measure", "type", "version"):
        cells[f"{role}_cell"] = (
            raw[found[role]].cast("string").strip() if role in found else ibis.null("string")
        )
    return raw.select(**cells), found["value"]


def _filled(
    session: DuckSession, rows: Table, candidates: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return one column for each role: the first that no row leaves empty, else the fullest."""
    found = {role: columns[0] for role, columns in candidates.items() if columns}
    several = {role: columns for role, columns in candidates.items() if len(columns) > 1}
    if not several:
        return found
    every = sorted({column for columns in several.values() for column in columns})
    counts = session.fetch(
        "read",
        rows.agg(
            **{
                f"filled_{at}": (rows[column].cast("string").fill_null("") != "").sum()
                for at, column in enumerate(every)
            }
        ),
    ).to_pylist()[0]
    filled = {column: int(counts[f"filled_{at}"] or 0) for at, column in enumerate(every)}
    for role, columns in several.items():
        found[role] = max(columns, key=lambda column: (filled[column], -columns.index(column)))
    return found


def _is_whole(value: Value) -> bool:
    return bool(value.type().is_integer())


def _cell(value: Value, *, whole: bool) -> Value:
    """Return a cell as it is looked up: a number, or text without blanks around."""
    return value.cast("int64") if whole else value.cast("string").strip().nullif("")


def _period(raw: Table, found: Mapping[str, str]) -> Value:
    year = raw[found["year"]]
    if "month" not in found:
        return _cell(year, whole=_is_whole(year))
    month = raw[found["month"]].cast("string").strip().fill_null("")
    return year.cast("string").strip().nullif("") + "|" + month


def _pattern(raw: Table, dims: Sequence[str], layout: Layout) -> Value:
    """Return in which ways a row is a part of another, as bits."""
    pattern = ibis.literal(0, "int64")
    for bit, column in enumerate(dims):
        text = raw[column].cast("string").strip().lower().fill_null("")
        pattern = pattern + ibis.ifelse(text.isin(sorted(layout.totals)), 0, 2**bit)
    return pattern


def _detail(raw: Table, dims: Sequence[str]) -> Value:
    detail = ibis.literal("")
    for column in dims:
        detail = detail + raw[column].cast("string").fill_null("") + "|"
    return detail


def _route(raw: Table, dims: Sequence[str]) -> Value:
    """Return the mode of transport, whose codes stand below one another: 2100 below 2000."""
    column = next((dim for dim in dims if "mot" in dim.casefold().replace("_", "")), None)
    return ibis.null("string") if column is None else raw[column].cast("string").strip()


def _both_directions(raw: Table, found: Mapping[str, str]) -> Table:
    """Return the Atlas' rows as flows: what a country sells to a partner, and buys from it.

    A flow that both countries' rows have is one and the same figure.
    """
    nothing = {
        "pattern": ibis.literal(0, "int64"),
        "detail": ibis.literal(""),
        "route": ibis.null("string"),
        **{f"{role}_cell": ibis.null("string") for role in ("flow", "measure", "type", "version")},
    }
    sides = []
    for seller, buyer, value in (
        ("location", "partner", "exports"),
        ("partner", "location", "imports"),
    ):
        if seller not in found or buyer not in found or value not in found:
            continue
        sides.append(
            raw.select(
                line=raw.line,
                importer_key=_cell(raw[found[buyer]], whole=False),
                exporter_key=_cell(raw[found[seller]], whole=False),
                product_cell=_cell(raw[found["product"]], whole=False),
                period_cell=_cell(raw[found["year"]], whole=False),
                value_cell=raw[found[value]].cast("string").fill_null("0"),
                **nothing,
            )
        )
    return sides[0].union(*sides[1:]) if len(sides) > 1 else sides[0]


def _without_headers(
    session: DuckSession, raw: Table, columns: Sequence[str]
) -> tuple[Table, list[str]]:
    """Return the rows without lines that repeat the header, as files put together have them."""
    texts = [raw[name] for name in ("product_cell", "value_cell") if raw[name].type().is_string()]
    if len(texts) < 2:
        return raw, []
    names = [column.casefold() for column in columns]
    header = ibis.and_(*(text.strip().strip().lower().isin(names) for text in texts))
    header = header.fill_null(ibis.literal(False))
    count = session.fetch("read", raw.agg(lines=header.sum()))["lines"][0].as_py()
    if not count:
        return raw, []
    return raw.filter(~header), [f"{count:,} lines repeat the header: left out"]


def _read_cells(
    session: DuckSession,
    raw: Table,
    file: str,
    layout: Layout,
    opened: OpenFile,
    chosen: FileChoices,
    value_column: str,
    *,
    harmonized: bool,
) -> tuple[Table, list[str]]:
    """Return the rows with product, digits, year, part and dollars, and what to say of them."""
    products = _directory(
        session,
        raw,
        "product_cell",
        lambda cells: product_directory(cells, harmonized=harmonized),
        name="products",
    )
    periods = _directory(session, raw, "period_cell", period_directory, name="periods")
    number, notes = plain_numbers(
        session,
        raw,
        "value_cell",
        file=file,
        decimal=chosen.decimal,
        european=opened.european,
        known=layout.kind != "table",
    )
    unit = chosen.unit or Unit(always=unit_of(layout, value_column))
    said = list(notes)
    if chosen.unit is None and unit.always == 1000:
        said.append("values are thousands of dollars, as the source writes them")
    elif chosen.unit is None and unit.always != 1:
        said.append("values are millions of dollars, by the column's name")
    numbered = raw.mutate(number=number)
    with_product = _looked_up(numbered, products, "product_cell")
    with_year = _looked_up(with_product, periods, "period_cell")
    rows = with_year.mutate(
        value=unit.times(with_year.number, with_year.year),
        is_import=_is_flow(session, raw, layout.imports, otherwise=True),
        is_export=_is_flow(session, raw, layout.exports, otherwise=False),
    )
    return rows, said


def _directory(
    session: DuckSession,
    raw: Table,
    cell: str,
    read: Callable[[Iterable[str]], pa.Table],
    *,
    name: str,
) -> Table:
    """Return how every spelling in a column is read, the column's own cells beside."""
    column = raw[cell]
    distinct = session.fetch("read", raw.select(cell=column).distinct())["cell"].drop_null()
    spelled = {str(value): value for value in distinct.to_pylist()}
    table = read(spelled)
    keys = pa.array([spelled[text] for text in table[cell].to_pylist()], distinct.type)
    place = table.schema.get_field_index(cell)
    return session.register(name, table.set_column(place, cell, keys))


def _looked_up(rows: Table, directory: Table, cell: str) -> Table:
    others = [column for column in directory.columns if column != cell]
    joined = rows.left_join(directory, cell)
    return joined.select(rows, *(directory[column] for column in others))


def _is_flow(session: DuckSession, raw: Table, words: Collection[str], *, otherwise: bool) -> Value:
    """Return whether a row is a report of the flow; ``otherwise`` where the file does not say."""
    distinct = session.fetch("read", raw.select(flow=raw.flow_cell).distinct())
    found = [text for text in distinct["flow"].to_pylist() if text is not None]
    if not words or not found:
        return ibis.literal(otherwise)
    wanted = [text for text in found if text.casefold().removesuffix(".0") in words]
    flow = ibis._.flow_cell
    return flow.isin(wanted).fill_null(ibis.literal(False)) if wanted else ibis.literal(False)


def _refuse_broken(session: DuckSession, rows: Table, file: str, layout: Layout) -> None:
    """Raise `BadFlows` for rows with missing, negative or impossible cells, line by line."""
    empty = rows.value_cell.cast("string").fill_null("").strip() == ""
    published = ~empty if layout.kind == "eurostat" else ibis.literal(True)
    checks: dict[str, tuple[Value, Value]] = {
        "exporter": (rows.exporter_key.isnull(), _said("expected an economy, the cell is empty")),
        "importer": (rows.importer_key.isnull(), _said("expected an economy, the cell is empty")),
        "product": (
            rows.product_cell.isnull() | rows.product_expected.notnull(),
            rows.product_expected.fill_null("expected a product code, the cell is empty"),
        ),
        "year": (
            rows.period_cell.isnull() | rows.year_expected.notnull(),
            rows.year_expected.fill_null("expected a year, the cell is empty"),
        ),
        "value": (
            published
            & rows.year.notnull()
            & (rows.value.isnull() | (rows.value < 0) | (rows.value > LARGEST)),
            _said("expected a value in dollars, zero or more"),
        ),
    }
    broken = rows.filter(ibis.or_(*(condition for condition, _ in checks.values())))
    if session.fetch("read", broken.agg(rows=broken.count()))["rows"][0].as_py() == 0:
        return
    flagged = broken.mutate(
        **{f"bad_{name}": condition for name, (condition, _) in checks.items()},
        **{f"said_{name}": said for name, (_, said) in checks.items()},
        shown_product=broken.product_cell.cast("string"),
        shown_year=broken.period_cell.cast("string").re_replace(r"\|.*$", ""),
        shown_value=broken.value_cell.cast("string"),
    ).order_by("line")
    columns = [f"{mark}_{name}" for mark in ("bad", "said") for name in checks]
    columns += ["line", "shown_product", "shown_year", "shown_value"]
    found = session.fetch("read", flagged.select(*columns).limit(MOST_FAULTS)).to_pylist()
    first = found[0]
    if first["bad_year"] and first["line"] <= 31:
        second = session.fetch("read", rows.agg(line=rows.line.min()))["line"][0].as_py()
        if first["line"] == second and not _has_digit(first["shown_value"]):
            raise report_fault(
                file,
                "expected data below the header, this is a second header row: keep one of them",
                line=first["line"],
            )
    raise BadFlows(
        Fault(file, row[f"said_{name}"], row["line"], name, row.get(f"shown_{name}") or "")
        for row in found
        for name in checks
        if row[f"bad_{name}"]
    )


def _said(text: str) -> Value:
    return ibis.literal(text)


def _has_digit(text: str | None) -> bool:
    return any(char.isdigit() for char in text or "")


def _pick_version(
    session: DuckSession, rows: Table, version: str | None, file: str, *, convertible: bool
) -> tuple[Table, str | None, list[str]]:
    """Return the rows of the wanted HS version, the version they are of, and what was left out.

    Raises `BadFlows` when several are mixed and none is chosen, or the file is of another one.
    """
    imports = rows.filter(rows.is_import)
    codes = session.fetch("read", imports.select(code=imports.version_cell).distinct())
    listed = sorted(code for code in codes["code"].to_pylist() if code)
    versions = {code: VERSIONS.get(code.upper(), code) for code in listed}
    told = {code: name for code, name in versions.items() if code.upper() not in _AS_REPORTED}
    chosen = [code for code, name in versions.items() if version in (code, name)]
    if convertible or len(versions) == 0:
        return rows.mutate(left_out=ibis.null("string")), _only(told), []
    if len(versions) > 1 and not chosen:
        raise report_fault(
            file,
            f"expected one HS version, the file mixes {', '.join(versions.values())}: choose one "
            "with --classification, or bring them together with --concordance",
            field="classification",
        )
    if len(versions) == 1:
        found = _only(told)
        if version not in (None, "HS", found) and found is not None:
            raise report_fault(
                file,
                f"expected {version}, its rows say {found}: leave the choice out, or give a "
                "--concordance that converts",
                field="classification",
            )
        return rows.mutate(left_out=ibis.null("string")), found, []
    other = rows.version_cell.notin(chosen).fill_null(ibis.literal(False))
    left = session.fetch("read", rows.filter(other & rows.is_import).agg(rows=ibis._.count()))[
        "rows"
    ][0].as_py()
    note = f"{left:,} rows of {', '.join(n for c, n in versions.items() if c not in chosen)} "
    note += f"left out: {version} was chosen (a --concordance at import brings them together)"
    marked = rows.mutate(left_out=ibis.ifelse(other, OTHER_VERSION, None))
    return marked, version, [note]


def _only(versions: Mapping[str, str]) -> str | None:
    return next(iter(versions.values())) if len(versions) == 1 else None


def _with_reasons(rows: Table, layout: Layout, *, by_cell: bool = False) -> Table:
    """Return the rows with why each is kept apart, null for those that are used.

    ``by_cell``: partners are told apart by how they are spelled.
    """
    measure = rows.measure_cell.upper()
    priced = measure.contains("VALUE").fill_null(ibis.literal(True))
    kind = rows.type_cell.upper().fill_null("C")
    by_cell = by_cell or layout.by_iso_only
    sign = rows.exporter_key.cast("string") if by_cell else ibis.literal("")
    return rows.select(
        "line", "exporter", "importer", "product", "digits", "full", "year", "part", "value",
        "pattern", "detail", "route",
        version=rows.version_cell,
        partner_sign=sign,
        apart=ibis.coalesce(
            ibis.ifelse(~rows.is_import, OTHER_FLOW, None),
            ibis.ifelse(~priced, OTHER_MEASURE, None),
            ibis.ifelse(kind == "S", SERVICES, None),
            rows.left_out,
            rows.product_apart,
            rows.apart_importer,
            rows.apart_exporter,
            ibis.ifelse(rows.exporter == rows.importer, OWN, None),
            ibis.ifelse(rows.value.isnull(), NO_VALUE, None),
            ibis.ifelse(rows.value == 0, TINY, None),
        ),
    )  # fmt: skip


def _refuse_other_direction(session: DuckSession, rows: Table, file: str) -> None:
    """Raise `BadFlows` for a file of exports alone: what it says would be of other flows."""
    counted = session.fetch(
        "read", rows.agg(rows=rows.count(), exports=(rows.apart == OTHER_FLOW).sum())
    ).to_pylist()[0]
    if counted["rows"] and counted["rows"] == counted["exports"]:
        raise report_fault(
            file,
            "expected reports of imports, the file has other flows only: download imports "
            "(flow M), of every reporter that matters",
        )


def _own_exports(
    session: DuckSession, rows: Table, resolved: Resolved, layout: Layout, *, harmonized: bool
) -> pa.Table | None:
    """Return what the only reporter of imports in a year says that it exports, by product.

    The row of all partners counts; where there is none, the partners' rows are added up.
    """
    reports = rows.filter(rows.is_export)
    if not layout.exports or not _has_rows(session, reports):
        return None
    good = resolved.rows.filter(resolved.rows.apart.isnull())
    alone = good.group_by("year").agg(lone=good.importer.max(), reporters=good.importer.nunique())
    years = session.fetch("read", alone.filter(alone.reporters == 1)).to_pylist()
    if not years:
        return None
    only = session.register(
        "lone_reporters",
        pa.table(
            {
                "importer": pa.array([row["lone"] for row in years], pa.int32()),
                "year": pa.array([row["year"] for row in years], pa.int64()),
            }
        ),
    )
    own = reports.inner_join(only, ["importer", "year"]).select(reports)
    world = own.apart_exporter == WORLD
    sums = []
    for name, side in (
        ("_world", own.filter(world)),
        ("_partners", own.filter(~world.fill_null(ibis.literal(False)))),
    ):
        group = side.apart_exporter == GROUP
        listed = side.filter(~group.fill_null(ibis.literal(False))).mutate(
            is_import=ibis.literal(True),
            apart_exporter=ibis.null("string"),
            exporter=ibis.literal(-1, "int32"),
        )
        marked = session.keep(f"exports{name}", _with_reasons(listed, layout, by_cell=True))
        found = resolve(
            session,
            marked,
            level=resolved.digits if harmonized else None,
            adds_up=layout.adds_up,
            harmonized=harmonized,
            name=name,
        ).rows
        used = found.filter(found.apart.isnull())
        sums.append(
            used.group_by(economy=used.importer, product=used["product"], year=used.year).agg(
                usd=used.value.sum().cast("int64")
            )
        )
    whole, parts = sums
    others = parts.anti_join(whole, ["economy", "product", "year"])
    return session.fetch("read", whole.union(others).order_by("economy", "product", "year"))


def _has_rows(session: DuckSession, rows: Table) -> bool:
    return bool(session.fetch("read", rows.limit(1)).num_rows)


def _page_notes(session: DuckSession, rows: Table) -> list[str]:
    count = session.fetch("read", rows.agg(rows=rows.count()))["rows"][0].as_py()
    if count not in _PAGE_SIZES:
        return []
    return [
        f"warning: exactly {count:,} rows, as many as Comtrade gives at once: there may be more"
    ]


def one_version(rows: Table, target: str) -> tuple[Table, Table]:
    """Return the rows already in the target version, and those to be converted to it.

    Rows of a reporter and year that is there in the target version are kept apart among the
    others. ``rows`` have a column version, as the file writes it.
    """
    spelled = [code for code, name in VERSIONS.items() if name == target] + [target]
    is_target = rows.version.isin(spelled).fill_null(ibis.literal(False))
    there = rows.filter(is_target)
    reporters = there.filter(there.apart.isnull()).select("importer", "year").distinct()
    others = rows.filter(~is_target)
    marked = others.left_join(
        reporters.mutate(also=ibis.literal(True)), ["importer", "year"]
    ).select(others, also=ibis._.also)
    doubled = marked.also.fill_null(ibis.literal(False)) & marked.apart.isnull()
    kept = marked.mutate(apart=ibis.ifelse(doubled, SAME_REPORTER, marked.apart)).drop("also")
    return there, kept


__all__ = ["HS_DIGITS", "VERSIONS", "Read", "one_version", "read_report"]
