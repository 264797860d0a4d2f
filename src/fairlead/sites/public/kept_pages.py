"""Whole pages as a process keeps them, packed once."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from django.http import HttpResponse

# Bytes of all pages together, and of one that is kept.
MOST_BYTES, MOST_OF_ONE = 32 * 1024 * 1024, 1024 * 1024
# Shorter texts are not worth packing (as django's GZipMiddleware has it).
_WORTH_PACKING = 200


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as it is sent: its bytes, packed or not, and its headers; ``tag`` is its version."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str = ""

    def respond(self) -> HttpResponse:
        """Return a separate response."""
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response.headers[name] = value
        return response


def pack_page(response: HttpResponse, *, packed: bool, tag: str = "") -> CachedPage:
    """Return the page of a response, packed with gzip when asked for and worth it.

    Only for pages that are the same for everybody: packed together with what one visitor may
    read and another may write, a secret could be guessed from the length.
    """
    content, headers = response.content, dict(response.headers)
    if packed and len(content) >= _WORTH_PACKING and "Content-Encoding" not in headers:
        smaller = gzip.compress(content, compresslevel=6, mtime=0)
        if len(smaller) < len(content):
            content, headers["Content-Encoding"] = smaller, "gzip"
    headers["Content-Length"] = str(len(content))
    return CachedPage(content, tuple(headers.items()), tag)


class PageCache:
    """Pages by key, the ones unused longest given up first; used by several threads."""

    def __init__(self, *, most_bytes: int = MOST_BYTES, most_of_one: int = MOST_OF_ONE) -> None:
        """Begin with none."""
        self._pages: OrderedDict[Hashable, CachedPage] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._most_of_one = most_of_one
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> CachedPage | None:
        """Return the page of the key, None when none is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: Hashable, page: CachedPage) -> None:
        """Keep a page that is not too large."""
        if len(page.content) > self._most_of_one:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes += len(page.content) - (len(before.content) if before else 0)
            self._pages[key] = page
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._pages.popitem(last=False)[1].content)

    def clear(self) -> None:
        """Give all of them up."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0


class TableCache:
    """The tables that pages were made of, by key, the ones unused longest forgotten first."""

    def __init__(self, *, most: int = 20_000) -> None:
        """Begin with none."""
        self._parts: OrderedDict[Hashable, frozenset[str]] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> frozenset[str] | None:
        """Return the tables of the page of the key, None when nobody knows."""
        with self._lock:
            parts = self._parts.get(key)
            if parts is not None:
                self._parts.move_to_end(key)
            return parts

    def keep(self, key: Hashable, parts: frozenset[str]) -> None:
        """Remember the tables of a page."""
        with self._lock:
            self._parts[key] = parts
            self._parts.move_to_end(key)
            if len(self._parts) > self._most:
                self._parts.popitem(last=False)


PAGES = PageCache()
