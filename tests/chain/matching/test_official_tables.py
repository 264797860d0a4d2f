"""Published correlation tables as they are downloaded, in small tables of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from fairlead.chain.matching.concordance import read_concordance
from fairlead.chain.matching.official_tables import OfficialTable, join_tables, read_official
from fairlead.cli.csv_file import write_csv
from fairlead.folder.input_errors import InvalidInput


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def make_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def links(*tables: OfficialTable) -> list[tuple[str, str, float]]:
    rows = join_tables(tables).to_pylist()
    return [(row["source"], row["target"], row["weight"]) for row in rows]


def sides(table: OfficialTable) -> list[str]:
    return [str(side) for side in table.sides]


def test_a_workbook_of_two_versions_is_read_with_its_lost_noughts(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "HS2017toHS2012.xlsx",
        {
            "Read me": [["Correlation of HS 2017 and HS 2012"], ["Not for legal use"]],
            "Conversion": [["From HS 2017", "To HS 2012"], ["030211", "030211"]],
            "Correlation": [
                ["Correlation of the two versions"],
                ["HS 2017", "HS 2012", "Relationship"],
                [30211, 30211, "1:1"],
                ["851711", "851711", "1:1"],
                ["851713", "851712", "n:1"],
                ["851714", "851712", "n:1"],
                ["852491", "901380", "n:n"],
                ["852491", "853120", "n:n"],
            ],
        },
    )
    table = read_official(path)
    assert sides(table) == ["HS 2017", "HS 2012"]
    found = {(source, target): weight for source, target, weight in links(table)}
    assert found["HS2017:030211", "HS2012:030211"] == 1
    assert found["HS2017:851713", "HS2012:851712"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["HS2017:852491", "HS2012:901380"] == pytest.approx(2 / 3, abs=1e-3)
    assert len(found) == 6


def test_the_correlation_of_2028_goes_to_several_and_says_ex(tmp_path: Path) -> None:
    path = write(
        tmp_path, "correlation.csv",
        "2028 version;2022 version;Remarks\n"
        "8517.13;ex8517.13;\n8517.19;ex 8517.13;split\n3002.60;ex3002.15; ex3002.49;\n0101.21;-;\n"
        .replace("ex3002.15; ex3002.49", '"ex3002.15; ex3002.49"'),
    )  # fmt: skip
    table = read_official(path)
    assert sides(table) == ["HS 2028", "HS 2022"]
    assert links(table) == [
        ("HS2028:300260", "HS2022:300215", 0.667),
        ("HS2028:300260", "HS2022:300249", 0.667),
        ("HS2028:851713", "HS2022:851713", 0.667),
        ("HS2028:851719", "HS2022:851713", 0.667),
    ]


def test_cpc_joins_hs_and_isic(tmp_path: Path) -> None:
    one = read_official(
        write(
            tmp_path, "CPC21-HS2012.csv",
            "CPC21code,CPC21partial,HS12code,HS12partial\n"
            '"43220","1","8413.30","0"\n"43220","1","8413.50","0"\n"01110","0","1001.11","0"\n',
        )
    )  # fmt: skip
    other = read_official(
        write(
            tmp_path, "ISIC4-CPC21.txt",
            '"ISIC4code","ISIC4part","CPC21code","CPC21part"\n'
            '"2813","1","43220","0"\n"0111","0","01110","0"\n',
        )
    )  # fmt: skip
    assert sides(one) == ["CPC 2.1", "HS 2012"]
    assert sides(other) == ["ISIC 4", "CPC 2.1"]
    found = {frozenset(link[:2]): link[2] for link in links(one, other)}
    assert found == {
        frozenset({"HS2012:100111", "ISIC4:0111"}): 1,
        frozenset({"HS2012:841330", "ISIC4:2813"}): pytest.approx(2 / 3, abs=1e-3),
        frozenset({"HS2012:841350", "ISIC4:2813"}): pytest.approx(2 / 3, abs=1e-3),
    }
    with pytest.raises(InvalidInput, match="a second table with CPC 2"):
        join_tables([one])


def test_cpv_is_joined_through_cpc_and_versions_of_it(tmp_path: Path) -> None:
    cpv = read_official(
        write(
            tmp_path, "cpv.csv",
            "CPV code;Description;CPC Prov. code;CPC description\n"
            "42122130-0;Water pumps;43220;Pumps\n42123000-7;Compressors;43230;Compressors\n",
        )
    )  # fmt: skip
    bridge = read_official(write(tmp_path, "cpc.csv", "CPC Prov,CPC21code\n43220,43221\n"))
    hs = read_official(write(tmp_path, "hs.csv", "CPC21code,HS12code\n43221,8413.70\n"))
    assert sides(cpv) == ["CPV 2008", "CPC Prov"]
    assert links(cpv, bridge, hs) == [("CPV:42122130", "HS2012:841370", 1)]
    out = tmp_path / "links.csv"
    write_csv(join_tables([cpv, bridge, hs]), out)
    assert [link.source for link in read_concordance(out)] == ["CPV:42122130"]
    for alone in (cpv, bridge):
        with pytest.raises(InvalidInput, match="a second table with CPC Prov"):
            join_tables([alone])


def test_what_is_written_is_a_concordance(tmp_path: Path) -> None:
    table = read_official(
        write(tmp_path, "t.csv", "HS 2022,HS 2017\n847989,847989\n848510,847780\n854231,854231\n")
    )
    out = tmp_path / "links.csv"
    write_csv(join_tables([table]), out)
    read = {(link.source, link.target): link.weight for link in read_concordance(out)}
    assert read["HS2022:848510", "HS2017:847780"] == 1
    assert len(read) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "t.csv: expected two columns named by scheme and version"),
        ("HS 2017,HS 2012\n", "expected pairs of codes"),
        ("ISIC31code,CPC21code\n0111,01110\n", "expected ISIC revision 4"),
        ("HS 2017,HS 2012\n010121,010121\n77xx,1\n", 't.csv:3: HS 2017 "77xx": expected a code'),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_official(write(tmp_path, "t.csv", text))
    assert said in str(caught.value)
