"""The report in every language of an edition: its words, its names, its direction, its fonts."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.chain.trade import write_flows

from fairlead.chain.run import ChainResult, run_chain
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.report.page import write_page
from fairlead.report.write import check_output, list_page_names, write_outputs

SMALL = Path(__file__).parents[1] / "folder" / "small"
LANGUAGES = ("en", "ru", "zh", "ar")


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Fair:
    source = write_flows(tmp_path_factory.mktemp("flows") / "flows.parquet")
    return dataclasses.replace(read_fair(SMALL), flows=source)


@pytest.fixture(scope="module")
def result(fair: Fair) -> ChainResult:
    return run_chain(fair, seed=0)


class Words(HTMLParser):
    """Collects what a page says, without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.said.append(data)


@pytest.mark.parametrize(
    ("language", "start", "word"),
    [
        ("en", '<html lang="en" dir="ltr">', "How it was found"),
        ("ru", '<html lang="ru" dir="ltr">', "Как это получено"),
        ("zh", '<html lang="zh-hans" dir="ltr">', "结果如何得出"),
        ("ar", '<html lang="ar" dir="rtl">', "كيف وُجد ذلك"),
        ("kk", '<html lang="ru" dir="ltr">', "Как это получено"),
        ("ja", '<html lang="en" dir="ltr">', "How it was found"),
    ],
)
def test_a_page_speaks_its_language(
    fair: Fair, result: ChainResult, language: str, start: str, word: str
) -> None:
    text = write_page(fair, result, language=language)
    assert start in text
    assert word in text


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_no_english_words_are_left(fair: Fair, result: ChainResult, language: str) -> None:
    """What people wrote stays as it is, so only words of the pages are looked for."""
    english = Words()
    english.feed(write_page(fair, result, language="en"))
    spoken = Words()
    spoken.feed(write_page(fair, result, language=language))
    own = " ".join(spoken.said)
    for phrase in ("Timetable", "Who should meet", "By hour", "Bound", "Chosen", "each with"):
        assert phrase in " ".join(english.said), "a phrase of the English page"
        assert phrase not in own


def test_the_fonts_of_the_pages_scripts_are_carried(fair: Fair, result: ChainResult) -> None:
    families = {
        language: set(
            re.findall('font-family:"([^"]+)"', write_page(fair, result, language=language))
        )
        for language in ("en", "zh", "ar")
    }
    assert "Noto Sans SC" in families["zh"] - families["en"]
    assert "Noto Sans Arabic" in families["ar"]
    assert all("Onest" in one for one in families.values())


def test_each_language_is_a_file_that_leads_to_the_others(fair: Fair, result: ChainResult) -> None:
    names = list_page_names(LANGUAGES)
    assert list(names.values())[:2] == ["report.html", "report.ru.html"]
    text = write_page(fair, result, language="ru", links=tuple(names.items()))
    assert '<a href="report.html" lang="en" hreflang="en">English</a>' in text
    assert '<a href="report.ar.html" lang="ar" hreflang="ar">العربيّة</a>' in text
    assert '<span aria-current="true" lang="ru">Русский</span>' in text


def test_pages_of_an_earlier_output_are_replaced(
    fair: Fair, result: ChainResult, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_outputs(fair, result, out)
    (out / "report.kk.html").write_text("of an edition that had one language more")
    check_output(out)
    write_outputs(fair, result, out)
    assert {path.name for path in out.glob("*.html")} == set(
        list_page_names(fair.settings.languages).values()
    )
