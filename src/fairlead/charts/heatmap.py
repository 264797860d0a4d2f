"""Heatmaps and column charts as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.charts.numbers import format_number, format_short
from fairlead.charts.text import measure_text, wrap
from fairlead.ui.formats import join_items

RAMP = (
    ("var(--fl-ramp-0, #eceee9)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-1, #cfe0e1)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-2, #9cc3c8)", "var(--fl-ink, #14212a)"),
    ("var(--fl-ramp-3, #357c8a)", "var(--fl-surface, #ffffff)"),
    ("var(--fl-ramp-4, #0b5768)", "var(--fl-surface, #ffffff)"),
)
_INK = "var(--fl-ink, #14212a)"
_SOFT = "var(--fl-ink-soft, #495862)"
_LINE = "var(--fl-line, #dbd8cc)"


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together, such as the hours of a day."""

    label: str
    columns: tuple[str, ...]


def draw_heatmap(
    rows: Sequence[str],
    groups: Sequence[Group],
    values: Sequence[Sequence[float]],
    *,
    width: float,
    title: str,
    most: float | None = None,
) -> str:
    """Return an SVG element: a row of cells for each name, coloured by value up to ``most``.

    ``values`` has a row for each of ``rows`` and a value for each column of all groups in order.
    """
    count = sum(len(group.columns) for group in groups)
    top = most if most is not None else max((max(row, default=0) for row in values), default=0)
    left = min(width * 0.3, max((measure_text(row, 13) for row in rows), default=0) + 14)
    gap = 10.0
    cell = (width - left - gap * (len(groups) - 1)) / max(count, 1)
    tall = 30.0
    head = 42.0
    parts = []
    x = left
    column = 0
    for group in groups:
        span = cell * len(group.columns)
        parts.append(_draw_text(x, 14, group.label, size=13, weight=600))
        every = max(1, round(34 / cell + 0.5))
        for place, label in enumerate(group.columns):
            middle = x + cell * (place + 0.5)
            if place % every == 0:
                parts.append(_draw_text(middle, 33, label, size=11, ink=_SOFT, anchor="middle"))
            for line, row in enumerate(values):
                where = f"{rows[line]}, {group.label} {label}"
                y = head + line * tall
                parts.append(_draw_cell(middle - cell / 2, y, cell, tall, row[column], top, where))
            column += 1
        x += span + gap
    for line, name in enumerate(rows):
        shown = " ".join(wrap(name, width=left - 8, size=13, most=1))
        parts.append(_draw_text(0, head + line * tall + tall * 0.64, shown, size=13))
    return _wrap_svg("fl-heatmap", width, head + tall * len(rows), title, parts)


def _draw_cell(
    x: float, y: float, width: float, height: float, value: float, most: float, where: str
) -> str:
    level = 0 if value <= 0 or most <= 0 else min(4, 1 + int(4 * value / most * 0.9999))
    ground, ink = RAMP[level]
    count = format_short(value)
    label = ""
    if value > 0 and measure_text(count, 11) < width - 3:
        label = _draw_text(
            x + width / 2, y + height * 0.62, count, size=11, ink=ink, anchor="middle"
        )
    return (
        f"<g><title>{escape(where)}: {format_number(value)}</title>"
        f'<rect x="{x + 0.75:.1f}" y="{y + 0.75:.1f}" width="{width - 1.5:.1f}" '
        f'height="{height - 1.5:.1f}" rx="2" style="fill:{ground}"/>{label}</g>'
    )


@dataclass(frozen=True, slots=True)
class Series:
    """Values stacked in every column, in one colour."""

    label: str
    values: tuple[float, ...]
    colour: str


def draw_columns(
    groups: Sequence[Group], series: Sequence[Series], *, width: float, height: float, title: str
) -> str:
    """Return an SVG element: stacked columns, one for each column of the groups in order."""
    count = sum(len(group.columns) for group in groups)
    stacks = [sum(one.values[column] for one in series) for column in range(count)]
    top = _round_up(max(stacks, default=0))
    left, head, foot, gap = 44.0, 24.0, 20.0, 10.0
    plot = height - head - foot
    step = (width - left - gap * (len(groups) - 1)) / max(count, 1)
    parts = []
    for tick in (0.0, 0.5, 1.0):
        y = head + plot * (1 - tick)
        parts.append(
            f'<line x1="{left}" x2="{width:g}" y1="{y:.1f}" y2="{y:.1f}" style="stroke:{_LINE}"/>'
        )
        parts.append(
            _draw_text(left - 8, y + 4, format_short(top * tick), size=11, ink=_SOFT, anchor="end")
        )
    x, column = left, 0
    for group in groups:
        parts.append(_draw_text(x, 14, group.label, size=13, weight=600))
        every = max(1, round(34 / step + 0.5))
        for place, label in enumerate(group.columns):
            if place % every == 0:
                middle = x + step / 2
                parts.append(
                    _draw_text(middle, height - 5, label, size=11, ink=_SOFT, anchor="middle")
                )
            where = f"{group.label} {label}"
            parts.append(_stack(x, step, head + plot, plot / top, series, column, where))
            x += step
            column += 1
        x += gap
    return _wrap_svg("fl-columns", width, height, title, parts)


def _stack(
    x: float,
    step: float,
    foot: float,
    scale: float,
    series: Sequence[Series],
    column: int,
    where: str,
) -> str:
    said = join_items(f"{one.label} {format_number(one.values[column])}" for one in series)
    parts = [f"<g><title>{escape(where)}: {escape(said)}</title>"]
    y = foot
    for one in series:
        tall = one.values[column] * scale
        if tall > 0:
            y -= tall
            parts.append(
                f'<rect x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" '
                f'height="{tall:.1f}" style="fill:{one.colour}"/>'
            )
    return "".join([*parts, "</g>"])


def _round_up(value: float) -> float:
    """Return the next round number, one whose half is round too."""
    if value <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 1.0
    return next(power * step for step in (1, 2, 3, 4, 5, 6, 8, 10, 20) if power * step >= value)


def _draw_text(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    ink: str = _INK,
    anchor: str = "start",
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'style="fill:{ink};font-size:{size:g}px;font-weight:{weight}">{escape(words)}</text>'
    )


def _wrap_svg(kind: str, width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'style="direction:ltr" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
