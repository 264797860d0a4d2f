"""Every page fits its screen, in every language, in light and dark, with and without JavaScript."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Served, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = (
    "",
    "exhibitors/",
    "exhibitors/?q=nothing+of+the+kind",
    "exhibitors/?country=DEU&country=RUS&cooperation=joint_production&q=gearboxes",
    "needs/",
    "halls/",
    "halls/1/?stand=A01",
    "countries/",
    "critical-imports/",
    "critical-imports/BLR/",
    "critical-imports/bloc/",
    "critical-imports/bloc/?member=BLR&member=KAZ&member=RUS",
    "critical-imports/bloc/HS:840110/?member=BLR&member=KAZ&member=RUS",
    "meetings/",
    "programme/",
    "projects/",
    "practices/",
    "practices/practice-2/",
)
_WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest('.table-wrap, .plan, .nav, .chart-wide, .hidden, .skip'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"),
    [
        ("", 1280, "light"),
        ("", 390, "light"),
        ("/ru", 1280, "light"),
        ("/ru", 390, "light"),
        ("/ru", 390, "dark"),
        ("/ar", 390, "light"),
        ("/zh-hans", 390, "light"),
    ],
)
def test_no_page_scrolls_sideways(
    visitors: Visitors, served: Served, *, prefix: str, width: int, scheme: str
) -> None:
    visitor = visitors.enter(width=width, scheme=scheme)
    pages = [*PAGES, *(f"exhibitors/{code}/" for code in served.exhibitors[:6])]
    pages += [f"projects/{served.project}/", f"needs/{served.need}/"]
    for address in ["/", *(f"/river-2024/{page}" for page in pages)]:
        page = visitor.open(f"{prefix}{address}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, page.evaluate(_WIDEST))


_OVER_THE_MENU = """() => {
    const links = document.querySelector('.languages');
    links.innerHTML += links.innerHTML;
    const menu = document.querySelector('.nav-open').getBoundingClientRect();
    return [...links.children].map(one => one.getBoundingClientRect()).filter(
        one => one.left < menu.right && one.right > menu.left
            && one.top < menu.bottom && one.bottom > menu.top).length;
}"""


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_many_languages_leave_the_menu_its_place(visitors: Visitors, *, prefix: str) -> None:
    page = visitors.enter(width=390).open(f"{prefix}/river-2024/")
    assert page.evaluate(_OVER_THE_MENU) == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_a_needs_page_fits_from_right_to_left(
    visitors: Visitors, served: Served, *, width: int
) -> None:
    page = visitors.enter(width=width).open(f"/river-2024/needs/{served.need}/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rank, name = (
        page.locator(f".rows > li {part}").first.bounding_box() for part in (".rank", ".name")
    )
    assert rank is not None
    assert name is not None
    assert rank["x"] > name["x"]
    bar = page.locator(".fit svg").first
    assert bar.evaluate("e => getComputedStyle(e).transform") == "matrix(-1, 0, 0, 1, 0, 0)"


def test_every_page_has_one_heading_and_named_links(visitors: Visitors) -> None:
    visitor = visitors.enter()
    for address in PAGES:
        page = visitor.open(f"/river-2024/{address}")
        assert page.locator("h1").count() == 1, address
        nameless = page.evaluate(
            "() => [...document.querySelectorAll('a')].filter(a => !a.textContent.trim()"
            " && !a.getAttribute('aria-label')).map(a => a.outerHTML)"
        )
        assert nameless == [], address
        twice = page.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            " return ids.filter((id, at) => ids.indexOf(id) !== at) }"
        )
        assert twice == [], address


def test_a_page_prints_without_its_menus(visitors: Visitors) -> None:
    visitor = visitors.enter()
    page = visitor.open("/river-2024/exhibitors/")
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert not page.locator("#facets").is_visible()
    assert page.locator(".rows").is_visible()
