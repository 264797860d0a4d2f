"""The product space as SVG: products as points, near ones linked, some of them lit.

Drawn with attributes alone, no `style`, so that a strict Content-Security-Policy lets them be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.text import choose_role, measure_text, wrap
from fairlead.ui.spoken import write_lang

LIT = "var(--fl-brand, #0b5768)"
DIM = "var(--fl-ramp-2, #9cc3c8)"
ALARM = "var(--fl-signal, #b93a0a)"
_LINK = "var(--fl-line, #dbd8cc)"
_INK = "var(--fl-ink, #14212a)"
_GROUND = "var(--fl-surface, #ffffff)"
_MARGIN = 14.0


@dataclass(frozen=True, slots=True)
class Point:
    """A product: ``x``, ``y`` between 0 and 1; ``lit`` when it is made, ``alarm`` when it lacks.

    ``size`` between 0 and 1 swells a lit point. ``label`` is written beside an alarm where there
    is room; ``hint`` is shown when the pointer rests on a lit point or an alarm. ``href`` makes an
    alarm a link. Lit points without a hint are drawn together and say nothing.
    """

    x: float
    y: float
    lit: bool = False
    alarm: bool = False
    size: float = 0.0
    label: str = ""
    hint: str = ""
    href: str = ""


def draw_network(
    points: Sequence[Point],
    links: Sequence[tuple[int, int]],
    *,
    width: float,
    height: float,
    title: str,
    labels: int = 12,
) -> str:
    """Return an SVG element of the points and the links between them (positions).

    At most ``labels`` alarms are labelled, in the order of the points, none over another.
    """
    places = [
        (_MARGIN + one.x * (width - 2 * _MARGIN), _MARGIN + one.y * (height - 2 * _MARGIN))
        for one in points
    ]
    lines = "".join(_draw_line(places[a], places[b]) for a, b in links)
    small = 2.4 if len(points) > 400 else 3.4
    # A line of no length with round ends is a dot: a thousand dim points in one short path.
    dots = "".join(
        f"M{x:.0f} {y:.0f}h0"
        for one, (x, y) in zip(points, places, strict=True)
        if not (one.lit or one.alarm)
    )
    drawn = [
        f'<path d="{lines}" stroke="{_LINK}" fill="none"/>',
        f'<path d="{dots}" stroke="{DIM}" stroke-width="{2 * small:g}" stroke-linecap="round"/>',
    ]
    bright = list(zip(points, places, strict=True))
    lit = [(one, at) for one, at in bright if one.lit and not one.alarm]
    drawn += _draw_silent_points([pair for pair in lit if not pair[0].hint], small)
    drawn += _draw_circles([pair for pair in lit if pair[0].hint], small, colour=LIT)
    drawn += _draw_circles([pair for pair in bright if pair[0].alarm], small, colour=ALARM)
    drawn += _draw_labels(bright, width=width, height=height, most=labels)
    role = choose_role(point.href for point in points)
    return (
        f'<svg class="fl-space" viewBox="0 0 {width:g} {height:g}" role="{role}" '
        f'direction="ltr" aria-label="{escape(title)}">' + "".join(drawn) + "</svg>"
    )


def _draw_silent_points(
    points: Sequence[tuple[Point, tuple[float, float]]], small: float
) -> list[str]:
    """Return lit points that say nothing: those of about the same size in one path.

    Each is drawn twice, the wider one below: the ring that tells it from what it covers.
    """
    sizes: dict[float, list[str]] = {}
    for point, (x, y) in points:
        wide = round(2 * _compute_radius(point, small))
        sizes.setdefault(wide, []).append(f"M{x:.0f} {y:.0f}h0")
    return [
        f'<path d="{"".join(dots)}" stroke="{colour}" stroke-width="{wide + more:g}" '
        'stroke-linecap="round"/>'
        for wide, dots in sorted(sizes.items())
        for colour, more in ((_GROUND, 1), (LIT, -1))
    ]


def _compute_radius(point: Point, small: float) -> float:
    return small + 1 + (2.5 if point.alarm else 5 * point.size)


def _draw_line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a line as a path, in whole units; the way to its end is shorter to write."""
    x, y = round(start[0]), round(start[1])
    return f"M{x} {y}l{round(end[0]) - x} {round(end[1]) - y}"


def _draw_circles(
    points: Sequence[tuple[Point, tuple[float, float]]], small: float, *, colour: str
) -> list[str]:
    """Return the points as circles of one colour, each with its hint and link."""
    if not points:
        return []
    circles = "".join(_draw_circle(one, at, _compute_radius(one, small)) for one, at in points)
    return [f'<g fill="{colour}" stroke="{_GROUND}">{circles}</g>']


def _draw_circle(point: Point, at: tuple[float, float], radius: float) -> str:
    hint = f"<title>{escape(point.hint)}</title>" if point.hint else ""
    circle = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}">{hint}</circle>'
    return f'<a href="{escape(point.href)}">{circle}</a>' if point.href else circle


def _draw_labels(
    points: Sequence[tuple[Point, tuple[float, float]]],
    *,
    width: float,
    height: float,
    most: int,
) -> list[str]:
    # A name may cover dim points, never another name or another alarm.
    taken = [(x - 6, y - 6, x + 6, y + 6) for point, (x, y) in points if point.alarm]
    written: list[str] = []
    for point, (x, y) in points:
        if not (point.alarm and point.label) or len(written) >= most:
            continue
        line = (wrap(point.label, width=190, size=12, most=1) or [""])[0]
        wide = measure_text(line, 12.5)
        left = x + 9 + wide > width
        start = x - 9 - wide if left else x + 9
        box = (start, y - 8, start + wide, y + 8)
        if not line or start < 0 or y < 8 or y > height - 8 or _overlaps(box, taken):
            continue
        taken.append(box)
        anchor = ' text-anchor="end"' if left else ""
        written.append(
            f'<text x="{x - 9 if left else x + 9:.1f}" y="{y + 4:.1f}" font-size="12" '
            f'fill="{_INK}"{anchor} stroke="{_GROUND}" stroke-width="3.5" stroke-opacity=".85" '
            f'stroke-linejoin="round" paint-order="stroke"{write_lang(point.label)}>{escape(line)}'
            "</text>"
        )
    return written


def _overlaps(
    box: tuple[float, float, float, float], others: Sequence[tuple[float, float, float, float]]
) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )
