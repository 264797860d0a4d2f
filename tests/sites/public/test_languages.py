"""An edition in four languages on its pages: chosen for the reader, marked where they differ."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition

pytestmark = pytest.mark.django_db
ARABIC = "شركة الخليج"


@pytest.fixture
def fair() -> Edition:
    """Return an edition in English, Russian, Chinese and Arabic."""
    return make.edition(
        languages=["en", "ru", "zh-Hans", "ar"], name_zh_Hans="河流展", name_ar="معرض النهر"
    )


@pytest.fixture
def gulf(fair: Edition) -> Exhibitor:
    """Return an exhibitor with an Arabic and an English name."""
    firm = make.organisation(fair, code="gulf", name="Gulf Works", name_ar=ARABIC, city="")
    make.offer(fair, organisation=firm, title="Pumps", title_zh_Hans="泵", title_ru="Насосы")
    return make.exhibitor(fair, organisation=firm)


def body(client: Client, address: str, language: str = "") -> str:
    """Return a page."""
    response = client.get(f"{'/' if language else ''}{language}/river-2024/{address}")
    assert response.status_code == 200
    return response.content.decode()


def test_each_reader_gets_the_name_in_the_own_language(client: Client, fair: Edition) -> None:
    for language, name in (
        ("", "River Fair 2024"),
        ("ru", "Речная ярмарка 2024"),
        ("zh-hans", "河流展"),
        ("ar", "معرض النهر"),
    ):
        page = body(client, "", language)
        assert f"<h1>{name}</h1>" in page
        assert f"<title>{name}" in page


def test_what_is_not_translated_is_in_the_editions_own_and_says_so(
    client: Client, gulf: Exhibitor
) -> None:
    english = '<span lang="en" dir="ltr">Gulf Works</span>'
    for address in ("exhibitors/", "exhibitors/gulf/", "halls/1/"):
        assert english in body(client, address, "ru"), address
        assert english in body(client, address, "zh-hans"), address
        assert english not in body(client, address), address
        arabic = body(client, address, "ar")
        assert ARABIC in arabic
        assert english not in arabic
    assert "泵" in body(client, "exhibitors/", "zh-hans")
    assert '<span lang="en" dir="ltr">Pumps</span>' in body(client, "exhibitors/", "ar")


def test_an_arabic_name_in_a_russian_page_runs_from_right_to_left(
    client: Client, fair: Edition
) -> None:
    Edition.objects.filter(pk=fair.pk).update(languages=["ar", "ru"])
    firm = make.organisation(fair, code="sand", name_ar=ARABIC, name="", city="")
    make.exhibitor(fair, organisation=firm)
    marked = f'<span lang="ar" dir="rtl">{ARABIC}</span>'
    for address in ("exhibitors/", "exhibitors/sand/", "halls/1/"):
        assert marked in body(client, address, "ru"), address
    assert marked not in body(client, "exhibitors/", "ar")
    assert ARABIC in body(client, "exhibitors/", "ar")


def test_every_language_finds(client: Client, gulf: Exhibitor) -> None:
    for words in ("Gulf", ARABIC, "الخليج", "泵", "насосы", "pump"):
        for language in ("", "ru", "zh-hans", "ar"):
            assert 'exhibitors/gulf/"' in body(client, f"exhibitors/?q={words}", language) or (
                'href="gulf/"' in body(client, f"exhibitors/?q={words}", language)
            ), (words, language)


def test_names_are_sorted_in_the_readers_language(client: Client, fair: Edition) -> None:
    for code, name, russian in (("a", "Beta", "Яма"), ("b", "Alpha", "Юг"), ("c", "Gamma", "Ад")):
        firm = make.organisation(fair, code=code, name=name, name_ru=russian)
        make.exhibitor(fair, organisation=firm)

    def order(language: str) -> list[str]:
        return re.findall(r'class="name" href="([a-c])/"', body(client, "exhibitors/", language))

    assert order("") == ["b", "a", "c"]
    assert order("ru") == ["c", "b", "a"]
    assert order("zh-hans") == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("declared", "offered"),
    [
        (["en", "ru", "zh-Hans", "ar"], ["en", "ar", "ru", "zh-hans"]),
        (["zh", "kk"], ["en", "zh-hans", "kk"]),  # English is the page that was asked for
        (["kk"], ["en", "kk"]),
        (["en"], ["en"]),
    ],
)
def test_the_page_offers_what_the_edition_declares(
    client: Client, fair: Edition, declared: list[str], offered: list[str]
) -> None:
    Edition.objects.filter(pk=fair.pk).update(languages=declared)
    assert re.findall(r'rel="alternate" hreflang="([^"]*)"', body(client, "")) == offered


def test_every_page_of_four_languages_is_shown(client: Client, gulf: Exhibitor) -> None:
    edition = gulf.edition
    make.speaks(make.session(edition, title_ar="جلسة"), make.participation(edition))
    make.share(make.project(edition, code="plant", title_ar="مصنع"), "BLR", 1.0)
    make.need(edition, code="bearings", title_zh_Hans="轴承")
    for address in (
        "",
        "exhibitors/",
        "exhibitors/gulf/",
        "needs/",
        "needs/bearings/",
        "halls/",
        "halls/1/",
        "programme/",
        "projects/",
        "projects/plant/",
        "exhibitors.csv",
    ):
        for language in ("", "ru", "zh-hans", "ar"):
            body(client, address, language)
    assert ">جلسة</a></h3>" in body(client, "programme/", "ar")
    assert "<h1>مصنع</h1>" in body(client, "projects/plant/", "ar")
    assert "<h1>轴承</h1>" in body(client, "needs/bearings/", "zh-hans")


KAZAKH = "Өзен сорғылары"


def test_a_reader_of_kazakh_gets_kazakh_texts_and_russian_words(
    client: Client, fair: Edition
) -> None:
    Edition.objects.filter(pk=fair.pk).update(languages=["en", "ru", "kk"])
    firm = make.organisation(fair, code="aral", name="Aral", name_kk=KAZAKH, name_ru="Арал")
    make.exhibitor(fair, organisation=firm)
    marked = f'<span lang="kk" dir="ltr">{KAZAKH}</span>'
    for address in ("exhibitors/", "exhibitors/aral/", "halls/1/"):
        assert "Арал" in body(client, address, "ru"), address  # each is kept apart
        page = body(client, address, "~kk/ru")
        assert marked in page, address
        assert '<html lang="ru" dir="ltr">' in page
        assert marked in body(client, address, "~kk"), address
        assert marked not in body(client, address, "ru"), address
    page = body(client, "exhibitors/?q=сорғылары", "~kk/ru")
    assert marked in page
    links = re.findall(r'href="(/[^"?]*river-2024[^"?]*)', page)
    assert [link for link in links if not link.startswith("/~kk/ru/")] == [
        "/river-2024/exhibitors/",
        "/ru/river-2024/exhibitors/",
    ] * 2
    assert 'aria-current="true" lang="kk"' in page


def test_a_persian_text_runs_from_right_to_left_in_an_english_page(
    client: Client, fair: Edition
) -> None:
    Edition.objects.filter(pk=fair.pk).update(languages=["en", "fa", "he", "ur", "ja"])
    firm = make.organisation(fair, code="alborz", name="Alborz", name_fa="البرز", name_ja="山")
    make.exhibitor(fair, organisation=firm)
    assert '<span lang="fa" dir="rtl">البرز</span>' in body(client, "exhibitors/", "~fa")
    assert '<span lang="ja" dir="ltr">山</span>' in body(client, "exhibitors/", "~ja")
    assert client.get("/~fa/river-2024/exhibitors/")["Content-Language"] == "en, fa"


def test_what_is_no_language_leads_nowhere(client: Client, fair: Edition) -> None:
    for address in ("/~xx/river-2024/", "/~KK/river-2024/", "/~kk", "/~/river-2024/"):
        assert client.get(address).status_code == 404, address
    assert client.get("/~kk/river-2024/").status_code == 200
    assert client.get("/~kk/river-2024/exhibitors")["Location"] == "/~kk/river-2024/exhibitors/"
