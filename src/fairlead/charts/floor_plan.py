"""A hall's plan as SVG, one user unit to the metre, readable and clickable without a script.

A hall has hundreds of stands, so they are written without the template language; every text is
escaped where it enters.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from unicodedata import east_asian_width

from django.utils.safestring import SafeString

from fairlead.ui.spoken import write_lang

_GLYPH = 0.62  # width of a figure or capital, in parts of the type size
_WIDE_GLYPH = 1.0  # width of a Chinese character
_LARGEST_TYPE = 2.2  # metres of floor
_NAME = 0.8  # height of the exhibitor's name, of the largest type
_LEAST = 9 * _GLYPH  # width that shows enough of a name, in parts of the type size
_SMALLEST = 0.33  # of the largest type; smaller numbers are left out


@dataclass(frozen=True, slots=True)
class Plot:
    """A stand to draw: its place in metres from the hall's upper left, its sign, where it leads.

    ``title`` is read out and shown to a pointer, ``name`` is written on it where it fits.

    ``kind`` is ``taken``, ``free``, ``pavilion`` (part of a joint stand) or ``pavilion next``,
    which tells one joint stand from the one beside it.
    """

    number: str
    x: float
    y: float
    width: float
    depth: float
    title: str
    address: str = ""
    kind: str = "taken"
    here: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The part of a hall that is drawn, in metres."""

    x: float
    y: float
    width: float
    depth: float

    def shows(self, plot: Plot) -> bool:
        """Return whether any of the plot lies in the view."""
        return (
            plot.x < self.x + self.width
            and plot.x + plot.width > self.x
            and plot.y < self.y + self.depth
            and plot.y + plot.depth > self.y
        )


def view_around(plot: Plot, *, hall: tuple[float, float], size: tuple[float, float]) -> View:
    """Return a view of at most ``size`` metres about the plot, kept inside the hall."""
    width, depth = (min(side, most) for side, most in zip(size, hall, strict=True))
    x = min(max(plot.x + plot.width / 2 - width / 2, 0), hall[0] - width)
    y = min(max(plot.y + plot.depth / 2 - depth / 2, 0), hall[1] - depth)
    return View(x, y, width, depth)


def draw(
    plots: Iterable[Plot],
    *,
    view: View,
    hall: tuple[float, float],
    label: str,
    largest: float = _LARGEST_TYPE,
    way: Sequence[tuple[float, float]] = (),
) -> SafeString:
    """Return the plan as an ``<svg>`` of the plots in the view; ``label`` says it in words.

    ``largest`` is the height of the largest numbers, in metres of floor; ``way`` the corners of
    one to be walked.
    """
    margin = 1.0
    shown = [plot for plot in plots if view.shows(plot)]
    stands = "".join(_draw_stand(plot, largest=largest) for plot in shown)
    rings = "".join(_draw_ring(plot) for plot in shown if plot.here)
    box = (view.x - margin, view.y - margin, view.width + 2 * margin, view.depth + 2 * margin)
    return SafeString(
        f'<svg viewBox="{" ".join(map(_write_metres, box))}" role="group"'
        f' aria-label="{escape(label)}"{write_lang(label)}>'
        f'<rect class="floor" width="{_write_metres(hall[0])}" height="{_write_metres(hall[1])}"/>'
        f"{stands}{_draw_way(way)}{rings}</svg>"
    )


def _draw_way(way: Sequence[tuple[float, float]]) -> str:
    """Return a way as a line that begins at a dot."""
    if not way:
        return ""
    points = " ".join(f"{_write_metres(x)},{_write_metres(y)}" for x, y in way)
    x, y = map(_write_metres, way[0])
    dot = f'<circle class="way-from" cx="{x}" cy="{y}" r="1.2"/>'
    return f'<polyline class="way" points="{points}"/>{dot}'


def _draw_stand(plot: Plot, *, largest: float) -> str:
    """Return one stand: its rectangle, its number, and its name for pointer and screen reader."""
    kind = "" if plot.kind == "taken" else f" {escape(plot.kind)}"
    inside = (
        f'<title>{escape(plot.title)}</title><rect class="stand{kind}" x="{_write_metres(plot.x)}"'
        f' y="{_write_metres(plot.y)}" width="{_write_metres(plot.width)}"'
        f' height="{_write_metres(plot.depth)}"/>'
        f"{_sign(plot, largest=largest)}"
    )
    mark = ' id="here" class="here"' if plot.here else ""
    if plot.address:
        return f'<a href="{escape(plot.address)}"{mark}>{inside}</a>'
    return f"<g{mark}>{inside}</g>"


def _sign(plot: Plot, *, largest: float) -> str:
    """Return the stand's number as large as fits, nothing when it would be too small to read."""
    fitting = plot.width * 0.86 / (_GLYPH * max(len(plot.number), 1))
    size = min(plot.depth * 0.42, fitting, largest)
    if size < largest * _SMALLEST:
        return ""
    name = _fit_name(plot, size=largest * _NAME)
    middle = plot.y + plot.depth / 2 - (size * 0.55 if name else 0)
    sign = _draw_text(plot, middle, size=size, words=plot.number)
    if not name:
        return sign
    lang = write_lang(plot.name)
    below = middle + size * 1.15
    return sign + _draw_text(plot, below, size=largest * _NAME, words=name, lang=lang)


def _fit_name(plot: Plot, *, size: float) -> str:
    """Return the name as far as it fits on one line; nothing when too little of it would."""
    room = plot.width * 0.92 / size
    ends = list(accumulate(map(_measure_letter, plot.name), initial=0.0))
    if plot.depth < 3.2 * size or room < min(ends[-1], _LEAST):
        return ""
    if ends[-1] <= room:
        return plot.name
    return f"{plot.name[: bisect(ends, room - _GLYPH) - 1].rstrip()}…"


def _measure_letter(letter: str) -> float:
    """Return how wide a letter is, in parts of the type size."""
    return _WIDE_GLYPH if east_asian_width(letter) in "WF" else _GLYPH


def _draw_text(plot: Plot, y: float, *, size: float, words: str, lang: str = "") -> str:
    """Return words in the middle of the stand's width."""
    middle = _write_metres(plot.x + plot.width / 2)
    place = f'x="{middle}" y="{_write_metres(y)}" font-size="{_write_metres(size)}"'
    return f"<text {place}{lang}>{escape(words)}</text>"


def _draw_ring(plot: Plot) -> str:
    """Return the ring around the marked stand."""
    x, y = _write_metres(plot.x + plot.width / 2), _write_metres(plot.y + plot.depth / 2)
    reach = _write_metres(max(plot.width, plot.depth) * 0.75 + 1.5)
    return f'<circle class="ring" cx="{x}" cy="{y}" r="{reach}"/>'


def _write_metres(value: float) -> str:
    """Return the length to the centimetre, as short as it is exact."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
