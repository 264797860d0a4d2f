"""An economy's critical imports month by month: how many, which are new, how many left.

Below it the concentration of its imports. Drawn with attributes alone, no `style`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.text import lay_out
from fairlead.ui.formats import figure, number

_STAYED, _ENTERED = "var(--fl-ramp-3, #4f8791)", "var(--fl-signal, #b93a0a)"
_LEFT, _RULE = "var(--fl-ramp-1, #cfe0e1)", "var(--fl-line, #dbd8cc)"
_SOFT, _INK = "var(--fl-ink-soft, #495862)", "var(--fl-ink, #14212a)"
_LINE = "var(--fl-ramp-4, #0b5768)"
_TOP, _BARS, _UNDER, _GAP, _CURVE, _FOOT = 24.0, 150.0, 40.0, 34.0, 90.0, 24.0


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """A month: critical imports, of them new, how many left; None where there are no flows."""

    month: str
    critical: int | None = None
    entered: int = 0
    left: int = 0
    concentration: float | None = None


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """What is written: the picture's title, what its two parts count, and a month without flows."""

    title: str
    count: str
    concentration: str
    nothing: str
    right_to_left: bool = False


def draw_history(points: Sequence[MonthPoint], *, words: HistoryWords, width: float) -> str:
    """Return an SVG element of the months in their order; "" for none."""
    if not points:
        return ""
    step = (width - 16) / len(points)
    height = _TOP + _BARS + _UNDER + _GAP + _CURVE + _FOOT
    base = _TOP + _BARS
    most = max((one.critical or 0 for one in points), default=0) or 1
    least = max((one.left for one in points), default=0)
    scale = min(_BARS / most, _UNDER / least if least else _BARS)
    drawn = [f'<text x="8" y="14" font-size="12" fill="{_SOFT}">{escape(words.count)}</text>']
    for place, one in enumerate(points):
        drawn.append(_draw_month(one, place, step=step, scale=scale, base=base, words=words))
    drawn.append(f'<path d="M8 {base:g}H{width - 8:g}" stroke="{_INK}" stroke-opacity=".5"/>')
    drawn.extend(_draw_curve(points, step=step, top=base + _UNDER + _GAP, words=words))
    every = max(1, -(-58 // int(step)) if step < 58 else 1)
    for place, one in enumerate(points):
        if (len(points) - 1 - place) % every == 0:
            drawn.append(
                f'<text x="{8 + (place + 0.5) * step:.1f}" y="{height - 6:g}" font-size="12" '
                f'text-anchor="middle" fill="{_SOFT}">{escape(one.month)}</text>'
            )
    svg = (
        f'<svg class="fl-history" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(words.title)}">' + "".join(drawn) + "</svg>"
    )
    return lay_out(svg, right_to_left=words.right_to_left)


def _draw_month(
    one: MonthPoint, place: int, *, step: float, scale: float, base: float, words: HistoryWords
) -> str:
    middle, wide = 8 + (place + 0.5) * step, min(step * 0.62, 44.0)
    left = middle - wide / 2
    if one.critical is None:
        return (
            f"<g><title>{escape(one.month)}: {escape(words.nothing)}</title>"
            f'<path d="M{left:.1f} {base - 4:g}h{wide:.1f}" stroke="{_SOFT}" '
            f'stroke-dasharray="3 3"/></g>'
        )
    high, new = one.critical * scale, min(one.entered, one.critical) * scale
    parts = [
        f"<title>{escape(one.month)}: {number(one.critical)} (+{number(one.entered)} "
        f"−{number(one.left)})</title>",
        f'<rect x="{left:.1f}" y="{base - high + new:.1f}" width="{wide:.1f}" '
        f'height="{max(high - new, 0):.1f}" fill="{_STAYED}"/>',
    ]
    if new:
        parts.append(
            f'<rect x="{left:.1f}" y="{base - high:.1f}" width="{wide:.1f}" '
            f'height="{new:.1f}" fill="{_ENTERED}"/>'
        )
    if one.left:
        parts.append(
            f'<rect x="{left:.1f}" y="{base:g}" width="{wide:.1f}" '
            f'height="{max(one.left * scale, 1):.1f}" fill="{_LEFT}" stroke="{_RULE}"/>'
        )
    parts.append(
        f'<text x="{middle:.1f}" y="{base - high - 5:.1f}" font-size="12" font-weight="600" '
        f'text-anchor="middle" fill="{_INK}">{number(one.critical)}</text>'
    )
    return f"<g>{''.join(parts)}</g>"


def _draw_curve(
    points: Sequence[MonthPoint], *, step: float, top: float, words: HistoryWords
) -> list[str]:
    """Return the line of the concentration, from the lowest to the highest there is."""
    known = [one.concentration for one in points if one.concentration is not None]
    drawn = [
        f'<text x="8" y="{top - 12:g}" font-size="12" fill="{_SOFT}">'
        f"{escape(words.concentration)}</text>"
    ]
    if not known:
        return drawn
    low, high = min(known), max(known)
    span = max(high - low, 0.02)
    middle = (high + low) / 2
    places: list[tuple[float, float, float]] = []
    path, pen = "", "M"
    for place, one in enumerate(points):
        if one.concentration is None:
            pen = "M"
            continue
        x = 8 + (place + 0.5) * step
        y = top + _CURVE / 2 - (one.concentration - middle) / span * (_CURVE - 34)
        path += f"{pen}{x:.1f} {y:.1f}"
        pen = "L"
        places.append((x, y, one.concentration))
    drawn.append(f'<path d="{path}" fill="none" stroke="{_LINE}" stroke-width="2.5"/>')
    for place, (x, y, value) in enumerate(places):
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_LINE}"/>')
        if place in (0, len(places) - 1) or value in (low, high):
            drawn.append(
                f'<text x="{x:.1f}" y="{y - 9:.1f}" font-size="12" text-anchor="middle" '
                f'fill="{_INK}" stroke="var(--fl-surface, #fff)" stroke-width="4" '
                f'paint-order="stroke">{figure(round(value, 3))}</text>'
            )
    return drawn
