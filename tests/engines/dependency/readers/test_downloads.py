"""Downloads in further dresses: units in headers, notes below, months by name, old text sets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
import xlsxwriter
from tests.engines.dependency.test_readers import rows

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import BadFlows, Flows, read_flows
from fairlead.engines.dependency.readers.exports import read_exports
from fairlead.engines.dependency.readers.layouts import LAYOUTS, simplify_name
from fairlead.engines.dependency.readers.options import FileChoices, Unit

HEAD = "exporter,importer,product,year,value_usd"
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "June",
    "Jul",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "December",
)
TWO = "CHN,DEU,854231,2022,60000000\nKOR,DEU,854231,2022,40000000\n"
WHOLE = [(156, 276, 854231, 2022, 60_000_000), (410, 276, 854231, 2022, 40_000_000)]


def read(folder: Path, text: str, *, encoding: str = "utf-8", unit: str | None = None) -> Flows:
    path = folder / "flows.csv"
    path.write_bytes(text.encode(encoding))
    choices = FileChoices() if unit is None else FileChoices(unit=Unit(always=float(unit)))
    return read_flows(path, names=lookup, choices=choices)


def list_faults(folder: Path, text: str) -> str:
    with pytest.raises(BadFlows) as caught:
        read(folder, text)
    return "\n".join(map(str, caught.value.faults))


@pytest.mark.parametrize(
    "text",
    [
        "Reporter,Partner,Flow,Product Code,Year,Value (1000USD)\n"
        "Germany,China,Import,854231,2022,60000\nGermany,China,Export,854231,2022,7\n"
        'Germany,"Korea, Rep.",Imports,854231,2022,40000\n',
        "reporter,partner,HS code,year,Export value (USD),Import value (USD)\n"
        "DEU,CHN,854231,2022,1,60000000\nDEU,KOR,854231,2022,2,40000000\n",
        "exportateur;importateur;produit;année;valeur\n"
        "CHN;DEU;854231;2022;60000000\nKOR;DEU;854231;2022;40000000\n",
        "País exportador;País importador;Código del producto;Año;Valor (USD)\n"
        "CHN;DEU;854231;2022;60000000\nKOR;DEU;854231;2022;40000000\n",
        "pays exportateur;pays importateur;code produit;annee;Valeur (milliers de dollars)\n"
        "CHN;DEU;854231;2022;60000\nKOR;DEU;854231;2022;40000\n",
        "Pai\u0301s de origen;País de destino;Código SA;An\u0303o;Valor (millones de dólares)\n"
        "CHN;DEU;854231;2022;60\nKOR;DEU;854231;2022;40\n",
        "exporter;importer;product;year;Value (US$ million)\n"
        "CHN;DEU;854231;2022;60,0\nKOR;DEU;854231;2022;40,0\n",
        "exporter,importer,hts,year,Value (US$ bn)\n"
        "CHN,DEU,8542.31.00.01,2022,0.06\nKOR,DEU,8542.31.00.75,2022,0.04\n",
        "Экспортёр;Импортёр;Код ТН ВЭД;Год;Стоимость, тыс. долл. США\n"
        "Китай;Германия;854231;2022;60000\nРеспублика Корея;Германия;854231;2022;40000\n",
        "出口国,进口国,商品编码,年份,金额\n中国,德国,854231,2022,60000000\n"
        "韩国,德国,854231,2022,40000000\n",
        f"{HEAD}\nChina (CHN),DEU - Germany,[854231] Processors,2022,60000000\n"
        '"Korea, Rep. (KOR)",DEU - Germany,854231 - Processors,2022,40000000\n',
        "направление;год;код ТН ВЭД;экспортёр;импортёр;Стоимость, тыс. долл. США\n"
        "ИМ;2022;8542319010;Китай;Германия;60000\nИМ;2022;8542319010;Корея;Германия;40000\n"
        "ЭК;2022;8542319010;Китай;Германия;7\n",
        "报告国,贸易伙伴,流向,商品编码,年份,金额\n德国,中国,进口,854231,2022,60000000\n"
        "德国,韩国,进口,854231,2022,40000000\n德国,中国,出口,854231,2022,7\n",
        "Страна-репортер;Страна-партнер;Направление;Код ТН ВЭД;Год;Стоимость, тыс. долл. США\n"
        "Германия;Китай;импорт;8542319010;2022;60000\nГермания;Корея;импорт;8542319010;2022;40000\n"
        "Германия;Китай;экспорт;8542319010;2022;7\n",
        "报告国,伙伴国,贸易方向,商品编码,年份,金额（万美元）\n德国,中国,进口,85423100,2022,6000\n"
        "德国,韩国,进口,85423100,2022,4000\n德国,中国,出口,85423100,2022,7\n",
        "exporter,importer,product,year,month,value_usd\nCHN,DEU,854231,2022,1,5\n"
        "CHN,DEU,854231,2022,Total,60000000\nKOR,DEU,854231,2022,Annual,40000000\n"
        "Not elsewhere specified,DEU,854231,2022,Annual,3\n",
        f"{HEAD}\nCHN,DEU,854231,2022,60000000\n\n,,,,\nKOR,DEU,854231,2022,40000000\n",
    ],
)
def test_each_dress_gives_the_same_flows(tmp_path: Path, text: str) -> None:
    assert rows(read(tmp_path, text)) == WHOLE


def test_names_of_columns_are_spelled_as_they_are_compared() -> None:
    for layout in LAYOUTS:
        names = {name for each in layout.columns.values() for name in each}
        assert {simplify_name(name) for name in names} == names, layout.kind


@pytest.mark.parametrize(
    "notes",
    [
        "\nSource: UN Comtrade, downloaded 2024-05-01\n",
        '"Source: ITC, national statistics",,,,\n"Note: values in US dollars",,,,\n',
        "* provisional\n(1) with Hong Kong\n",
        ",,,,\nИсточник: таможня\n",
        "Total,,,,100000000\n",
    ],
)
def test_notes_below_a_table_are_left_out_and_said(tmp_path: Path, notes: str) -> None:
    found = read(tmp_path, f"{HEAD}\n{TWO}{notes}")
    assert rows(found) == WHOLE
    assert any("notes below the table" in note for note in found.notes)


@pytest.mark.parametrize("last", ["Korea", "Korea\n", "Korea, Re", "KOR,DEU,8542"])
def test_a_cut_table_is_not_taken_for_notes(tmp_path: Path, last: str) -> None:
    assert "cells as in the header" in list_faults(
        tmp_path, f"{HEAD}\nCHN,DEU,854231,2022,60000000\n{last}"
    )


def test_notes_below_and_lines_above_a_workbooks_table(tmp_path: Path) -> None:
    path = tmp_path / "flows.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Trade"])
        sheet.write_row(2, 0, ["exporter", "importer", "product", "year", "value (1000 USD)"])
        sheet.write_row(3, 0, ["CHN", "DEU", 854231, 2022, 60000])
        sheet.write_row(4, 0, ["KOR", "DEU", 854231, 2022, 40000.0])
        sheet.write_row(6, 0, ["Source: WITS"])
    assert rows(read_flows(path, names=lookup)) == WHOLE


@pytest.mark.parametrize(
    "months",
    [
        [f"{m}-2022" for m in _MONTHS],
        [f"{m:02d}/2022" for m in range(1, 13)],
        [f"2022-M{m:02d}" for m in range(1, 13)],
    ],
)
def test_months_of_one_flow_stand_beside_the_year_of_another(
    tmp_path: Path, months: list[str]
) -> None:
    monthly = "".join(f"CHN,DEU,854231,{month},5000000\n" for month in months)
    text = f"exporter,importer,product,period,value_usd\n{monthly}KOR,DEU,854231,2022,40000000\n"
    assert rows(read(tmp_path, text)) == WHOLE


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "中国,德国,854231,2022,60000000\n韩国,德国,854231,2022,1\n"),
        ("cp1251", "КНР,Германия,854231,2022,60000000\nСША,Германия,854231,2022,1\n"),
        ("cp1256", "الصين,ألمانيا,854231,2022,60000000\nكوريا الجنوبية,ألمانيا,854231,2022,1\n"),
        ("latin-1", "China,Deutschland,854231,2022,60000000\nCôte d'Ivoire,DEU,854231,2022,1\n"),
    ],
)  # fmt: skip
def test_texts_from_before_unicode_are_read(tmp_path: Path, encoding: str, text: str) -> None:
    found = rows(read(tmp_path, f"{HEAD}\n{text}", encoding=encoding))
    assert (156, 276, 854231, 2022, 60_000_000) in found
    assert len(found) == 2


def test_labels_of_eurostat_beside_codes(tmp_path: Path) -> None:
    text = (
        "freq,reporter,REPORTER,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n"
        "A,DE: Germany,x,CN: China,85423111: Processors,1: IMPORT,VALUE_IN_EUROS: Value,2022,60\n"
        "A,DE: Germany,x,CN: China,85423190: Others,1: IMPORT,VALUE_IN_EUROS: Value,2022,40\n"
        "A,DE: Germany,x,CN: China,85423190: Others,1: IMPORT,QUANTITY_IN_100KG: q,2022,7\n"
    )
    assert rows(read(tmp_path, text, unit="2")) == [(156, 276, 854231, 2022, 200)]
    assert rows(read(tmp_path, text.replace(": ", ":"), unit="2")) == [
        (156, 276, 854231, 2022, 200)
    ]


def test_a_figure_that_is_not_published_adds_nothing_to_what_is_kept_apart(tmp_path: Path) -> None:
    text = (
        "reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        "DE,CN,85423111,1,VALUE_IN_EUROS,2022,60,\nDE,JP,85423111,1,VALUE_IN_EUROS,2022,,c\n"
    )
    apart = read(tmp_path, text, unit="2").apart.to_pylist()
    assert [(row["reason"], row["usd"]) for row in apart] == [("no value published", 0)]


@pytest.mark.parametrize(
    ("name", "dollars"),
    [("金额（万美元）", 15_000), ("贸易额(亿美元)", 150_000_000), ("进口额（百万美元）", 1_500_000),
     ("القيمة (ألف دولار)", 1_500), ("Wert in Tausend US-Dollar", 1_500)],
)  # fmt: skip
def test_the_name_of_a_value_says_its_size_in_any_language(
    tmp_path: Path, name: str, dollars: int
) -> None:
    text = f"exporter,importer,product,year,{name}\nCHN,DEU,854231,2022,1.5\n"
    assert rows(read(tmp_path, text)) == [(156, 276, 854231, 2022, dollars)]


def test_a_year_may_have_its_name_beside_it(tmp_path: Path) -> None:
    text = f"{HEAD}\nCHN,DEU,854231,2022年,1\nCHN,DEU,854231,2022 г.,2\n"
    assert rows(read(tmp_path, text)) == [(156, 276, 854231, 2022, 3)]
    text = f"{HEAD}\nCHN,DEU,854231,2022年1月,1\nCHN,DEU,854231,2022年2月,2\n"
    found = read(tmp_path, text)
    assert rows(found) == [(156, 276, 854231, 2022, 3)]
    assert "(2 of 12)" in " ".join(found.notes)


def test_a_month_with_its_year_may_stand_in_a_column_of_months(tmp_path: Path) -> None:
    for name, first, second in (("month", "2022-01", "2022-02"), ("MonthId", "202201", "202202")):
        text = f"exporter,importer,product,{name},value_usd\nCHN,DEU,854231,{first},1\n"
        assert rows(read(tmp_path, f"{text}CHN,DEU,854231,{second},2\n")) == [
            (156, 276, 854231, 2022, 3)
        ]
    text = "exporter,importer,product,month,value_usd\nCHN,DEU,854231,1,1\n"
    assert "expected a year" in list_faults(tmp_path, text)


def test_sums_over_partners_are_kept_apart_in_many_languages(tmp_path: Path) -> None:
    sums = ("Subtotal", "Sub-Total", "Insgesamt", "Tous pays", "Todos los países", "小计")
    text = "".join(f"{word},DEU,854231,2022,7\n" for word in sums)
    assert rows(read(tmp_path, f"{HEAD}\n{TWO}{text}CHN,FRA,1,2022,0\n")) == WHOLE


def test_a_repeated_header_says_nothing_of_units(tmp_path: Path) -> None:
    head = f"{HEAD},UNIT_MULT,currency"
    found = read(
        tmp_path, f"{head}\nCHN,DEU,854231,2022,6,0,USD\n{head}\nKOR,DEU,854231,2022,4,0,USD\n"
    )
    assert "1 lines repeat the header: left out" in found.notes
    assert len(rows(found)) == 2


def test_rows_there_twice_are_added_up_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD}\n{TWO}{TWO}")
    assert sum(row[4] for row in rows(found)) == 2 * sum(row[4] for row in WHOLE)
    assert "warning: 2 rows repeat another's" in " ".join(found.notes)
    assert "repeat" not in " ".join(read(tmp_path, f"{HEAD}\n{TWO}").notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reporter,partner,product,year,value_usd\nDEU,CHN,854231,2022,1\n", "a column flow"),
        ("reporter,partner,product,year,Export value\nDEU,CHN,854231,2022,1\n", "are exports"),
        ("exporter,importer,product,year,Value (1000 EUR)\nCHN,DEU,1,2022,1\n", "other money"),
        ("exporter,importer,product,year,Value (%)\nCHN,GBR,854231,2022,1\n", "says shares"),
        ("exporter,importer,product,year,Value (£)\nCHN,GBR,854231,2022,1\n", "other money"),
        ("exporter,importer,product,year,Value ¥ million\nCHN,JPN,854231,2022,1\n", "other money"),
        ("exporter,importer,product,year,value (₽)\nCHN,RUS,854231,2022,1\n", "other money"),
        ("exporter,importer,product,year,value,UNIT_MULT\nCHN,DEU,854231,2022,1,3\n",
         "column UNIT_MULT says 3: say with --unit"),
        ("reporter,partner,product,year,flow,value,PowerCode\nDEU,CHN,854231,2022,Import,1,Millions\n",
         "column PowerCode says Millions"),
        ("exporter,importer,product,year,CIF value,FOB value\nCHN,DEU,854231,2022,2,1\n",
         "one column of values, got CIF value, FOB value"),
        ("exporter,importer,product,2021,2022\nCHN,DEU,854231,2,1\n", "a row for each year"),
        ("exporter,importer,product,year,month,value_usd\nCHN,DEU,854231,2022,Janvier,1\n",
         "a month from 1 to 12"),
        ("Year,Exporter,Importer,HS6 ID,HS6,Trade Value\n2022,China,Germany,16854231,Chips,1\n",
         "HS6 ID of the OEC has the section before the code"),
        ("exporter,importer,product,year,value_usd\nCHN,IND,854231,2009-10,1\n"
         "CHN,IND,854231,2010-11,1\n", "expected a calendar year"),
        ("Fluxo;Ano;Código NCM;Países;Valor US$ FOB\nImportação;2022;85423190;China;1\n",
         "Países names the partner alone"),
        ("数据年月,商品编码,贸易伙伴名称,美元\n202201,85423111,韩国,5\n",
         "贸易伙伴名称 names the partner alone"),
        ("Measures,,,\nCommodity,Country,Time,Customs Value (Gen) ($US)\n8542310001,China,2022,5\n",
         "Country names the partner alone"),
        ('\t"Imported value in 2021"\t"Imported value in 2022"\n'
         "Exporters\t2021\t2022\nChina\t6\t7\n",
         "a table of ITC's Trade Map"),
        ('S.No.,HSCode,"2021-2022",%Share,"2022-2023",%Share\n1,854231,6,1,7,2\n',
         "a row for each year"),
        (f"{HEAD}\n{TWO}importer,exporter,product,year,value_usd\nDEU,CHN,854232,2022,5\n",
         "this second header has exporter where the first has importer"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_with_what_to_do(
    tmp_path: Path, text: str, said: str
) -> None:
    assert said in list_faults(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "head", "program"),
    [
        ("x.dta", b"<stata_dta><header>", "Stata"),
        ("x.dta", b"\x72\x02\x01\x00", "Stata"),
        ("x.rds", b"X\n\x00\x00\x00\x03", "R"),
        ("x.sav", b"$FL2@(#) IBM SPSS\x00", "SPSS"),
    ],
)
def test_a_file_of_a_statistics_program_is_named(
    tmp_path: Path, name: str, head: bytes, program: str
) -> None:
    path = tmp_path / name
    path.write_bytes(head)
    with pytest.raises(BadFlows, match=f"this is a file of {program}"):
        read_flows(path, names=lookup)


def test_a_column_that_says_single_units_is_no_hindrance(tmp_path: Path) -> None:
    text = "exporter,importer,product,year,value,unit_mult,multiplier\nCHN,DEU,854231,2022,9,0,1\n"
    assert rows(read(tmp_path, text)) == [(156, 276, 854231, 2022, 9)]
    text = text.replace(",0,1", ",3,1")
    assert rows(read(tmp_path, text, unit="1000")) == [(156, 276, 854231, 2022, 9_000)]


def test_a_zip_may_hold_a_text_about_its_table(tmp_path: Path) -> None:
    path = tmp_path / "flows.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("data\\flows.csv", f"{HEAD}\n{TWO}")
        packed.writestr("data\\README.txt", "Source: the customs")
    assert rows(read_flows(path, names=lookup)) == WHOLE


def read_exporters(spellings: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    return {spelling: (spelling, None) for spelling in spellings}


def test_a_table_of_exports_wears_the_same_dresses(tmp_path: Path) -> None:
    path = tmp_path / "exports.csv"
    path.write_text(
        "Exporter;HS code;Year;Export value (1000 USD)\n"
        "CHN;8542.31 - Processors;2022;60\n;;;\nKOR;854231;2022;40\n\nSource: the customs\n"
    )
    found = read_exports(path, exporters=read_exporters).rows.to_pylist()
    assert sorted((row["exporter"], row["product"], row["value_usd"]) for row in found) == [
        ("CHN", "854231", 60_000),
        ("KOR", "854231", 40_000),
    ]
    for head, cells, said in (
        ("unit,value", "kg,6", "rows say kg"),
        ("currency,value", "EUR,6", "rows say EUR"),
        ("value,UNIT_MULT", "6,3", "column UNIT_MULT says 3"),
    ):
        path.write_text(f"exporter,product,year,{head}\nCHN,854231,2022,{cells}\n")
        with pytest.raises(BadFlows, match=said):
            read_exports(path, exporters=read_exporters)
    path.write_text("exporter,product,year,unit,value_usd\nCHN,854231,2022,kg,6\n")
    assert read_exports(path, exporters=read_exporters).rows["value_usd"].to_pylist() == [6]
    for head, said in (("value_eur", "other money"), ("CIF value,FOB value", "one column of")):
        path.write_text(
            f"exporter,product,year,{head}\nCHN,854231,2022,6{',5' * head.count(',')}\n"
        )
        with pytest.raises(BadFlows, match=said):
            read_exports(path, exporters=read_exporters)


def test_tables_of_exports_put_one_after_the_other_repeat_the_header(tmp_path: Path) -> None:
    path, head = tmp_path / "exports.csv", "exporter,product,year,unit,value_usd"
    path.write_text(f"{head}\nCHN,854231,2022,USD,6\n{head}\nKOR,854231,2022,USD,4\n,,,,\n")
    found = read_exports(path, exporters=read_exporters)
    assert sorted(found.rows["value_usd"].to_pylist()) == [4, 6]
    assert {"1 lines repeat the header: left out", "1 empty lines left out"} <= set(found.notes)
    path.write_text(
        f"{head}\nCHN,854231,2022,USD,6\nproduct,exporter,year,unit,value_usd\n"
        "854231,KOR,2022,USD,4\n"
    )
    with pytest.raises(BadFlows, match="expected the columns in one order"):
        read_exports(path, exporters=read_exporters)


def test_months_of_other_quarters_stand_beside_a_quarter(tmp_path: Path) -> None:
    months = "".join(f"CHN,DEU,854231,2022-{month:02},5\n" for month in range(3, 13))
    found = read(tmp_path, f"{HEAD}\nCHN,DEU,854231,2022Q1,15\n{months}")
    assert rows(found) == [(156, 276, 854231, 2022, 60)], "March is in the quarter"
    assert not any("incomplete" in note for note in found.notes)
    found = read(tmp_path, f"{HEAD}\nCHN,DEU,854231,2022Q1,15\nCHN,DEU,854231,2022-07,5\n")
    assert any("(4 of 12)" in note for note in found.notes)
