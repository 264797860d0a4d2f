"""What visitors come for, done in a real browser with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_exhibitor_is_found_by_a_russian_word_and_its_stand_reached(
    visitors: Visitors, *, scripts: bool, width: int
) -> None:
    visitor = visitors.enter(width=width, scripts=scripts)
    page = visitor.open("/ru/")
    page.get_by_role("link", name="Международная промышленная выставка").first.click()
    page.get_by_role("searchbox").fill("насос")
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_text("6 участников", exact=True)).to_be_visible()
    page.get_by_role("link", name="ООО «Уральский насосный завод", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Уральский насосный завод")
    expect(page.get_by_text("Центробежные насосы").first).to_be_visible()
    page.locator(".head .plate").click()
    expect(page).to_have_url(re.compile(r"stand=A04#here$"))
    stand = page.locator("#here rect")
    expect(stand).to_be_in_viewport()
    assert stand.evaluate("e => getComputedStyle(e).fill") == "rgb(185, 58, 10)"
    page.locator("#here").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Уральский насосный завод")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_economys_critical_imports_are_read_and_lead_to_who_could_supply_them(
    visitors: Visitors, *, scripts: bool
) -> None:
    visitor = visitors.enter(scripts=scripts)
    page = visitor.open("/river-2024/")
    page.get_by_role("navigation", name="Main menu").get_by_text("Critical imports").click()
    page.get_by_role("link", name="Belarus").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belarus")
    expect(page.locator(".chart-wide svg.fl-treemap rect")).to_have_count(60)
    first = page.locator("#table").get_by_role("row").nth(1)
    expect(first).to_contain_text("Centrifugal pumps")
    expect(first).to_contain_text("US$90M")
    expect(first).to_contain_text("India")
    with page.expect_download() as download:
        page.locator("#imports").get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename == "river-2024-imports-BLR.csv"
    first.get_by_role("link", name="6").click()
    expect(page.get_by_text("6 exhibitors", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_bloc_is_chosen_seen_and_taken_along(
    visitors: Visitors, *, scripts: bool, width: int
) -> None:
    visitor = visitors.enter(width=width, scripts=scripts)
    page = visitor.open("/river-2024/critical-imports/")
    page.get_by_role("link", name="Choose economies that pool").click()
    page.get_by_role("link", name="Eurasian Economic Union").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eurasian Economic Union")
    expect(page.locator(".lede")).to_contain_text("Kyrgyzstan")
    page.get_by_text("Choose other members").click()
    page.get_by_label("Armenia").uncheck()
    page.get_by_label("Kyrgyzstan").uncheck()
    page.get_by_label("Concentrated from").select_option("0.3")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belarus, Kazakhstan, Russia")
    assert "member=BLR&member=KAZ&member=RUS" in page.url
    drawn = page.locator(".chart-wide svg" if width > 700 else ".chart-tall svg")
    for kind in ("fl-treemap", "fl-sankey", "fl-curve", "fl-space"):
        expect(drawn.and_(page.locator(f".{kind}"))).to_be_visible()
    page.locator("#suppliers").get_by_text("The same as a table").click()
    expect(page.locator("#suppliers").get_by_role("row").nth(1)).to_be_visible()
    for kind in ("CSV", "PNG"):
        with page.expect_download() as download:
            page.locator("#suppliers").get_by_role("link", name=f"Download {kind}").click()
        name = download.value.suggested_filename
        assert name == f"river-2024-BLR-KAZ-RUS-suppliers.{kind.lower()}"
    page.locator("#table").get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Among the members")).to_be_visible()
    page.locator(".crumbs a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belarus, Kazakhstan, Russia")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_need_leads_to_its_makers_and_to_the_stand_of_the_first(
    visitors: Visitors, *, scripts: bool, width: int
) -> None:
    visitor = visitors.enter(width=width, scripts=scripts)
    page = visitor.open("/ru/river-2024/needs/")
    page.get_by_role("link", name="12 участников предлагают это").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Подшипники")
    first = page.locator("ol.rows > li").first
    expect(first).to_contain_text("Предлагает «Редукторы для самосвалов»")
    expect(first).to_contain_text("соответствие 90\xa0%")
    expect(page.locator("ol.rows").nth(1)).to_be_hidden()
    page.get_by_text("ещё 2").click()
    expect(page.locator("ol.rows").nth(1)).to_be_visible()
    expect(page.get_by_role("heading", name="2 производителя вместе")).to_be_visible()
    first.get_by_role("link", name="Завод передач").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Завод передач")
    expect(page.locator("#seekers ~ .rows").first).to_contain_text("Подшипники")
    page.locator(".head .plate").click()
    expect(page).to_have_url(re.compile(r"stand=A00#here$"))
    expect(page.locator("#here rect")).to_be_in_viewport()


def test_the_language_changes_and_the_page_stays(visitors: Visitors) -> None:
    visitor = visitors.enter()
    page = visitor.open("/river-2024/exhibitors/?country=RUS&q=pumps")
    expect(page.get_by_text("6 exhibitors", exact=True)).to_be_visible()
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_text("6 участников", exact=True)).to_be_visible()
    assert page.url.endswith("/ru/river-2024/exhibitors/?country=RUS&q=pumps")
    assert page.locator("html").get_attribute("lang") == "ru"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("6 exhibitors", exact=True)).to_be_visible()


def test_filters_are_added_and_taken_away_on_a_phone_without_scripts(visitors: Visitors) -> None:
    visitor = visitors.enter(width=390, scripts=False)
    page = visitor.open("/river-2024/exhibitors/")
    expect(page.locator("#facets")).to_be_hidden()
    page.get_by_role("link", name="Filters").click()
    page.locator("#facets").get_by_role("link", name="Germany").click()
    expect(page.get_by_text("6 exhibitors", exact=True)).to_be_visible()
    page.locator(".pill").first.click()
    expect(page.get_by_text("36 exhibitors", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_the_menu_opens_over_the_page(visitors: Visitors, *, scripts: bool) -> None:
    visitor = visitors.enter(width=390, scripts=scripts)
    page = visitor.open("/river-2024/")
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu.get_by_role("link")).to_have_count(0)
    page.get_by_role("button", name="Menu").click()
    expect(menu.get_by_role("link")).to_have_count(10)
    for link in menu.get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link")).to_have_count(0)
    page.get_by_role("button", name="Menu").press("Enter")
    menu.get_by_role("link", name="Projects").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Projects")


def test_the_keyboard_reaches_the_content_at_once(visitors: Visitors) -> None:
    visitor = visitors.enter()
    page = visitor.open("/river-2024/exhibitors/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("gearboxes")
    page.keyboard.press("Enter")
    expect(page.get_by_text("30 exhibitors", exact=True)).to_be_visible()


def test_names_run_in_their_own_direction(visitors: Visitors) -> None:
    visitor = visitors.enter()
    page = visitor.open("/river-2024/exhibitors/?country=ARE")
    name = page.locator(".name").first.locator("bdi, span").first
    assert name.evaluate("e => getComputedStyle(e).direction") == "rtl"
