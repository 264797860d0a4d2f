"""`fairlead dependencies -o page.html`: the pictures of the site on one safe page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairlead.cli.main import app
from fairlead.folder.input_errors import InvalidInput

SELLERS = {"CHN": "850760 854231", "KOR": "850760 870323", "FRA": "870323", "VNM": "090111"}
BUYERS = ("DEU", "FRA", "ITA")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Return flows in which batteries come from China alone, as all other chips do."""
    rows = ["exporter,importer,product,year,value_usd"]
    for year in (2020, 2021):
        for buyer in BUYERS:
            for seller, products in SELLERS.items():
                for place, product in enumerate(products.split()):
                    if seller != buyer:
                        value = 9_000_000 if seller == "CHN" else 40_000 + place
                        rows.append(f"{seller},{buyer},{product},{year},{value}")
    path = tmp_path / "flows.csv"
    path.write_text("\n".join([*rows, ""]))
    return path


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})
    if isinstance(result.exception, InvalidInput):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


class Tags(HTMLParser):
    """Collects what a page has and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_has_the_pictures_the_site_shows(flows: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    said = run("dependencies", flows, "--bloc", "DEU,ITA", "-o", page)
    assert "a page written to" in said
    html = page.read_text(encoding="utf-8")
    for picture in ("fl-treemap", "fl-sankey", "fl-curve", "fl-space"):
        assert len(re.findall(f'<svg class="[^"]*{picture}', html)) == 2, picture  # wide, narrow
    assert "The bloc of Germany, Italy" in html
    assert "China" in html
    assert "What the members can do together" in html
    assert "reports of imports by 3 economies in 2020, 3 in 2021" in html
    assert "HS:850760" in html
    assert "Electrical and electronic equipment" in html


@pytest.mark.parametrize(
    ("language", "batteries", "sector"),
    [
        ("ru", "Электротехника и электроника", "энергетика"),
        ("zh", "电气电子设备", "能源"),
        ("ar", "المعدات الكهربائية والإلكترونية", "الطاقة"),
    ],
)
def test_chapters_are_named_in_the_language_of_the_page(
    flows: Path, tmp_path: Path, language: str, batteries: str, sector: str
) -> None:
    page = tmp_path / "page.html"
    run("dependencies", flows, "--bloc", "DEU,ITA", "-o", page, "--language", language)
    html = page.read_text(encoding="utf-8")
    assert batteries in html
    assert sector in html
    assert "lectrical" not in html


def test_the_page_is_self_contained(flows: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("dependencies", flows, "--importer", "DEU", "--importer", "ITA", "-o", page)
    html = page.read_text(encoding="utf-8")
    tags = Tags(html).found
    assert not {"script", "iframe", "link", "object", "base"} & {tag for tag, _ in tags}
    for _, attributes in tags:
        for name in ("src", "href"):
            address = attributes.get(name)
            assert address is None or address.startswith(("data:text/csv", "data:image/png", "#"))
        assert not [name for name in attributes if name.startswith("on")]
    assert html.count("<section") == 3  # two subjects, and what the figures rest on


def test_words_of_files_do_not_become_markup(flows: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.csv"
    titles.write_text('code,title\n850760,"<img src=x onerror=alert(1)>"\n')
    page = tmp_path / "page.html"
    run("dependencies", flows, "--importer", "DEU", "--titles", titles, "-o", page)
    html = page.read_text(encoding="utf-8")
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_flows_without_a_product_space_get_a_page_without_a_map(tmp_path: Path) -> None:
    flows, page = tmp_path / "flows.csv", tmp_path / "page.html"
    flows.write_text("exporter,importer,product,year,value_usd\nDEU,FRA,870323,2020,100\n")
    said = json.loads(run("dependencies", flows, "--importer", "FRA", "-o", page, "--json"))
    assert (said["critical"], said["unknown"]) == (0, 1)
    html = page.read_text(encoding="utf-8")
    assert "No map of products" in html
    assert "Of 1 product it is unknown." in html
    assert "fl-treemap" in html


@pytest.mark.parametrize(
    ("language", "tag", "title", "sector"),
    [
        ("ru", '<html lang="ru" dir="ltr">', "Критический импорт: Германия", "энергетика"),
        ("zh", '<html lang="zh-hans" dir="ltr">', "关键进口：德国", "能源"),
        ("ar", '<html lang="ar" dir="rtl">', "الواردات الحرجة: ألمانيا", "الطاقة"),
    ],
)
def test_the_page_speaks_a_language(
    flows: Path, tmp_path: Path, language: str, tag: str, title: str, sector: str
) -> None:
    page = tmp_path / "page.html"
    run("dependencies", flows, "--importer", "DEU", "-o", page, "--language", language)
    html = page.read_text(encoding="utf-8")
    assert tag in html
    assert f"<title>{title}</title>" in html
    assert f">{sector}<" in html, "the strategic sector of batteries"
    assert '<ul lang="en" dir="ltr">' in html, "what is said of the reading stays in English"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--importer", "DEU", "--language", "tlh"], "expected a language of the site: en, ar"),
        (["--importer", "DEU", "--side", "export"], "it shows imports"),
        ([], "expected --importer or --bloc with a page"),
        (["--importer", "DEU", "--curve", "curve.csv"], "expected without -o page.html"),
        (["--importer", "DEU", "--explain", "850760"], "expected without -o page.html"),
    ],
)
def test_a_page_of_something_else_is_refused(
    flows: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    page = tmp_path / "page.html"
    with pytest.raises(InvalidInput, match=said):
        run("dependencies", flows, *words, "-o", page)
    assert not page.exists()
