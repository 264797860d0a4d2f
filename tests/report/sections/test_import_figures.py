"""The report's pictures of imports: carried with their tables and files, nothing from elsewhere."""

from __future__ import annotations

import base64
import csv
import dataclasses
import io
import re
from pathlib import Path

import pytest
from tests.chain.trade import write_flows

from fairlead.chain.run import ChainResult, run_chain
from fairlead.folder.codes import list_economy_names
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.report.page import write_page
from fairlead.report.sections.import_figures import ImportFigures
from fairlead.report.view import View

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fair, ChainResult]:
    source = write_flows(tmp_path_factory.mktemp("flows") / "flows.parquet")
    fair = dataclasses.replace(read_fair(SMALL), flows=source)
    return fair, run_chain(fair)


def files_of(html: str) -> dict[str, bytes]:
    """Return what the page lets a reader save, by name."""
    found = re.findall(r'download="([^"]+)" href="data:[^,"]+;base64,([^"]+)"', html)
    return {name: base64.b64decode(content) for name, content in found}


def test_every_picture_has_its_table_and_its_files(solved: tuple[Fair, ChainResult]) -> None:
    fair, result = solved
    html = write_page(fair, result)
    subjects = [View.of(fair, result).subject(), "BLOC"]
    files = files_of(html)
    for subject in subjects:
        for name in ("imports", "suppliers", "threshold", "space"):
            about = f"{fair.settings.code}-{subject}-{name}"
            assert files[f"{about}.png"].startswith(b"\x89PNG")
            rows = list(csv.reader(io.StringIO(files[f"{about}.csv"].decode("utf-8-sig"))))
            assert len(rows) > 3
            assert {len(row) for row in rows} == {len(rows[0])}
    assert html.count("The same as a table") == 3 * len(subjects)
    for picture in ("fl-sankey", "fl-curve", "fl-space"):
        assert html.count(f'class="{picture}"') == 2 * len(subjects)
    assert "What the members can do together" in html


def test_suppliers_are_named_in_words(solved: tuple[Fair, ChainResult]) -> None:
    html = write_page(*solved)
    bought = re.findall(r'data-label="Bought from">.*?class="beside">([^<]+)<', html)
    names = set(list_economy_names().values())
    assert bought
    assert {cell.rsplit(" ", 1)[0] for cell in bought} <= names
    hints = re.findall(r" from ([^<,]+)", " ".join(re.findall(r"<title>HS[^<]*</title>", html)))
    assert hints
    assert set(hints) <= names


def test_the_page_stays_whole_and_small(solved: tuple[Fair, ChainResult]) -> None:
    html = write_page(*solved)
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="https?:', html)
    assert len(html) < 3_000_000


def test_the_files_say_what_the_tables_of_the_run_say(solved: tuple[Fair, ChainResult]) -> None:
    fair, result = solved
    files = files_of(write_page(fair, result))
    subject = View.of(fair, result).subject()
    text = files[f"{fair.settings.code}-{subject}-suppliers.csv"].decode("utf-8-sig")
    bought: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(text)):
        code = f"HS:{row['product']}"
        bought[code] = bought.get(code, 0) + int(row["imports_usd"])
    expected = {
        row["product"]: row["imports_usd"]
        for row in result.imports.table.to_pylist()
        if row["economy"] == subject and row["critical"]
    }
    assert bought == expected


def table_under(html: str, heading: str) -> tuple[str, int]:
    """Return the note of the first heading and how many rows the table under it has."""
    found = re.search(
        rf"<h3>{heading}(.*?)</h3><table>.*?<tbody>(.*?)</tbody>", html, flags=re.DOTALL
    )
    assert found is not None
    return found[1], found[2].count("<tr>")


def test_a_table_that_is_cut_says_of_how_many_and_where_all_are(
    solved: tuple[Fair, ChainResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    fair, result = solved
    view = View.of(fair, result)
    critical = [
        row
        for row in result.imports.table.to_pylist()
        if row["economy"] == view.subject() and row["critical"]
    ]
    assert len(critical) > 1
    whole = write_page(fair, result)
    note, shown = table_under(whole, "Who could supply them")
    assert (note, shown) == ("", len(critical))
    assert "The same as a table:" not in whole
    monkeypatch.setattr("fairlead.report.sections.imports._MOST_ROWS", 1)
    monkeypatch.setattr("fairlead.report.sections.import_figures._MOST_ROWS", 1)
    monkeypatch.setattr("fairlead.report.sections.import_figures._MOST_POOLED", 1)
    html = write_page(fair, result)
    note, shown = table_under(html, "Who could supply them")
    assert shown == 1
    assert f"1 of {len(critical)}, by value; all are in critical_imports.csv" in note
    largest = max(critical, key=lambda row: row["imports_usd"])["product"]
    assert largest in html.partition("Who could supply them")[2].partition("</tbody>")[0]
    assert f"The same as a table: The first 1 of {len(critical)}; the file has all" in html
    note, shown = table_under(html, "What the members can do together")
    named = re.search(r"(\d+) nearer together", note)
    assert named is not None
    assert shown == 1
    assert f"The first 1 of {named[1]}; the file has all of them." in note
    table = files_of(html)[f"{fair.settings.code}-BLOC-together.csv"].decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(table)))) == int(named[1]) > 1


def test_without_flows_or_a_product_space_there_are_no_figures(
    solved: tuple[Fair, ChainResult],
) -> None:
    fair, result = solved
    bare = dataclasses.replace(result, imports=dataclasses.replace(result.imports, flows=None))
    assert ImportFigures(View.of(fair, bare)).of("BLR") == ""
    assert ImportFigures(View.of(fair, result)).of("XYZ") == ""
