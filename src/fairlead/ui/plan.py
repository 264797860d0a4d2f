"""A hall's plan as SVG, one user unit to the metre, readable and clickable without a script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_GLYPH = 0.62  # width of a figure or capital, in parts of the type size
_LEAST_TYPE = 0.7  # smaller letters, in metres of floor, are left out


@dataclass(frozen=True, slots=True)
class Plot:
    """A stand to draw: its place in metres from the hall's upper left, its sign, where it leads.

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


def draw(plots: Iterable[Plot], *, view: View, hall: tuple[float, float], label: str) -> SafeString:
    """Return the plan as an ``<svg>`` of the plots in the view; ``label`` says it in words."""
    margin = 1.0
    shown = [plot for plot in plots if view.shows(plot)]
    stands = format_html_join("", "{}", ((_stand(plot),) for plot in shown))
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


def _stand(plot: Plot) -> SafeString:
    """Return one stand: its rectangle, its number, and its name for pointer and screen reader."""
    inside = format_html(
        '<title>{}</title><rect class="stand{}" x="{}" y="{}" width="{}" height="{}"/>{}',
        plot.title,
        "" if plot.kind == "taken" else f" {plot.kind}",
        _metres(plot.x),
        _metres(plot.y),
        _metres(plot.width),
        _metres(plot.depth),
        _sign(plot),
    )
    mark = SafeString(' id="here" class="here"') if plot.here else ""
    if plot.address:
        return format_html('<a href="{}"{}>{}</a>', plot.address, mark, inside)
    return format_html("<g{}>{}</g>", mark, inside)


def _sign(plot: Plot) -> SafeString:
    """Return the stand's number as large as fits, nothing when it would be too small to read."""
    size = min(plot.depth * 0.42, plot.width * 0.86 / (_GLYPH * max(len(plot.number), 1)), 2.2)
    if size < _LEAST_TYPE:
        return SafeString("")
    return format_html(
        '<text x="{}" y="{}" font-size="{}">{}</text>',
        _metres(plot.x + plot.width / 2),
        _metres(plot.y + plot.depth / 2),
        _metres(size),
        plot.number,
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
