"""A count that falls with a threshold, drawn as steps, the chosen threshold marked.

Drawn with attributes alone, no `style`, so that a strict Content-Security-Policy lets them be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.text import measure_text
from fairlead.ui.formats import figure, number

_LINE = "var(--fl-brand, #0b5768)"
_WASH = "var(--fl-ramp-1, #cfe0e1)"
_RULE = "var(--fl-line, #dbd8cc)"
_SOFT = "var(--fl-ink-soft, #495862)"
_INK = "var(--fl-ink, #14212a)"
_HERE = "var(--fl-signal, #b93a0a)"
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 16.0, 30.0, 46.0
_TICKS = 5


@dataclass(frozen=True, slots=True)
class CurveWords:
    """What is written: the picture's title, the name of each axis, and what the mark says."""

    title: str
    threshold: str
    count: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    height: float
    last: float
    step: int
    ticks: int

    @property
    def floor(self) -> float:
        return self.height - _BOTTOM

    def x(self, threshold: float) -> float:
        return _LEFT + (self.width - _LEFT - _RIGHT) * threshold / self.last

    def y(self, count: float) -> float:
        return self.floor - (self.floor - _TOP) * count / (self.step * self.ticks)


def draw_threshold_steps(
    points: Sequence[tuple[float, int]],
    *,
    chosen: float,
    words: CurveWords,
    width: float,
    height: float,
) -> str:
    """Return an SVG element of (threshold, count) points, ascending in the threshold, from 0.

    A count holds from its threshold to the next; ``chosen`` is marked. Without points there are
    only the axes.
    """
    most = max((count for _, count in points), default=0)
    step = _step(most)
    last = points[-1][0] if points else 1.0
    frame = _Frame(width, height, last or 1.0, step, max(-(-most // step), 1))
    drawn = [*_draw_axes(frame), _draw_axis_words(frame, words)]
    if points:
        steps = _draw_steps([(frame.x(place), frame.y(count)) for place, count in points])
        floor = f"V{frame.floor:.1f}H{frame.x(points[0][0]):.1f}z"
        drawn.append(f'<path d="{steps}{floor}" fill="{_WASH}" fill-opacity=".6"/>')
        drawn.append(f'<path d="{steps}" fill="none" stroke="{_LINE}" stroke-width="2.5"/>')
        drawn.append(_mark(frame, chosen, count_at(points, chosen), words.mark))
    return (
        f'<svg class="fl-curve" viewBox="0 0 {width:g} {height:g}" role="img" direction="ltr" '
        f'aria-label="{escape(words.title)}">' + "".join(drawn) + "</svg>"
    )


def count_at(points: Sequence[tuple[float, int]], chosen: float) -> int:
    """Return the count at the last threshold that is not above the chosen one."""
    return next((count for place, count in reversed(points) if place <= chosen + 1e-9), 0)


def _step(most: int) -> int:
    """Return the distance of the lines: 1, 2 or 5 of some power of ten, at most five lines."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if size * factor * _TICKS >= most:
                return size * factor
        size *= 10


def _draw_steps(places: Sequence[tuple[float, float]]) -> str:
    x0, y0 = places[0]
    return f"M{x0:.1f} {y0:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in places[1:])


def _draw_axes(frame: _Frame) -> list[str]:
    lines = []
    for tick in range(frame.ticks + 1):
        level = frame.y(tick * frame.step)
        lines.append(
            f'<path d="M{_LEFT:g} {level:.1f}H{frame.width - _RIGHT:.1f}" stroke="{_RULE}"/>'
            f'<text x="{_LEFT - 8:g}" y="{level + 4:.1f}" font-size="12" text-anchor="end" '
            f'fill="{_SOFT}">{number(tick * frame.step)}</text>'
        )
    for part in range(_TICKS + 1):
        place = frame.last * part / _TICKS
        lines.append(
            f'<text x="{frame.x(place):.1f}" y="{frame.floor + 18:.1f}" font-size="12" '
            f'text-anchor="middle" fill="{_SOFT}">{figure(place)}</text>'
        )
    return lines


def _draw_axis_words(frame: _Frame, words: CurveWords) -> str:
    return (
        f'<text x="{_LEFT - 34:g}" y="14" font-size="12" fill="{_SOFT}">{escape(words.count)}'
        f'</text><text x="{frame.width - _RIGHT:.1f}" y="{frame.height - 8:.1f}" font-size="12" '
        f'text-anchor="end" fill="{_SOFT}">{escape(words.threshold)}</text>'
    )


def _mark(frame: _Frame, chosen: float, count: int, said: str) -> str:
    x, y = frame.x(chosen), frame.y(count)
    place, anchor = _place_words(frame, x, measure_text(said, 13))
    return (
        f'<path d="M{x:.1f} {frame.floor:.1f}V{_TOP - 10:.1f}" stroke="{_HERE}" '
        f'stroke-width="1.5" stroke-dasharray="4 3"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_HERE}"/>'
        f'<text x="{place:.1f}" y="{max(y - 10, _TOP):.1f}" font-size="13" font-weight="600" '
        f'fill="{_INK}" text-anchor="{anchor}" stroke="var(--fl-surface, #ffffff)" '
        f'stroke-width="4" paint-order="stroke">{escape(said)}</text>'
    )


def _place_words(frame: _Frame, x: float, width: float) -> tuple[float, str]:
    """Return where words of a width beside ``x`` begin or end: where all of them are seen."""
    after, before = x + 9 + width < frame.width, x - 9 - width > 0
    if after and (x < frame.width * 0.55 or not before):
        return x + 9, "start"
    return (x - 9, "end") if before else (frame.width - 2, "end")
