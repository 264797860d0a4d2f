"""Names in other scripts, and pages from right to left, as a browser shows them."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

_LOADED = """async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family);
}"""
_SIDES = """() => [...document.querySelectorAll('.fl-treemap')].filter(e => e.checkVisibility())
    .map(picture => {
        const box = e => e.getBoundingClientRect();
        const tile = picture.querySelector('rect'), label = picture.querySelector('text');
        return [box(picture).right - box(tile).right, box(tile).right - box(label).right];
    })[0]"""


def test_a_chinese_and_an_arabic_name_are_drawn_by_our_fonts(visitors: Visitors) -> None:
    page = visitors.enter().open("/river-2024/exhibitors/")
    loaded = set(page.evaluate(_LOADED))
    assert {"Onest", "Noto Sans Arabic", "Noto Sans SC"} <= {one.strip('"') for one in loaded}


def test_a_page_without_such_names_lists_no_slices(visitors: Visitors) -> None:
    page = visitors.enter().open("/ru/river-2024/countries/")
    assert page.locator('link[href*="fonts-cjk"]').count() == 0
    assert page.locator('link[href*="fonts.css"]').count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_a_picture_runs_as_its_page_does(visitors: Visitors, *, width: int) -> None:
    visitor = visitors.enter(width=width)
    page = visitor.open("/ar/river-2024/critical-imports/BLR/")
    assert page.evaluate("document.dir") == "rtl"
    from_right, inset = page.evaluate(_SIDES)
    assert abs(from_right) < 5, "the largest tile is at the right"
    assert 0 < inset < 20, "its label begins at its right side"
    page = visitor.open("/river-2024/critical-imports/BLR/")
    from_right, _ = page.evaluate(_SIDES)
    assert from_right > 50
