"""Treemaps as SVG: squarified, labelled where the words fit, coloured by level.

Drawn with attributes alone, no `style`, so that a strict Content-Security-Policy lets them be.

Squarified layout after Bruls, Huizing and van Wijk, "Squarified treemaps" (2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.text import BOLDER, choose_role, fits_line, wrap
from fairlead.ui.spoken import write_lang

LEVELS = (
    ("var(--fl-ramp-0, #eceee9)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-1, #cfe0e1)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-2, #9cc3c8)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-3, #357c8a)", "var(--fl-surface, #ffffff)"),
    ("var(--fl-signal, #b93a0a)", "var(--fl-on-signal, #ffffff)"),
)
"""Ground and text colour of each level; the last one is the alarm."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One rectangle: its area (``value``, above 0), its words, its level in `LEVELS`.

    ``href`` makes it a link; ``hint`` is shown when the pointer rests on it.
    """

    label: str
    value: float
    level: int = 0
    detail: str = ""
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: upper left corner, width and height."""

    x: float
    y: float
    width: float
    height: float


def divide_into_boxes(values: Sequence[float], box: Box) -> list[Box]:
    """Return a rectangle for each value, in order, that fill the box in proportion.

    Values are above 0 and descending for the best shapes; nothing for no values.
    """
    total = float(sum(values))
    if total <= 0:
        return []
    areas = [value * box.width * box.height / total for value in values]
    boxes: list[Box] = []
    while len(boxes) < len(areas):
        start = len(boxes)
        side = min(box.width, box.height)
        end = start + 1
        while end < len(areas) and _find_worst_proportion(
            areas[start : end + 1], side
        ) <= _find_worst_proportion(areas[start:end], side):
            end += 1
        row, box = _place_row(areas[start:end], box)
        boxes += row
    return boxes


def _find_worst_proportion(areas: Sequence[float], side: float) -> float:
    """Return the worst proportion of the rectangles of a row along a side."""
    total = sum(areas)
    if side <= 0 or total <= 0:
        return float("inf")
    return max(side**2 * max(areas) / total**2, total**2 / (side**2 * max(min(areas), 1e-12)))


def _place_row(areas: Sequence[float], box: Box) -> tuple[list[Box], Box]:
    """Return the rectangles of one row along the shorter side, and the box that is left."""
    total = sum(areas)
    row = []
    if box.width >= box.height:
        thick = min(total / box.height if box.height else 0.0, box.width)
        y = box.y
        for area in areas:
            row.append(Box(box.x, y, thick, area / thick if thick else 0.0))
            y += row[-1].height
        return row, Box(box.x + thick, box.y, box.width - thick, box.height)
    thick = min(total / box.width if box.width else 0.0, box.height)
    x = box.x
    for area in areas:
        row.append(Box(x, box.y, area / thick if thick else 0.0, thick))
        x += row[-1].width
    return row, Box(box.x, box.y + thick, box.width, box.height - thick)


def draw_treemap(tiles: Sequence[Tile], *, width: float, height: float, title: str) -> str:
    """Return an SVG element of the tiles in their order; ``title`` names it for readers.

    Give the largest first: the shapes are best then. Raises ValueError for a value of 0 or less.
    """
    small = next((tile.label for tile in tiles if not tile.value > 0), None)
    if small is not None:
        raise ValueError(f"Expected values above 0, got another for {small!r}: leave it out.")
    boxes = divide_into_boxes([tile.value for tile in tiles], Box(0, 0, width, height))
    shapes = [_draw_shape(tile, box) for tile, box in zip(tiles, boxes, strict=True)]
    role = choose_role(tile.href for tile in tiles)
    return (
        f'<svg class="fl-treemap" viewBox="0 0 {width:g} {height:g}" role="{role}" '
        f'direction="ltr" aria-label="{escape(title)}">' + "".join(shapes) + "</svg>"
    )


def _draw_shape(tile: Tile, box: Box) -> str:
    ground, ink = LEVELS[max(0, min(tile.level, len(LEVELS) - 1))]
    hint = f"<title>{escape(tile.hint or tile.label)}</title>"
    inside = (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{max(box.width - 1.5, 0.2):.1f}" '
        f'height="{max(box.height - 1.5, 0.2):.1f}" rx="1.5" fill="{ground}"/>'
        + _draw_words(tile, box, ink)
    )
    if tile.href:
        return f'<a href="{escape(tile.href)}">{hint}{inside}</a>'
    return f"<g>{hint}{inside}</g>"


def _draw_words(tile: Tile, box: Box, ink: str) -> str:
    size = 15.0 if box.width * box.height > 22_000 else 12.0 if box.height > 40 else 10.5
    bold = size > 12
    lines = wrap(
        tile.label,
        width=(box.width - 12) / (BOLDER if bold else 1.0),
        size=size,
        most=int((box.height - 10) / size / 1.2),
    )
    if not lines or box.width < 34:
        return ""
    lang = write_lang(tile.label)
    spans = [
        f'<text x="{box.x + 6:.1f}" y="{box.y + 5 + size * (1.2 * number + 0.85):.1f}" '
        f'fill="{ink}" font-size="{size:g}" font-weight="{600 if bold else 400}"{lang}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    ]
    bottom = box.y + 5 + size * 1.2 * len(lines) + 13
    room = bottom < box.y + box.height - 4
    if tile.detail and room and fits_line(tile.detail, width=box.width - 12, size=11):
        spans.append(
            f'<text x="{box.x + 6:.1f}" y="{bottom:.1f}" '
            f'fill="{ink}" font-size="11" opacity=".85">{escape(tile.detail)}</text>'
        )
    return "".join(spans)
