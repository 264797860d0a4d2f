"""Which languages a page is offered in."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from fairlead.ui.frame import list_language_links


@pytest.mark.parametrize(
    ("declared", "offered"),
    [
        (None, ["en", "ar", "ru", "zh-hans"]),
        (("kk", "zh-Hant"), ["zh-hans"]),
        (("ar-EG", "en-GB"), ["en", "ar"]),
        (("kk", "fa"), ["en"]),
    ],
)
def test_a_page_is_offered_in_what_the_edition_has(
    declared: tuple[str, ...] | None, offered: list[str]
) -> None:
    with translation.override(offered[0]):
        links = list_language_links(RequestFactory().get("/fair/"), declared=declared)
    assert sorted(link.code for link in links) == sorted(offered)
    assert sum(link.current for link in links) == 1
