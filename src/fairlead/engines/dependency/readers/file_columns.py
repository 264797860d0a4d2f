"""Which columns of a file hold what its layout has, and what to do where none does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.readers.layouts import Layout, simplify_name
from fairlead.engines.dependency.readers.value_names import read_value_name

_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The partner in the tables of one country's statistics, as `simplify_name` leaves it.
_COUNTRIES = frozenset(
    {
        *("country", "countries", "countryname", "ctyname", "countrycode", "ctycode", "partner"),
        *("countryregion", "tradingpartner", "partnercountry", "partnername", "countrycodealpha"),
        *("countryalphacode", "strana", "страна", "странапартнер", "страны", "партнер", "国家"),
        *("国别", "国家地区", "贸易伙伴", "贸易伙伴名称", "الدولة", "بلدالشريك", "الدولةالشريكة"),
        *("pais", "paises", "copais", "nopais", "pays", "land", "lander", "ulke", "ulkeadi"),
        *("paese", "국가", "국가명", "国名", "国"),
    }
)
_YEARS_AND_MONTHS = ("yearmonth", "monthyear", "monthid", "数据年月", "月", "годмесяц")
_OF_OEC = re.compile(r"hs\d+id")


def match_columns(file: str, layout: Layout, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the file's columns for each role, the best first.

    Raises `BadFlows` naming every role that no column has.
    """
    spelled: dict[str, str] = {}
    for column in columns:
        spelled.setdefault(simplify_name(column), column)
    found = {
        role: tuple(spelled[name] for name in names if name in spelled)
        for role, names in layout.columns.items()
    }
    if not found["year"]:  # a column Month or YearMonth that holds 2022-01
        found["year"] = found.pop("month", ()) or tuple(
            spelled[name] for name in _YEARS_AND_MONTHS if name in spelled
        )
    if not found.get("value") and layout.named_values:
        found["value"] = choose_value_column(file, layout, columns)
    missing = [
        Fault(
            file=file,
            line=1,
            field=(shown := layout.shown.get(role, layout.columns[role]))[0],
            expected=f"expected a column {' or '.join(shown)}, "
            f"the columns are {', '.join(columns)}",
        )
        for role in layout.required
        if not found[role]
    ]
    if missing:
        country = _hint_country(file, layout, columns, found)
        if country:
            missing = [fault for fault in missing if fault.field not in ("exporter", "importer")]
        raise BadFlows([*country, *missing, *_hint_columns(file, columns)])
    if layout.reports and not found["flow"]:
        _expect_direction(file, found["value"][0])
    return found


def refuse_other_numbering(file: str, columns: Iterable[str]) -> None:
    """Raise `BadFlows` for the OEC's downloads, whose identifiers are no HS codes.

    Its HS6 ID 16854231 is the section and the code, its HS4 ID 168542 looks like six digits.
    """
    named = [column for column in columns if _OF_OEC.fullmatch(simplify_name(column))]
    if named:
        expected = (
            f"expected HS codes, {named[0]} of the OEC has the section before the code (16 and "
            "854231): make a column product of its last six, four or two digits, and columns "
            "exporter and importer of the countries' names"
        )
        raise BadFlows([Fault(file=file, line=1, field="product", expected=expected)])


def choose_value_column(file: str, layout: Layout, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the column whose name says that it holds values; of reports, those of imports.

    Raises `BadFlows` where there are several: CIF and FOB, or one for each direction.
    """
    named = {column: name for column in columns if (name := read_value_name(column))}
    if layout.reports:
        imports = [column for column, name in named.items() if name.imports and not name.exports]
        named = {column: named[column] for column in imports} or named
    if len(named) > 1:
        expected = f"expected one column of values, got {', '.join(named)}: leave out the others"
        raise BadFlows([Fault(file=file, line=1, field="value", expected=expected)])
    return tuple(named)


def _hint_country(
    file: str, layout: Layout, columns: Sequence[str], found: Mapping[str, Sequence[str]]
) -> list[Fault]:
    """Return what to do with the statistics of one country, whose tables name the partner only."""
    if layout.marks or found["importer"]:
        return []
    partner = next((column for column in columns if simplify_name(column) in _COUNTRIES), None)
    if partner is None:
        return []
    expected = (
        f"expected exporter and importer: as in the tables of one country's own statistics, "
        f"{partner} names the partner alone. Keep the rows of imports, name this column exporter, "
        "add a column importer with the country whose statistics they are, and name the others "
        "product (HS code), year and value_usd (or value_1000usd, ...)"
    )
    return [Fault(file=file, line=1, field="importer", expected=expected)]


def _hint_columns(file: str, columns: Sequence[str]) -> list[Fault]:
    """Return what to do with a table that has a column for each year."""
    yearly = [column for column in columns if _A_YEAR.search(column)]
    if not yearly:
        return []
    expected = (
        f"expected a row for each year: the years are columns here ({', '.join(yearly[:3])}), "
        "make them rows with a column year and a column value_usd"
    )
    return [Fault(file=file, line=1, expected=expected)]


def _expect_direction(file: str, value: str) -> None:
    """Raise `BadFlows` where nothing says whether what is reported are imports or exports."""
    named = read_value_name(value)
    if named is not None and named.imports and not named.exports:
        return
    if named is not None and named.exports and not named.imports:
        expected = (
            "expected reports of imports, the values are exports: name the columns exporter and "
            "importer in place of reporter and partner if those are the flows that are meant"
        )
    else:
        expected = (
            "expected a column flow that says Import or Export of each row; where all are "
            "imports, name the columns importer and exporter in place of reporter and partner"
        )
    raise BadFlows([Fault(file=file, line=1, field="flow", expected=expected)])


def match_breakdowns(layout: Layout, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that break a figure down further, one for each way."""
    spelled = {simplify_name(column): column for column in reversed(columns)}
    ways = (
        next((spelled[name] for name in names if name in spelled), None)
        for names in layout.breakdowns
    )
    return tuple(column for column in ways if column is not None)
