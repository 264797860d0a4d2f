"""Cells that say that there is no value, digits of other scripts, codes made into numbers."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.engines.dependency.readers.test_downloads import (
    HEAD,
    TWO,
    WHOLE,
    list_faults,
    read,
    read_exporters,
)
from tests.engines.dependency.test_readers import rows

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import read_flows
from fairlead.engines.dependency.readers.exports import read_exports

NOT_PUBLISHED = ("", "-", "–", "..", ":", ": c", "n/a", "#N/A", "NA", "NaN", "(D)", "$ -", "н/д")
REPORT = "reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE"


@pytest.mark.parametrize("word", [*NOT_PUBLISHED, "无", "غير متوفر"])
def test_a_value_that_is_not_published_is_counted_and_is_not_zero(
    tmp_path: Path, word: str
) -> None:
    for text in (
        f"{HEAD}\n{TWO}JPN,DEU,854231,2022,{word}\n",
        f"{REPORT}\nDE,CN,854231,1,VALUE_IN_EUROS,2022,60000000\n"
        f"DE,KR,854231,1,VALUE_IN_EUROS,2022,40000000\n"
        f"DE,JP,854231,1,VALUE_IN_EUROS,2022,{word}\n",
    ):
        found = read(tmp_path, text, unit="1")
        assert rows(found) == WHOLE
        apart = [(row["reason"], row["rows"], row["usd"]) for row in found.apart.to_pylist()]
        assert apart == [("no value published", 1, 0)]
    path = tmp_path / "exports.csv"
    path.write_text(f"exporter,product,value_usd\nCHN,854231,6\nDEU,854231,{word}\n")
    exports = read_exports(path, exporters=read_exporters)
    assert exports.rows["value_usd"].to_pylist() == [6]
    assert exports.apart.to_pylist() == [{"reason": "no value published", "rows": 1, "usd": 0}]


def test_a_value_missing_from_parquet_is_not_published(tmp_path: Path) -> None:
    names = HEAD.split(",")
    values = [60e6, float("nan"), None]
    cells = [["CHN", "KOR", "JPN"], ["DEU"] * 3, ["854231"] * 3, [2022] * 3, values]
    pq.write_table(pa.table(dict(zip(names, cells, strict=True))), tmp_path / "flows.parquet")
    found = read_flows(tmp_path / "flows.parquet", names=lookup)
    assert rows(found) == WHOLE[:1]
    assert found.apart["rows"].to_pylist() == [2]


@pytest.mark.parametrize("word", ["abc", "inf", "#VALUE!", "-5", "1e300"])
def test_what_is_no_value_and_does_not_say_so_is_refused_by_cell(tmp_path: Path, word: str) -> None:
    said = list_faults(tmp_path, f"{HEAD}\n{TWO}JPN,DEU,854231,2022,{word}\n")
    assert f"flows.csv:4: value '{word}': expected a value in dollars, zero or more" in said


def test_a_file_of_which_nothing_is_published_is_refused(tmp_path: Path) -> None:
    assert "no value published (1)" in list_faults(tmp_path, f"{HEAD}\nCHN,DEU,854231,2022,n/a\n")


@pytest.mark.parametrize(
    ("code", "year", "value"),
    [
        ("８５４２３１", "２０２２", "６０，０００，０００．２"),
        ("٨٥٤٢٣١", "٢٠٢٢", "٦٠٬٠٠٠٬٠٠٠٫٢"),
        ("۸۵۴۲۳۱", "۲۰۲۲", "۶۰۰۰۰۰۰۰"),
        ("८५४२३१", "२०२२", "६,००,००,०००"),
    ],
)
def test_digits_of_every_script_are_read(tmp_path: Path, code: str, year: str, value: str) -> None:
    text = f'{HEAD}\nCHN,DEU,{code},{year},"{value}"\nKOR,DEU,854231,2022,40000000.1\n'
    assert rows(read(tmp_path, text)) == WHOLE


@pytest.mark.parametrize("code", ["8.54231E+05", '"8,54231E+05"', "8.542310E+05", "8.54231e5"])
def test_a_code_as_a_power_of_ten_with_all_digits_is_read(tmp_path: Path, code: str) -> None:
    found = read(tmp_path, f"{HEAD}\n{TWO.replace('854231', code)}")
    assert rows(found) == WHOLE
    leading = read(tmp_path, f"{HEAD}\nCHN,DEU,3.0617E+04,2022,6\n")
    assert rows(leading) == [(156, 276, 30617, 2022, 6)]


@pytest.mark.parametrize("code", ["8.5423E+05", "8.54E+05", "8.54231E+09", "9E+05"])
def test_a_code_that_lost_digits_to_a_power_of_ten_is_refused(tmp_path: Path, code: str) -> None:
    said = list_faults(tmp_path, f"{HEAD}\nCHN,DEU,{code},2022,6\n")
    assert f"product '{code}': expected a code with all its digits" in said


@pytest.mark.parametrize("date", ["2022-01-01", "2022-12-31", "01.01.2022"])
def test_one_date_alone_is_a_whole_year_with_a_warning(tmp_path: Path, date: str) -> None:
    text = f"{HEAD}\n{TWO.replace('2022', date)}"
    one = read(tmp_path, text)
    assert rows(one) == WHOLE
    assert any("taken for the whole year 2022" in note for note in one.notes)
    several = read(tmp_path, text + "CHN,DEU,854231,2021-01-01,5\n")
    assert not any("taken for the whole year" in note for note in several.notes)
