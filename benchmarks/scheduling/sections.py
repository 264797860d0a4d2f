"""A page of sections, each of which is renewed without the others."""

from __future__ import annotations

from collections.abc import Iterable


def split_sections(page: str) -> dict[str, str]:
    """Return the sections of a page by their titles, what stands before the first left out."""
    found: dict[str, str] = {}
    for part in f"\n{page}".split("\n## ")[1:]:
        title, _, text = part.partition("\n")
        found[title.strip()] = text.strip()
    return found


def join_sections(head: str, sections: dict[str, str], *, order: Iterable[str]) -> str:
    """Return the page: the head, the sections in this order, and whatever else there was."""
    known = [title for title in order if title in sections]
    titles = known + [title for title in sections if title not in known]
    return "\n\n".join([head.strip(), *(f"## {t}\n\n{sections[t]}" for t in titles)]) + "\n"
