"""A list is cut into pages, and the pager leads to them."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from fairlead.ui.lists.pagination import find_pages, parse_page_number, split_pages
from fairlead.ui.numbers_asked import read_key


def numbers(total: int, number: int) -> list[int]:
    """Return what the pager of a list of ``total`` in tens shows; 0 is a gap."""
    pages = split_pages(total, number=number, size=10, address=str)
    return [item.number for item in pages.items]


@pytest.mark.parametrize(
    ("total", "number", "shown"),
    [
        (0, 1, [1]),
        (10, 1, [1]),
        (11, 2, [1, 2]),
        (100, 1, [1, 2, 3, 0, 10]),
        (100, 5, [1, 0, 3, 4, 5, 6, 7, 0, 10]),
        (100, 10, [1, 0, 8, 9, 10]),
        (50, 99, [1, 0, 3, 4, 5]),
    ],
)
def test_the_pager_shows_ends_and_neighbours(total: int, number: int, shown: list[int]) -> None:
    assert numbers(total, number) == shown


@given(total=st.integers(0, 500), number=st.integers(-5, 100))
def test_every_entry_is_on_one_page(total: int, number: int) -> None:
    pages = split_pages(total, number=number, size=10, address=str)
    assert 1 <= pages.number <= pages.count
    assert (pages.before == "") == (pages.number == 1)
    assert (pages.after == "") == (pages.number == pages.count)
    covered = [
        entry
        for at in range(1, pages.count + 1)
        for page in [split_pages(total, number=at, size=10, address=str)]
        for entry in range(page.first, page.last + 1)
        if entry
    ]
    assert covered == list(range(1, total + 1))


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("", 1), ("-2", 1), ("٣", 1), ("9" * 20, 1)]
)
def test_an_address_that_names_no_page_means_the_first(text: str, number: int) -> None:
    assert parse_page_number(text) == number


def test_the_pages_of_a_request_keep_its_filters() -> None:
    pages = find_pages(RequestFactory().get("/?page=2"), 25, size=10, query="q=a+b")
    assert (pages.number, pages.rows) == (2, slice(10, 20))
    assert (pages.before, pages.after) == ("?q=a+b&page=1", "?q=a+b&page=3")
    last = find_pages(RequestFactory().get("/?page=99"), 25, size=10)
    assert (last.number, last.before) == (3, "?page=2")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("12", 12),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("-1", None),
        ("1_0", None),
        ("٣", None),
        ("²", None),
        ("1\n", None),
        (None, None),
        (3, None),
    ],
)
def test_a_key_is_ascii_digits_that_the_database_counts_to(said: object, key: int | None) -> None:
    assert read_key(said) == key
