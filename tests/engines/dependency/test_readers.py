"""Published files as they come, and as they come broken."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fairlead.engines.dependency import BadFlows, Flows, read_flows
from fairlead.engines.dependency.flows import FLOW_SCHEMA
from fairlead.engines.dependency.readers.archive import Limits, open_archive

KNOWN = {"A": 1, "B": 2, "C": 3, "1": 1, "2": 2, "3": 3}


def names(spellings: Iterable[str]) -> pa.Table:
    """Return a directory of three economies, with World and nes kept apart."""
    rows = []
    for name in spellings:
        apart = {"World": "World total", "Areas, nes": "partner not specified"}.get(name)
        code = KNOWN.get(name)
        hint = None if code or apart else f"expected an economy, not {name}"
        rows.append({"name": name, "code": code, "apart": apart, "hint": hint})
    kinds = [("name", pa.string()), ("code", pa.int32()), ("apart", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema([*kinds, ("hint", pa.string())]))


def read(path: Path) -> Flows:
    """Return the flows of a file, its kind looked up."""
    return read_flows(path, names=names)


def rows(flows: Flows) -> list[tuple[int, ...]]:
    """Return every flow: exporter, importer, product, year, value."""
    tables = [pq.read_table(part.flows) for part in flows.parts]
    for table in tables:
        assert table.schema.names == FLOW_SCHEMA.names
        assert table.schema.types == FLOW_SCHEMA.types
    return [tuple(row.values()) for table in tables for row in table.to_pylist()]


def apart(flows: Flows) -> dict[str, int]:
    """Return rows kept apart by reason."""
    found: dict[str, int] = {}
    for row in flows.apart.to_pylist():
        found[row["reason"]] = found.get(row["reason"], 0) + row["rows"]
    return found


def faults(path: Path) -> list[str]:
    """Return what reading the file complains about."""
    with pytest.raises(BadFlows) as caught:
        read(path)
    return [str(fault) for fault in caught.value.faults]


HEAD = b"exporter,importer,product,year,value_usd\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_table_reads_as_spreadsheets_write_it(
    tmp_path: Path, bom: str, separator: str, end: str
) -> None:
    lines = [
        "exporter,importer,product,year,value_usd",
        "B,A,030349,2020,60",
        "B,A,030349,2020,40",
        "World,A,030349,2020,100",
        "A,A,030349,2020,5",
        "C,A,030349,2021,0.4",
        "C,A,030349,2021,7.6",
    ]
    text = bom + end.join(lines).replace(",", separator) + end
    path = tmp_path / "flows.csv"
    path.write_bytes(text.encode())
    found = read(path)
    assert rows(found) == [(2, 1, 30349, 2020, 100), (3, 1, 30349, 2021, 8)]
    assert apart(found) == {
        "World total": 1,
        "economy with itself": 1,
        "less than half a dollar": 1,
    }
    assert found.product_code(30349) == "030349"


def test_a_plain_parquet_table_reads_with_typed_columns(tmp_path: Path) -> None:
    table = pa.table(
        {
            "exporter": ["B", "C"],
            "importer": ["A", "A"],
            "product": ["854231", "030349"],
            "year": [2020, 2020],
            "value_usd": pa.array([9_007_199_254_740_9, 1], pa.int64()),
        }
    )
    path = tmp_path / "flows.parquet"
    pq.write_table(table, path)
    assert rows(read(path)) == [
        (3, 1, 30349, 2020, 1),
        (2, 1, 854231, 2020, 9_007_199_254_740_9),
    ]


def test_every_broken_cell_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(
        "exporter,importer,product,year,value_usd\n"
        "B,A,854231,2020,60\n"
        "B,,854231,2020,60\n"
        "B,A,85x231,2020,60\n"
        "B,A,854231,20,60\n"
        "B,A,854231,2020,-1\n"
        "B,A,854231,2020,\n"
        "B,A,854231,2020,sixty\n"
    )
    said = faults(path)
    assert [line.split(":")[1] for line in said] == ["3", "4", "5", "6", "8"]
    assert "importer" in said[0]
    assert "'85x231'" in said[1]
    assert "'-1'" in said[3]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (pa.array([5, -1]), "'-1'"),
        (pa.array([5.0, 1e300]), "'1e+300'"),
        (pa.array([5, 2**64 - 1], pa.uint64()), f"'{2**64 - 1}'"),
    ],
)
def test_a_broken_value_of_a_parquet_table_is_named_by_row(
    tmp_path: Path, value: pa.Array, shown: str
) -> None:
    columns = {"exporter": ["B", "C"], "importer": ["A", "A"], "product": ["1", "1"]}
    pq.write_table(
        pa.table(columns | {"year": [2020, 2020], "value_usd": value}), tmp_path / "f.parquet"
    )
    assert faults(tmp_path / "f.parquet")[0].startswith(f"f.parquet:2: value {shown}: expected")


def test_unknown_economies_are_all_named_with_their_first_line(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    head = "exporter,importer,product,year,value_usd\n"
    path.write_text(head + "B,A,1,2020,6\nX,A,1,2020,6\nX,Y,1,2020,6\n")
    assert faults(path) == [
        "flows.csv:3: exporter 'X': expected an economy, not X",
        "flows.csv:4: importer 'Y': expected an economy, not Y",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"\xff\xfe\xfa,\xfb\n", "header"),
        (b"PAR1 but not really", "whole Parquet file"),
        (b"exporter,importer,year\nB,A,2020\n", "expected a column product"),
        (b"c,b,a\n1,2,3\n", "the columns are c, b, a"),
        (b"justoneword\n", "header"),
        (b"a,b,a\n1,2,3\n", "every column once, got a twice"),
        (HEAD + b"B,A,1,2020,5\nB,A,1\n", "flows.csv:3: expected 5 cells as in the header, got 3"),
        (HEAD + b"B,A,1,2020,1e300\n", "flows.csv:2: value '1e300': expected a value in dollars"),
        (HEAD + b"B,A,1,2020,5,6,7\n", "flows.csv:2: expected 5 cells as in the header, got more"),
        (HEAD + b'B,A,"1,2020,5\n', "flows.csv:2: expected a closing quotation mark"),
        (HEAD + b"B,A,1,2020,5\n" * 9000 + b"\xff,A,1,2020,5\n", "flows.csv:9002: exporter"),
    ],
)
def test_what_only_looks_like_a_table_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "flows.csv"
    path.write_bytes(content)
    assert message in faults(path)[0]


def test_a_parquet_file_that_claims_more_rows_than_it_can_hold_is_refused(tmp_path: Path) -> None:
    # Equal rows pack into a few kilobytes: the same lie as a claim of 1e12 rows.
    claimed = 20_000_000
    column = pa.array([0], pa.int8()).take(pa.nulls(claimed, pa.int8()).fill_null(0))
    table = pa.table({"exporter": column, "importer": column, "product": column})
    path = tmp_path / "bomb.parquet"
    pq.write_table(table, path, row_group_size=claimed, compression="zstd")
    assert path.stat().st_size * 50 < claimed
    assert f"it claims {claimed:,} rows" in faults(path)[0]


COMTRADE = "flowCode,refYear,reporterDesc,partnerDesc,cmdCode,primaryValue\n"


def test_comtrade_keeps_apart_what_is_no_economy_or_product(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(
        COMTRADE
        + "M,2020,A,B,854231,60.4\n"
        + 'M,2020,A,"Areas, nes",854231,7\n'
        + "M,2020,A,World,854231,67.4\n"
        + "M,2020,A,B,999999,9\n"
        + "M,2020,A,B,8542,60.4\n"
        + "M,2020,A,B,TOTAL,70\n"
        + "X,2020,A,B,854231,5\n"
        + "M,2020,A,A,854231,1\n"
        + "M,2020,A,C,854231,30\n"
        + "M,2020,A,C,854231,31\n"
    )
    found = read(path)
    assert rows(found) == [(2, 1, 854231, 2020, 60), (3, 1, 854231, 2020, 31)]
    assert sum(apart(found).values()) == 8
    assert apart(found)["smaller figure of a repeated row"] == 1


def test_comtrade_drops_breakdowns_of_a_row(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(
        COMTRADE.replace("\n", ",motCode,customsCode\n")
        + "M,2020,A,B,854231,60,0,C00\n"
        + "M,2020,A,B,854231,20,1000,C00\n"
        + "M,2020,A,B,854231,40,0,C01\n"
    )
    assert rows(read(path)) == [(2, 1, 854231, 2020, 60)]


def test_comtrade_with_two_hs_versions_is_refused_until_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(
        COMTRADE.replace("\n", ",classificationCode\n")
        + "M,2020,A,B,854231,60,H5\n"
        + "M,2022,A,B,854231,70,H6\n"
    )
    assert "mixes HS2017, HS2022" in faults(path)[0]
    chosen = read_flows(path, names=names, classification="HS2022")
    assert rows(chosen) == [(2, 1, 854231, 2022, 70)]


BACI = "t,i,j,k,v,q\n2020,2,1,854231,60.0004,1\n2020,3,1,030349,0.5,NA\n2020,3,3,030349,1,1\n"


def baci_zip(path: Path, text: str = BACI, *, name: str = "BACI_HS17_Y2020_V202401.csv") -> Path:
    """Write a BACI zip of one year."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        archive.writestr("country_codes_V202401.csv", "country_code\n1\n")
    return path


def test_baci_is_read_in_place_as_dollars(tmp_path: Path) -> None:
    found = read(baci_zip(tmp_path / "baci.zip"))
    assert found.classification == "HS2017"
    assert rows(found) == [(3, 1, 30349, 2020, 500), (2, 1, 854231, 2020, 60_000)]
    folder = tmp_path / "folder"
    with zipfile.ZipFile(tmp_path / "baci.zip") as archive:
        archive.extractall(folder)
    assert rows(read(folder)) == rows(found)


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip")
    path.write_bytes(path.read_bytes()[:-30])
    assert "cut short or damaged" in faults(path)[0]


def test_damage_within_a_zip_is_refused(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip")
    content = bytearray(path.read_bytes())
    place = content.index(b".csv") + 30
    content[place] ^= 0xFF
    path.write_bytes(content)
    assert "damaged" in faults(path)[0]


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip", "t,i,j,k,v,q\n" + "0" * 30_000_000)
    assert "declares 30,000" in faults(path)[0]


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip", "t,i,j,k,v,q\n" + "0" * 30_000_000)
    content = bytearray(path.read_bytes())
    size = (30_000_012).to_bytes(4, "little")
    while size in content:
        place = content.index(size)
        content[place : place + 4] = (1_000).to_bytes(4, "little")
    path.write_bytes(content)
    assert "expected" in faults(path)[0]


def test_a_zip_with_too_many_members_is_refused(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip")
    with (
        pytest.raises(BadFlows, match="at most 1 members"),
        open_archive(path, limits=Limits(members=1)),
    ):
        raise AssertionError("opened")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("t,i,j,k\n2020,2,1,854231\n", "columns t,i,j,k,v"),
        ("t,i,j,k,v,q\n2020,2,1,854231,-3,1\n", "value"),
        ("t,i,j,k,v,q\n2020,2,1,854231,1e300,1\n", "value '1e+300'"),
        ("t,i,j,k,v,q\n2021,2,1,854231,3,1\n", "year '2021': expected 2020, as the file's name"),
        ("t,i,j,k,v,q\n2020,2,x,854231,3,1\n", "columns t,i,j,k,v with numbers"),
        ("t,i,j,k,v,q\n2020,2,77,854231,3,1\n", "expected an economy, not 77"),
    ],
)
def test_broken_baci_rows_are_refused(tmp_path: Path, text: str, message: str) -> None:
    assert message in faults(baci_zip(tmp_path / "baci.zip", text))[0]


def test_baci_of_two_versions_is_refused(tmp_path: Path) -> None:
    for name in ("BACI_HS17_Y2020_V202401.csv", "BACI_HS22_Y2021_V202401.csv"):
        (tmp_path / name).write_text(BACI)
    assert "HS2017, HS2022 mixed" in faults(tmp_path)[0]


def test_baci_with_a_year_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baci.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for folder in ("a", "b"):
            archive.writestr(f"{folder}/BACI_HS17_Y2020_V202401.csv", BACI)
    assert "one file for each year, got several for 2020" in faults(path)[0]
