"""The sources whose files are known by their columns, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from fairlead.engines.dependency.readers.value_names import drop_accents, read_value_name

Kind = Literal["table", "baci", "comtrade", "wits", "eurostat", "atlas"]
KINDS: tuple[Kind, ...] = get_args(Kind)

THOUSAND = 1000
# What a breakdown's column says in rows that are not broken down.
_ALL = frozenset({"0", "", "-1", "w00", "world", "all", "total", "c00", "total cpc", "total mot"})
_ALL |= {"all customs procedure codes", "total modes of transport", "all modes of transport"}
_ALL |= {"total customs procedure codes", "n/a", "na", "0.0", "-1.0"}


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: ``columns`` are the names a role goes by, the best first.

    A file is of this layout when it has a column of each set of ``marks``. Names are compared
    without case, blanks and punctuation. ``required`` roles have to be there. ``adds_up`` says
    that repeated rows are parts of one figure; otherwise they are revisions of it. ``reports``:
    rows are what a reporter says of a partner, in both directions. ``named_values``: a column whose
    name says that it holds values is read where none of those listed is there.
    """

    kind: Kind
    name: str
    columns: Mapping[str, tuple[str, ...]]
    marks: tuple[frozenset[str], ...] = ()
    required: tuple[str, ...] = ("exporter", "importer", "product", "year", "value")
    breakdowns: tuple[tuple[str, ...], ...] = ()
    totals: frozenset[str] = _ALL
    imports: frozenset[str] = frozenset()
    exports: frozenset[str] = frozenset()
    unit: int = 1
    currency: str = "dollar"
    adds_up: bool = False
    by_iso_only: bool = False
    named_values: bool = False
    reports: bool = False
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_COMTRADE_COLUMNS = {
    "importer": (
        *("reportercode", "rtcode", "reporteriso", "rt3iso", "reporterdesc", "rttitle"),
        *("reporter", "reportername"),
    ),
    "exporter": (
        *("partnercode", "ptcode", "partneriso", "pt3iso", "partnerdesc", "pttitle"),
        *("partner", "partnername"),
    ),
    "product": ("cmdcode", "commoditycode"),
    "year": ("period", "refyear", "year", "yr", "refperiodid"),
    "month": ("refmonth",),
    "frequency": ("freqcode",),
    "value": (
        *("primaryvalue", "tradevalueus", "tradevalueusd", "tradevalue", "cifvalue"),
        *("tradevalue1000usd", "tradevaluein1000usd"),
    ),
    "flow": ("flowcode", "flowdesc", "tradeflow", "rgdesc", "tradeflowcode", "rgcode", "flow"),
    "version": ("classificationcode", "classification", "pfcode"),
    "type": ("typecode",),
}
_COMTRADE_BREAKDOWNS = (
    ("partner2code", "2ndpartnercode", "partner2iso", "partner2desc", "2ndpartner"),
    ("motcode", "modeoftransportcode", "motdesc", "modeoftransport"),
    ("customscode", "customsproccode", "customsdesc", "customs"),
    ("moscode",),
)
# As `read_flow_name` writes them.
_IMPORTS = frozenset(
    {
        *("m", "import", "imports", "1", "gross imp", "general imports", "gross import"),
        *("gross imports", "total imports", "импорт", "ввоз", "им", "进口", "الواردات", "واردات"),
        *("استيراد", "einfuhr", "importe", "importation", "importations", "importacion"),
        *("importaciones", "importacao", "importacoes", "importazioni"),
    }
)
_EXPORTS = frozenset(
    {
        *("x", "export", "exports", "2", "gross exp", "gross export", "gross exports"),
        *("total exports", "экспорт", "вывоз", "эк", "出口", "الصادرات", "صادرات", "تصدير"),
        *("ausfuhr", "exporte", "exportation", "exportations", "exportacion", "exportaciones"),
        *("exportacao", "exportacoes", "esportazioni"),
    }
)
_REPORTERS = frozenset(_COMTRADE_COLUMNS["importer"])
_SHOWN_REPORTS = {
    "importer": ("reporterDesc", "reporterISO", "reporterCode", "Reporter"),
    "exporter": ("partnerDesc", "partnerISO", "partnerCode", "Partner"),
    "product": ("cmdCode", "Commodity Code"),
    "year": ("refYear", "period", "Year"),
    "value": ("primaryValue", "Trade Value (US$)", "cifvalue"),
}
# Who reports, and of whom, in tables that nobody's layout is known for.
_REPORTING = frozenset(
    {
        *("reporter", "reportercode", "reporteriso3", "reporteriso", "reportername"),
        *("reportercountry", "reportingcountry", "reportingeconomy"),
        *(
            "отчитывающаясястрана",
            "странаотчета",
            "репортер",
            "странарепортер",
            "报告国",
            "申报国",
            "报告国家",
            "报告经济体",
        ),
        *("paysdeclarant", "paisinformante", "paisdeclarante", "berichtsland", "meldeland"),
        *("الدولةالمبلغة", "البلدالمبلغ"),
    }
)
_PARTNERS = frozenset(
    {
        *("partner", "partnercode", "partneriso3", "partneriso", "partnername"),
        *("partnercountry", "partnereconomy"),
        *("партнер", "странапартнер", "贸易伙伴", "贸易伙伴国", "伙伴国", "伙伴国家"),
        *("payspartenaire", "partenaire", "paissocio", "partnerland", "handelspartner"),
        *("الدولةالشريكة", "بلدالشريك", "البلدالشريك"),
    }
)
# What plain tables call the rest, in English and in languages that they are often written in.
_PLAIN = {
    "product": (
        *("product", "productcode", "hs6", "hscode", "hs", "hs4", "hs2", "hs8", "hs10"),
        *("commoditycode", "cmdcode", "cn8", "hts", "htsnumber", "htscode", "hs6code", "cn8code"),
        *("hssubheading", "tariffcode", "тнвэд", "кодтнвэд", "кодтовара", "商品编码", "税则号列"),
        *("hs编码", "رمزالمنتج", "رمزالسلعة", "warennummer", "codesh", "codigosa", "ncm"),
        *("produit", "codeproduit", "codesh6", "produto", "producto", "codigoproducto"),
        *("codigodelproducto", "товар"),
    ),
    "year": (
        *("year", "period", "time", "timeperiod", "date", "год", "период", "年份", "年", "السنة"),
        *("jahr", "annee", "ano"),
    ),
    "month": ("month", "месяц", "月份", "الشهر", "monat", "mois", "mes"),
    "flow": (
        *("flow", "tradeflow", "flowcode", "flowdesc", "tradeflowname", "direction"),
        *(
            "направление",
            "направлениеторговли",
            "поток",
            "流向",
            "贸易流向",
            "贸易方向",
            "进出口",
            "flujo",
        ),
        *("flux", "sens", "verkehrsrichtung", "richtung", "الاتجاه", "التدفق"),
        *("flowname", "flowtype", "importexport"),
    ),
    "measure": (
        *("unit", "units", "measure", "indicator", "variable", "unitofmeasure"),
        "valueunit",
    ),
    "currency": ("currency", "currencycode"),
    "version": ("hsversion", "hsrevision", "classificationcode", "nomenclature"),
    "type": ("type", "typecode", "tradetype"),
    "value": (
        *("valueusd", "value", "tradevalueusd", "tradevalue", "usd", "trade"),
        *("value1000usd", "valuethousandusd", "valueusdthousand", "valueusd1000"),
        *("valuein1000usd", "tradevalue1000usd", "tradevaluein1000usd", "exportvalue"),
        *("valueusdk", "valueusdthousands", "valuemnusd", "valueusdmillion"),
        *("стоимость", "стоимостьusd", "金额美元", "金额", "القيمة", "القيمةبالدولار"),
        *("valeur", "valeurusd", "valor", "valorusd", "wert", "wertusd"),
    ),
}

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        kind="baci",
        name="a table of CEPII's BACI",
        marks=(frozenset("t"), frozenset("i"), frozenset("j"), frozenset("k"), frozenset("v")),
        columns={
            "exporter": ("i",),
            "importer": ("j",),
            "product": ("k",),
            "year": ("t",),
            "value": ("v",),
        },
        unit=THOUSAND,
    ),
    Layout(
        kind="wits",
        name="a download of the World Bank's WITS",
        marks=(
            frozenset({"reporteriso3", "reportername", "reporter"}),
            frozenset({"productcode"}),
            frozenset({"tradevaluein1000usd", "tradevalue1000usd", "tradeflowname"}),
        ),
        columns={
            "importer": ("reporteriso3", "reportername", "reporter"),
            "exporter": ("partneriso3", "partnername", "partner"),
            "product": ("productcode",),
            "year": ("year", "period"),
            "value": ("tradevaluein1000usd", "tradevalue1000usd", "tradevalueusd", "tradevalue"),
            "flow": ("tradeflowname", "tradeflow", "tradeflowcode"),
            "version": ("nomenclature", "nomencode"),
        },
        imports=_IMPORTS | {"5"},
        exports=_EXPORTS | {"6"},
        named_values=True,
    ),
    Layout(
        kind="eurostat",
        name="a file of Eurostat's Comext",
        marks=(
            frozenset({"declarant", "declarantiso", "reporter"}),
            frozenset({"productnc", "productcn8", "product"}),
            frozenset({"valueineuros", "valueeur", "obsvalue"}),
        ),
        columns={
            "importer": ("declarantiso", "reporter", "declarant"),
            "exporter": ("partneriso", "partner"),
            "product": ("productnc", "productcn8", "product"),
            "year": ("timeperiod", "period", "time", "year"),
            "value": ("valueineuros", "valueeur", "obsvalue"),
            "flow": ("flow",),
            "measure": ("indicators", "indicator", "indic"),
        },
        breakdowns=(("tradetype",), ("statregime", "statprocedure")),
        totals=_ALL | {"4"},
        imports=_IMPORTS,
        exports=_EXPORTS,
        currency="euro",
        by_iso_only=True,
    ),
    Layout(
        kind="atlas",
        name="a file of the Atlas of Economic Complexity",
        marks=(frozenset({"exportvalue"}), frozenset({"importvalue"})),
        columns={
            "location": ("countryiso3code", "locationcode", "countrycode", "exporter"),
            "partner": ("partneriso3code", "partnercode", "importer"),
            "product": (
                *("producths22code", "producths17code", "producths12code", "producths07code"),
                *("producths02code", "producths96code", "producths92code", "hsproductcode"),
                *("productcode",),
            ),
            "year": ("year",),
            "exports": ("exportvalue",),
            "imports": ("importvalue",),
        },
        required=("location", "product", "year", "exports"),
    ),
    Layout(
        kind="comtrade",
        name="a UN Comtrade file",
        marks=(_REPORTERS, frozenset({"cmdcode", "commoditycode"})),
        columns=_COMTRADE_COLUMNS,
        breakdowns=_COMTRADE_BREAKDOWNS,
        imports=_IMPORTS,
        exports=_EXPORTS,
        shown=_SHOWN_REPORTS,
        named_values=True,
    ),
    Layout(
        kind="table",
        name="a plain table of what reporters say of partners",
        marks=(_REPORTING, _PARTNERS),
        columns={
            "importer": tuple(sorted(_REPORTING)),
            "exporter": tuple(sorted(_PARTNERS)),
            **_PLAIN,
        },
        imports=_IMPORTS,
        exports=_EXPORTS,
        adds_up=True,
        named_values=True,
        reports=True,
        shown={
            "importer": ("reporter",),
            "exporter": ("partner",),
            "product": ("product", "product_code", "hs6"),
            "year": ("year", "period"),
            "value": ("value_usd", "value"),
        },
    ),
    Layout(
        kind="table",
        name="a plain table",
        columns={
            "exporter": (
                *("exporter", "exporteriso3", "from", "exporteriso", "exportercode"),
                *("exportername", "origin", "origincountry", "supplier", "countryoforigin"),
                *("экспортер", "странаэкспортер", "странапроисхождения", "出口国", "原产国"),
                *("المصدر", "بلدالمنشأ", "الدولةالمصدرة", "بلدالتصدير"),
                *("ursprungsland", "exporteur", "exportateur", "exportador"),
                *("paysexportateur", "paisexportador", "paysdorigine"),
                *("origine", "origen", "paisdeorigen"),
            ),
            "importer": (
                *("importer", "importeriso3", "to", "importeriso", "importercode"),
                *("importername", "destination", "destinationcountry"),
                *("импортер", "странаимпортер", "странаназначения", "进口国", "المستورد"),
                *("الدولةالمستوردة", "بلدالاستيراد"),
                *("bestimmungsland", "importeur", "importateur", "importador"),
                *("paysimportateur", "paisimportador", "paysdedestination"),
                *("destino", "paisdedestino"),
            ),
            **_PLAIN,
        },
        imports=_IMPORTS,
        exports=_EXPORTS,
        adds_up=True,
        named_values=True,
        shown={
            "exporter": ("exporter", "exporter_iso3", "from"),
            "importer": ("importer", "importer_iso3", "to"),
            "product": ("product", "product_code", "hs6"),
            "year": ("year", "period"),
            "value": ("value_usd", "value"),
        },
    ),
)
_ALONE = {"exporter", "product", "value"}
_LONGEST_NAME = 80


def find_layout(columns: Iterable[str]) -> Layout:
    """Return the layout that a file's columns are of; the plain table where none is."""
    there = {simplify_name(column) for column in columns}
    for layout in LAYOUTS:
        if layout.marks and all(there & mark for mark in layout.marks):
            return layout
    return LAYOUTS[-1]


def get_layout(kind: Kind) -> Layout:
    """Return the layout of a kind."""
    return next(layout for layout in reversed(LAYOUTS) if layout.kind == kind)


def simplify_name(column: str) -> str:
    """Return a column's name without case, accents, punctuation and the label of Eurostat."""
    return re.sub(r"[\W_]+", "", drop_accents(column.split(":")[0].casefold()).replace("ё", "е"))


def read_flow_name(text: str) -> str:
    """Return how a row names its direction, without case, accents and what is in brackets.

    ``Imports (CIF)`` is imports, ``1.0`` is 1.
    """
    bare = re.sub(r"\s*[(\[（].*?[)\]）]", "", text.casefold()).removesuffix(".0")
    return drop_accents(bare).strip(" .:;-_")


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row of cells is the header of a file of some layout."""
    if len(cells) < 2:
        return False
    there = {simplify_name(cell) for cell in cells if cell}
    valued = any(len(cell) < _LONGEST_NAME and read_value_name(cell) for cell in cells if cell)
    return any(_complete(layout, there, valued=valued) for layout in LAYOUTS)


def _complete(layout: Layout, there: Collection[str], *, valued: bool) -> bool:
    roles = {role for role, names in layout.columns.items() if set(names) & set(there)}
    if valued and layout.named_values:
        roles.add("value")
    if layout.kind == "table" and roles >= _ALONE:
        return True  # exports without importers, as `complexity` takes them
    return roles >= set(layout.required) and all(set(there) & mark for mark in layout.marks)


def find_unit(layout: Layout, column: str) -> int:
    """Return how many dollars one of a value's column is, by its name or its source."""
    named = read_value_name(column)
    if named is not None and named.size > 1:
        return named.size
    name = simplify_name(column)
    if "million" in name or "mnusd" in name:
        return THOUSAND * THOUSAND
    if "1000" in name or "thousand" in name or name.endswith("usdk"):
        return THOUSAND
    return layout.unit


def describe_layout(layout: Layout, columns: Iterable[str]) -> str:
    """Return in words what a file is taken for, and which dress of the source it wears."""
    there = {simplify_name(column): column for column in columns}
    if layout.kind == "comtrade":
        if "rttitle" in there or "rtcode" in there or "tradevalueus" in there:
            return f"{layout.name} (the columns it had until 2023)"
        if any("_" in there.get(name, "") for name in _REPORTERS):
            return f"{layout.name} (columns as comtradr names them)"
        if "typecode" in there or "refperiodid" in there:
            return f"{layout.name} (the columns of Comtrade Plus and its API)"
    if layout.kind == "eurostat":
        form = "SDMX-CSV" if "obsvalue" in there else "bulk file"
        return f"{layout.name} ({form})"
    return layout.name
