"""Sankey diagrams as SVG: who sells what to whom, bands as wide as their values.

Drawn with attributes alone, no `style`, so that a strict Content-Security-Policy lets them be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.text import choose_role, fits_line, wrap
from fairlead.ui.spoken import write_lang

SHADES = (
    "var(--fl-ramp-4, #0b5768)",
    "var(--fl-ramp-3, #357c8a)",
    "var(--fl-ramp-2, #9cc3c8)",
    "var(--fl-line-strong, #8b8775)",
)
"""Colours of stops and bands: the strongest first, the last for what is summed up as others."""

_INK = "var(--fl-ink, #14212a)"
_SOFT = "var(--fl-ink-soft, #495862)"
_GROUND = "var(--fl-surface, #ffffff)"
_USUAL = 2  # the shade of most bands, said once for all of them
_BAR = 10.0
_LINE = 1.3
_LEAST_GAP = 2.0
_WIDEST_GAP = 24.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One bar of a column: its words, a second line, its shade in `SHADES`.

    ``href`` makes it a link; ``hint`` is shown when the pointer rests on it.
    """

    label: str
    detail: str = ""
    shade: int = 0
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What flows from one stop to one of the next column: their positions, a value above 0."""

    source: int
    target: int
    value: float
    shade: int = _USUAL
    hint: str = ""


@dataclass(slots=True)
class _Bar:
    """A stop's place; ``space`` is the height for its words, ``taken`` what bands have taken of
    its left and its right side.
    """

    x: float
    y: float
    height: float
    space: float
    taken: list[float]


def draw_sankey(
    columns: Sequence[Sequence[Stop]],
    bands: Sequence[Sequence[Band]],
    *,
    width: float,
    height: float,
    title: str,
    size: float = 13.0,
) -> str:
    """Return an SVG element: ``bands[i]`` lead from ``columns[i]`` to ``columns[i + 1]``.

    Stops stand in their order, their words at the right of their bar, in the last column at its
    left. Raises ValueError for bands that do not fit the columns or a value of 0 or less.
    """
    if len(bands) != len(columns) - 1:
        raise ValueError(f"Expected bands between {len(columns)} columns, got {len(bands)} lists.")
    if any(not band.value > 0 for part in bands for band in part):
        raise ValueError("Expected values above 0, got another: leave the band out.")
    values = _compute_values(columns, bands)
    scale = _scale(values, height=height, line=size * _LINE)
    step = (width - _BAR) / max(len(columns) - 1, 1)
    bars = [
        _place_column(
            [one * scale for one in value], x=step * place, height=height, line=size * _LINE
        )
        for place, value in enumerate(values)
    ]
    drawn = [
        _draw_band(band, bars[place][band.source], bars[place + 1][band.target], band.value * scale)
        for place, part in enumerate(bands)
        for band in part
    ]
    drawn = [f'<g fill="{_choose_colour(_USUAL)}" fill-opacity=".38">', *drawn, "</g>"]
    for place, (column, row) in enumerate(zip(columns, bars, strict=True)):
        last = place == len(columns) - 1 and place > 0
        # The last two columns write into the same space, from its two sides.
        part = 0.42 if last else 0.56 if place == len(columns) - 2 else 0.9
        room = (step - _BAR - 12) * part
        drawn += [
            _stop(stop, bar, room=room, size=size, left=last)
            for stop, bar in zip(column, row, strict=True)
        ]
    role = choose_role(stop.href for column in columns for stop in column)
    return (
        f'<svg class="fl-sankey" viewBox="0 0 {width:g} {height:g}" role="{role}" '
        f'direction="ltr" aria-label="{escape(title)}">' + "".join(drawn) + "</svg>"
    )


def _compute_values(
    columns: Sequence[Sequence[Stop]], bands: Sequence[Sequence[Band]]
) -> list[list[float]]:
    """Return the value of each stop: the larger of what reaches it and what leaves it."""
    reach = [[0.0] * len(column) for column in columns]
    leave = [[0.0] * len(column) for column in columns]
    for place, part in enumerate(bands):
        for band in part:
            leave[place][band.source] += band.value
            reach[place + 1][band.target] += band.value
    return [
        [max(both) for both in zip(came, went, strict=True)]
        for came, went in zip(reach, leave, strict=True)
    ]


def _scale(values: Sequence[Sequence[float]], *, height: float, line: float) -> float:
    """Return how high a dollar is, so that the fullest column fits with a line for each stop."""
    low, high = 0.0, height / min((sum(column) or 1.0) for column in values)
    for _ in range(50):
        middle = (low + high) / 2
        fullest = max(
            sum(max(one * middle + _LEAST_GAP, line) for one in column) for column in values
        )
        low, high = (middle, high) if fullest <= height else (low, middle)
    return low


def _place_column(heights: Sequence[float], *, x: float, height: float, line: float) -> list[_Bar]:
    spaces = [max(one + _LEAST_GAP, line) for one in heights]
    free = height - sum(spaces)
    gap = min(max(free, 0.0) / max(len(heights) - 1, 1), _WIDEST_GAP)
    y = (free - gap * max(len(heights) - 1, 0)) / 2
    row = []
    for one, space in zip(heights, spaces, strict=True):
        row.append(_Bar(x, y + (space - one) / 2, one, space, [0.0, 0.0]))
        y += space + gap
    return row


def _draw_band(band: Band, source: _Bar, target: _Bar, high: float) -> str:
    y0, y1 = source.y + source.taken[1], target.y + target.taken[0]
    source.taken[1] += high
    target.taken[0] += high
    x0, x1 = source.x + _BAR, target.x
    middle = (x0 + x1) / 2
    path = (
        f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"v{max(high, 0.4):.1f}"
        f"C{middle:.1f} {y1 + high:.1f} {middle:.1f} {y0 + high:.1f} {x0:.1f} {y0 + high:.1f}z"
    )
    hint = f"<title>{escape(band.hint)}</title>" if band.hint else ""
    fill = "" if band.shade == _USUAL else f' fill="{_choose_colour(band.shade)}"'
    return f'<path d="{path}"{fill}>{hint}</path>'


def _stop(stop: Stop, bar: _Bar, *, room: float, size: float, left: bool) -> str:
    hint = f"<title>{escape(stop.hint or f'{stop.label} {stop.detail}'.strip())}</title>"
    inside = (
        f'<rect x="{bar.x:.1f}" y="{bar.y:.1f}" width="{_BAR:g}" '
        f'height="{max(bar.height, 1):.1f}" rx="1.5" fill="{_choose_colour(stop.shade)}"/>'
        + _draw_label(stop, bar, room=room, size=size, left=left)
    )
    if stop.href:
        return f'<a href="{escape(stop.href)}">{hint}{inside}</a>'
    return f"<g>{hint}{inside}</g>"


def _draw_label(stop: Stop, bar: _Bar, *, room: float, size: float, left: bool) -> str:
    """Return the label, and the detail behind or below it, as far as they fit."""
    line = size * 1.2
    lines: list[tuple[str, str]] = []
    if stop.detail and fits_line(f"{stop.label} {stop.detail}", width=room, size=size):
        lines = [(stop.label, stop.detail)]
    else:
        most = max(int(bar.space / line), 1)
        label = wrap(stop.label, width=room, size=size, most=max(min(most - 1, 2), 1))
        lines = [(text, "") for text in label]
        if most > len(lines) and stop.detail:
            lines.append(("", stop.detail))
    x = bar.x - 6 if left else bar.x + _BAR + 6
    y = bar.y + bar.height / 2 - line * len(lines) / 2 + size * 0.95
    anchor = ' text-anchor="end"' if left else ""
    lang, spans = write_lang(stop.label), []
    for number, (label_text, detail) in enumerate(lines):
        soft = f'<tspan fill="{_SOFT}" dx="{5 if label_text else 0}">{escape(detail)}</tspan>'
        spans.append(
            f'<text x="{x:.1f}" y="{y + line * number:.1f}" font-size="{size:g}" fill="{_INK}" '
            f'stroke="{_GROUND}" stroke-width="3" stroke-linejoin="round" stroke-opacity=".75" '
            f'paint-order="stroke"{anchor}{lang if label_text else ""}>{escape(label_text)}'
            f"{soft if detail else ''}</text>"
        )
    return "".join(spans)


def _choose_colour(shade: int) -> str:
    return SHADES[max(0, min(shade, len(SHADES) - 1))]
