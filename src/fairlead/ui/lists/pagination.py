"""A long list cut into pages, and the links between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from fairlead.ui.numbers_asked import read_key


@dataclass(frozen=True, slots=True)
class PageLink:
    """One entry of the pager; a gap has no address."""

    number: int
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page stands among the pages of a list."""

    number: int
    size: int
    total: int
    items: tuple[PageLink, ...]
    before: str
    after: str

    @property
    def count(self) -> int:
        """Return how many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Return the position of the page's first entry, from 1; 0 in an empty list."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def rows(self) -> slice:
        """Return the part of the list that the page shows."""
        return slice((self.number - 1) * self.size, self.number * self.size)

    @property
    def last(self) -> int:
        """Return the position of the page's last entry."""
        return min(self.number * self.size, self.total)


def split_pages(total: int, *, number: int, size: int, address: Callable[[int], str]) -> Pages:
    """Return the pages of a list of ``total`` entries at page ``number``, clamped to the last.

    ``address`` gives the address of a page; the pager shows the first, the last, and those
    within two of the current one.
    """
    count = max(1, -(-total // size))
    number = min(max(number, 1), count)
    items: list[PageLink] = []
    for near in range(1, count + 1):
        if near in (1, count) or abs(near - number) <= 2:
            items.append(PageLink(near, address(near), current=near == number))
        elif items[-1].address:
            items.append(PageLink(0, ""))
    return Pages(
        number=number,
        size=size,
        total=total,
        items=tuple(items),
        before=address(number - 1) if number > 1 else "",
        after=address(number + 1) if number < count else "",
    )


def parse_page_number(text: str) -> int:
    """Return the page an address asks for; the first when it says no number."""
    return read_key(text, most=999_999) or 1


def read_page_number(request: HttpRequest) -> int:
    """Return the page that a request asks for by ``page``."""
    return parse_page_number(request.GET.get("page", ""))


def find_pages(request: HttpRequest, total: int, *, size: int, query: str = "") -> Pages:
    """Return the pages of a list of ``total`` entries at the page that a request asks for.

    ``query`` is what else the address of a page says, encoded: the filters of the list.
    """
    start = f"?{query}&" if query else "?"
    return split_pages(
        total,
        number=read_page_number(request),
        size=size,
        address=lambda number: f"{start}page={number}",
    )
