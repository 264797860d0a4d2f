"""`fairlead run` as a user runs it: everything written, twice the same, or nothing at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fairlead.cli.run import run
from fairlead.folder.input_errors import InvalidInput
from fairlead.report.write import check_output

SMALL = Path(__file__).parents[1] / "folder" / "small"
TABLES = {
    "critical_imports.csv",
    "suppliers.csv",
    "makers.csv",
    "groups.csv",
    "matches.csv",
    "timetable.csv",
    "unheld.csv",
    "projects.csv",
    "spending.csv",
}


def run_process(folder: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in its own process."""
    command = [sys.executable, "-m", "fairlead", "run", str(folder), "-o", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small fair with flows, a hostile name and a name from right to left."""
    copy = tmp_path_factory.mktemp("run") / "fair"
    shutil.copytree(SMALL, copy)
    settings = copy / "fair.toml"
    text = settings.read_text(encoding="utf-8")
    hostile = text.replace("River Industrial Fair", "<script>alert(1)</script> Fair")
    settings.write_text(hostile, encoding="utf-8")
    organisations = copy / "organisations.csv"
    text = organisations.read_text(encoding="utf-8")
    organisations.write_text(text.replace("Gear Works", "مصنع التروس"), encoding="utf-8")
    rows = [
        (exporter, importer, product, year, value)
        for year in (2020, 2021, 2022)
        for exporter, importer, product, value in (
            ("CHN", "BLR", "854129", 900), ("DEU", "BLR", "854129", 100),
            ("CHN", "RUS", "854129", 5000), ("DEU", "BLR", "848340", 300),
        )
    ]  # fmt: skip
    names = ["exporter", "importer", "product", "year", "value_usd"]
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), copy / "flows.parquet")
    with (copy / "fair.toml").open("a", encoding="utf-8") as file:
        file.write('\n[flows]\nsource = "flows.parquet"\nkind = "table"\n')
    return copy


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    """Return the output of one run."""
    done = run_process(folder, folder.parent / "out", "--seed", "4")
    assert done.returncode == 0, done.stderr
    assert "timetable: 6 of 6 requested meetings held" in done.stdout
    assert "\x1b" not in done.stdout, "plain lines when it is no terminal"
    return folder.parent / "out"


def test_everything_is_there(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == TABLES | {
        "agendas",
        "report.html",
        "report.ru.html",
    }
    held = (out / "timetable.csv").read_text(encoding="utf-8").splitlines()
    assert held[0].startswith("request,date,slot,start,end,place,hall,stand,table,requester")
    assert held[1].startswith("r1,2024-07-08,1,10:00,10:30,stand,1,1-A1,,v1,gear,g1")
    people = {cell for line in held[1:] for cell in (line.split(",")[9], line.split(",")[11])}
    assert {path.stem for path in (out / "agendas").iterdir()} == people
    assert "BLR,HS:854129" in (out / "critical_imports.csv").read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_bytes(folder: Path, out: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "again", seed=4)
    for name in sorted(TABLES):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name
    for path in (out / "agendas").iterdir():
        assert (tmp_path / "again" / "agendas" / path.name).read_bytes() == path.read_bytes()


class Outside(HTMLParser):
    """Collects the tags of a page, what it would fetch, and tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.fetched: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "data")]
        if tag not in ("meta", "rect", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone(out: Path) -> None:
    text = (out / "report.html").read_text(encoding="utf-8")
    page = Outside()
    page.feed(text)
    assert page.open == []
    carried = "data:"  # a file in the page itself, to be saved
    fetched = [address for address in page.fetched if not address.startswith(carried)]
    assert fetched == ["report.ru.html"], "the same page in the edition's other language"
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"@import|url\((?!\"data:font/woff2;base64,)", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "مصنع التروس" in text
    for name in ("imports", "needs", "matches", "lists", "timetable", "projects", "run"):
        assert f'<section id="{name}">' in text


def test_an_earlier_output_is_replaced(out: Path) -> None:
    check_output(out)


def test_anything_else_is_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"also holds thesis\.txt: choose another folder"):
        run(folder, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_bad_fair_writes_nothing(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "fair"
    shutil.copytree(folder, bad)
    (bad / "flows.parquet").write_bytes(b"PAR1 this is not a table")
    with pytest.raises(InvalidInput, match=r"flows\.parquet"):
        run(bad, tmp_path / "out")
    with pytest.raises(InvalidInput, match="no such folder"):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["fair"]
