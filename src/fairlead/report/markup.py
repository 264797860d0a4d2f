"""HTML of the page's building blocks; every text that comes in is escaped here."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

from fairlead.charts.text import lay_out
from fairlead.ui.fonts import embed_fonts
from fairlead.ui.spoken import mark_language
from fairlead.ui.texts import right_to_left

_TAG = re.compile("<[^>]*>")
_KINDS = {"csv": "text/csv;charset=utf-8", "png": "image/png"}


def write_section(name: str, title: str, lead: str, *parts: str) -> str:
    """Return a section with its heading, one leading sentence and its parts (HTML)."""
    return (
        f'<section id="{name}"><h2>{escape(title)}</h2>'
        f'<p class="lead">{escape(lead)}</p>{"".join(parts)}</section>'
    )


def write_heading(text: str, note: str = "") -> str:
    """Return a small heading, with a note behind it."""
    after = f' <span class="note">{escape(note)}</span>' if note else ""
    return f"<h3>{escape(text)}{after}</h3>"


def escape_words(text: str) -> str:
    """Return text as HTML; its own direction is kept, and its language marked where known."""
    return str(mark_language(text))


def write_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int]
) -> str:
    """Return a table of HTML cells; ``numbers`` are the positions of columns of figures."""
    align = ['class="n"' if place in numbers else "" for place in range(len(heads))]
    head = "".join(f"<th {how}>{escape(one)}</th>" for one, how in zip(heads, align, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f'<td {how} data-label="{escape(name)}">{cell}</td>'
            for cell, how, name in zip(row, align, heads, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def write_meter(share: float, text: str, *, alarm: bool = False) -> str:
    """Return a bar filled by a share between 0 and 1, with its words beside."""
    part = max(0.0, min(share, 1.0)) * 100
    kind = "meter alarm" if alarm else "meter"
    return (
        f'<span class="{kind}"><span style="inline-size:{part:.1f}%"></span></span>'
        f'<span class="beside">{escape(text)}</span>'
    )


def write_legend(entries: Sequence[tuple[str, str]]) -> str:
    """Return a legend of colours (CSS) and words."""
    items = "".join(
        f'<li><i style="background:{colour}"></i>{escape(name)}</li>' for colour, name in entries
    )
    return f'<ul class="legend">{items}</ul>'


def write_responsive(wide: str, narrow: str) -> str:
    """Return a picture for wide screens and paper, and another for phones."""
    return f'<div class="wide">{turn(wide)}</div><div class="narrow">{turn(narrow)}</div>'


def fonts_of(body: str) -> str:
    """Return the CSS of the fonts that a page's text needs."""
    return embed_fonts(_TAG.sub("", body))


def turn(picture: str) -> str:
    """Return pictures, one or several, as they run for a reader of the page's language."""
    parts = [f"{part}</svg>" for part in picture.split("</svg>") if part]
    return "".join(lay_out(part, right_to_left=right_to_left()) for part in parts)


def write_downloads(*files: tuple[str, str, bytes]) -> str:
    """Return links that save files carried in the page: their words, their name, their bytes."""
    links = "".join(
        f'<a download="{escape(name)}" href="data:{_KINDS[name.rpartition(".")[2]]};base64,'
        f'{b64encode(content).decode()}">{escape(text)}</a>'
        for text, name, content in files
    )
    return f'<p class="save">{links}</p>'


def write_beside(table: str, *, summary: str) -> str:
    """Return a table (HTML) that says the same as a picture, folded away on a screen."""
    return f"<details><summary>{escape(summary)}</summary>{table}</details>"
