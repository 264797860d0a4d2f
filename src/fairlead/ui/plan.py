"""A hall's plan as SVG, one user unit to the metre, readable and clickable without a script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_GLYPH = 0.62  # width of a figure or capital, in parts of the type size
_LARGEST_TYPE = 2.2  # metres of floor
_NAME = 0.8  # height of the exhibitor's name, of the largest type
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


def around(plot: Plot, *, hall: tuple[float, float], size: tuple[float, float]) -> View:
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
) -> SafeString:
    """Return the plan as an ``<svg>`` of the plots in the view; ``label`` says it in words.

    ``largest`` is the height of the largest numbers, in metres of floor.
    """
    margin = 1.0
    shown = [plot for plot in plots if view.shows(plot)]
    stands = format_html_join("", "{}", ((_stand(plot, largest=largest),) for plot in shown))
    ring = format_html_join("", "{}", ((_ring(plot),) for plot in shown if plot.here))
    return format_html(
        '<svg viewBox="{} {} {} {}" role="group" aria-label="{}">'
        '<rect class="floor" width="{}" height="{}"/>{}{}</svg>',
        _metres(view.x - margin),
        _metres(view.y - margin),
        _metres(view.width + 2 * margin),
        _metres(view.depth + 2 * margin),
        label,
        _metres(hall[0]),
        _metres(hall[1]),
        stands,
        ring,
    )


def _stand(plot: Plot, *, largest: float) -> SafeString:
    """Return one stand: its rectangle, its number, and its name for pointer and screen reader."""
    inside = format_html(
        '<title>{}</title><rect class="stand{}" x="{}" y="{}" width="{}" height="{}"/>{}',
        plot.title,
        "" if plot.kind == "taken" else f" {plot.kind}",
        _metres(plot.x),
        _metres(plot.y),
        _metres(plot.width),
        _metres(plot.depth),
        _sign(plot, largest=largest),
    )
    mark = SafeString(' id="here" class="here"') if plot.here else ""
    if plot.address:
        return format_html('<a href="{}"{}>{}</a>', plot.address, mark, inside)
    return format_html("<g{}>{}</g>", mark, inside)


def _sign(plot: Plot, *, largest: float) -> SafeString:
    """Return the stand's number as large as fits, nothing when it would be too small to read."""
    fitting = plot.width * 0.86 / (_GLYPH * max(len(plot.number), 1))
    size = min(plot.depth * 0.42, fitting, largest)
    if size < largest * _SMALLEST:
        return SafeString("")
    name = _fitting(plot, size=largest * _NAME)
    middle = plot.y + plot.depth / 2 - (size * 0.55 if name else 0)
    sign = _text(plot, middle, size=size, words=plot.number)
    if not name:
        return sign
    return sign + _text(plot, middle + size * 1.15, size=largest * _NAME, words=name)


def _fitting(plot: Plot, *, size: float) -> str:
    """Return the name as far as it fits on one line; nothing when too little of it would."""
    room = int(plot.width * 0.92 / (_GLYPH * size))
    if plot.depth < 3.2 * size or room < min(len(plot.name), 9):
        return ""
    return plot.name if len(plot.name) <= room else f"{plot.name[: room - 1].rstrip()}…"


def _text(plot: Plot, y: float, *, size: float, words: str) -> SafeString:
    """Return words in the middle of the stand's width."""
    return format_html(
        '<text x="{}" y="{}" font-size="{}">{}</text>',
        _metres(plot.x + plot.width / 2),
        _metres(y),
        _metres(size),
        words,
    )


def _ring(plot: Plot) -> SafeString:
    """Return the ring around the marked stand."""
    reach = max(plot.width, plot.depth) * 0.75 + 1.5
    return format_html(
        '<circle class="ring" cx="{}" cy="{}" r="{}"/>',
        _metres(plot.x + plot.width / 2),
        _metres(plot.y + plot.depth / 2),
        _metres(reach),
    )


def _metres(value: float) -> str:
    """Return the length to the centimetre, as short as it is exact."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
