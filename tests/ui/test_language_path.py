"""A page's path in another language."""

from __future__ import annotations

import pytest

from fairlead.ui.language_path import change_language


@pytest.mark.parametrize(
    "written", ["/river/desk/", "/ru/river/desk/", "/zh-hans/river/desk/", "/~kk/ru/river/desk/"]
)
def test_a_path_leads_to_the_same_page_in_each_language(written: str) -> None:
    assert change_language(written, "ar") == "/ar/river/desk/"
    assert change_language(written, "en") == "/river/desk/"
    assert change_language(written, "ru", texts="kk-Arab") == "/~kk-arab/ru/river/desk/"


def test_what_only_looks_like_a_language_stays() -> None:
    assert change_language("/russia/ar/", "ru") == "/ru/russia/ar/"
    assert change_language("/", "ar") == "/ar/"
    assert change_language("/~xx/ru/", "en") == "/~xx/ru/"
    assert change_language("/ar/?q=1/2", "en") == "/?q=1/2"


@pytest.mark.parametrize("written", ["/~kk//evil.org/", "/ru//evil.org/", "//evil.org/"])
def test_no_path_leads_to_another_site(written: str) -> None:
    assert change_language(written, "en").startswith("/%2Fevil.org/")
    assert change_language(written, "ru", texts="kk").startswith("/~kk/ru/")
