"""A menu in groups, as a desk and the office have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu; ``current`` says that this or a page below it is open."""

    address: str
    label: str | Promise
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind of work, one at least; its name leads to the first of them."""

    label: str | Promise
    entries: Sequence[Entry]

    @property
    def current(self) -> bool:
        """Return whether one of its pages is open."""
        return any(entry.current for entry in self.entries)


def write_groups(groups: Iterable[Group]) -> SafeString:
    """Return the groups as list items, each with a list of its pages; a page alone is no list."""
    return format_html_join("", "{}", ((_write_group(group),) for group in groups))


def _write_group(group: Group) -> SafeString:
    pages = format_html_join("", "<li>{}</li>", ((_write_entry(one),) for one in group.entries))
    if len(group.entries) == 1:
        return pages
    return format_html(
        '<li{}><a href="{}"{}>{}</a><ul>{}</ul></li>',
        SafeString(' class="nav-here"' if group.current else ""),
        group.entries[0].address,
        SafeString(' aria-current="true"' if group.current else ""),
        group.label,
        pages,
    )


def _write_entry(entry: Entry) -> SafeString:
    here = SafeString(' aria-current="page"' if entry.current else "")
    return format_html('<a href="{}"{}>{}</a>', entry.address, here, entry.label)
