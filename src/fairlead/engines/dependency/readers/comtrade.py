"""UN Comtrade's own columns, as its downloads and API give them."""

from __future__ import annotations

from pathlib import Path

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import bad
from fairlead.engines.dependency.readers.reading import (
    AGGREGATE,
    NO_PRODUCT,
    OWN,
    TINY,
    Names,
    coded,
    dollars,
    find_columns,
    key,
    refuse_broken,
    whole,
)
from fairlead.engines.dependency.readers.tabular import Opened, open_table

WANTED = {
    "reporter": ("reporterDesc", "reporterISO", "reporterCode", "Reporter"),
    "partner": ("partnerDesc", "partnerISO", "partnerCode", "Partner"),
    "product": ("cmdCode", "Commodity Code"),
    "year": ("refYear", "period", "Year"),
    "value": ("primaryValue", "Trade Value (US$)", "cifvalue"),
}
FLOW = ("flowCode", "flowDesc", "Trade Flow")
# Rows broken down further than partner and product repeat what the total row holds.
BREAKDOWNS = {
    "partner2Code": ("0",),
    "motCode": ("0",),
    "customsCode": ("C00",),
}
VERSIONS = {
    "H0": "HS1992",
    "H1": "HS1996",
    "H2": "HS2002",
    "H3": "HS2007",
    "H4": "HS2012",
    "H5": "HS2017",
    "H6": "HS2022",
}
OTHER_FLOW = "export report or re-trade: importers' reports are used"
BREAKDOWN = "breakdown of a row that is there"
REPEATED = "earlier figure of a repeated row"
NOWHERE = "99"


def read_comtrade(
    session: DuckSession, path: Path, *, names: Names, version: str | None = None
) -> Table:
    """Return what importers report: exporter, importer, product, year, value, apart.

    Exports are their mirror. Kept apart with a reason: World and nes partners, products not
    specified (chapter 99), sums over products, breakdowns, export reports, and the earlier of
    rows that repeat reporter, partner, product and year (two releases of one figure differ by
    a percent or so: adding them would count the trade twice).

    ``version`` picks the rows of one HS version when the file has several. Raises `BadFlows` for
    a missing column, several versions without a choice, unknown economies, broken values.
    """
    opened = open_table(session, path, name="raw")
    found = find_columns(path.name, opened.columns, WANTED)
    raw = _of_version(session, opened, version, path.name)
    product_text = raw[found["product"]].cast("string").strip()
    rows = raw.select(
        line=raw.line,
        importer_key=key(raw[found["reporter"]]),
        exporter_key=key(raw[found["partner"]]),
        product_cell=product_text,
        year_cell=raw[found["year"]],
        value_cell=raw[found["value"]],
        product=ibis.ifelse(product_text.upper() == "TOTAL", 0, whole(product_text)),
        year=whole(raw[found["year"]]),
        value=dollars(raw[found["value"]]),
        side=_side(opened),
        detail=_detail(opened),
    )
    refuse_broken(session, rows, file=path.name)
    named = coded(session, rows, names=names, file=path.name)
    return _with_reasons(named).select("exporter", "importer", "product", "year", "value", "apart")


def _of_version(session: DuckSession, opened: Opened, version: str | None, file: str) -> Table:
    """Return the rows of one HS version; raises `BadFlows` when several are mixed."""
    column = _column(opened, "classificationCode")
    if column is None:
        return opened.rows
    codes = opened.rows[column].cast("string")
    found = session.fetch("read", opened.rows.select(code=codes).distinct().order_by("code"))
    versions = {code: VERSIONS.get(code, code) for code in found["code"].drop_null().to_pylist()}
    chosen = [code for code, name in versions.items() if version in (code, name)]
    if chosen:
        return opened.rows.filter(codes == chosen[0])
    if len(versions) > 1:
        raise bad(
            file,
            f"expected one HS version, the file mixes {', '.join(versions.values())}: choose one "
            "with --classification, or convert each with --concordance",
            field=column,
        )
    return opened.rows


def _side(opened: Opened) -> ibis.Value:
    column = next((name for flow in FLOW if (name := _column(opened, flow))), None)
    if column is None:
        return ibis.literal("M")
    return opened.rows[column].cast("string").strip().upper().substr(0, 6)


def _detail(opened: Opened) -> ibis.Value:
    """Return whether a row is a breakdown by second partner, transport or customs procedure."""
    found = ibis.literal(False)
    for name, total in BREAKDOWNS.items():
        column = _column(opened, name)
        if column is not None:
            found = found | opened.rows[column].cast("string").notin(list(total))
    return found


def _column(opened: Opened, name: str) -> str | None:
    return next((here for here in opened.columns if here.casefold() == name.casefold()), None)


def _with_reasons(rows: Table) -> Table:
    digits = rows.product_cell.length()
    reasons = rows.mutate(
        apart=ibis.coalesce(
            ibis.ifelse(rows.side.notin(["M", "IMPORT", "1"]), OTHER_FLOW, None),
            ibis.ifelse(rows.detail, BREAKDOWN, None),
            ibis.ifelse(digits != 6, AGGREGATE, None),
            ibis.ifelse(rows.product_cell.startswith(NOWHERE), NO_PRODUCT, None),
            rows.apart_importer,
            rows.apart_exporter,
            ibis.ifelse(rows.exporter == rows.importer, OWN, None),
            ibis.ifelse(rows.value == 0, TINY, None),
        )
    )
    same = ibis.window(
        group_by=[
            reasons.exporter_key,
            reasons.importer_key,
            reasons["product"],
            reasons.year,
            reasons.apart,
        ],
        order_by=reasons.line.desc(),
    )
    numbered = reasons.mutate(place=ibis.row_number().over(same))
    repeated = numbered.apart.isnull() & (numbered.place > 0)
    return numbered.mutate(apart=ibis.ifelse(repeated, REPEATED, numbered.apart))
