"""The frontier of two aims as points that lead to their choices.

Drawn with attributes alone, no `style`, so that a strict Content-Security-Policy lets them be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fairlead.ui.formats import format_compact

_LINE = "var(--fl-brand, #0b5768)"
_RULE = "var(--fl-line, #dbd8cc)"
_SOFT = "var(--fl-ink-soft, #495862)"
_HERE = "var(--fl-signal, #b93a0a)"
WIDE, NARROW = 720.0, 340.0  # of a screen, and of a phone: the letters stay as large
_HEIGHT = 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 84.0, 20.0, 28.0, 48.0


@dataclass(frozen=True, slots=True)
class FrontierWords:
    """The picture's title, and the name of each axis."""

    title: str
    worth: str
    measure: str


def draw_frontier(
    points: Sequence[tuple[float, float]],
    *,
    addresses: Sequence[str],
    here: int,
    words: FrontierWords,
    width: float = WIDE,
) -> str:
    """Return an SVG element of (measure, worth) points, each a link; ``here`` is marked."""
    across, up = _scale([one for one, _ in points]), _scale([one for _, one in points])

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x = _LEFT + (width - _LEFT - _RIGHT) * (point[0] - across[0]) / (across[1] - across[0])
        y = _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * (point[1] - up[0]) / (up[1] - up[0])
        return x, y

    drawn = []
    for share in (0.0, 0.5, 1.0):
        worth = up[0] + share * (up[1] - up[0])
        measure = across[0] + share * (across[1] - across[0])
        y, x = place((across[0], worth))[1], place((measure, up[0]))[0]
        x, anchor = (width - 4, "end") if share == 1.0 else (x, "middle")  # the last, within
        drawn.append(
            f'<path d="M{_LEFT:g} {y:.1f}H{width - _RIGHT:g}" stroke="{_RULE}"/>'
            f'<text x="{_LEFT - 8:g}" y="{y + 4:.1f}" text-anchor="end" font-size="12" '
            f'fill="{_SOFT}">{escape(format_compact(worth))}</text>'
            f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18:g}" text-anchor="{anchor}" '
            f'font-size="12" fill="{_SOFT}">{escape(format_compact(measure))}</text>'
        )
    drawn.append(
        f'<text x="{_LEFT:g}" y="16" font-size="12" fill="{_SOFT}">{escape(words.worth)}</text>'
        f'<text x="{width - _RIGHT:g}" y="{_HEIGHT - 8:g}" text-anchor="end" font-size="12" '
        f'fill="{_SOFT}">{escape(words.measure)}</text>'
    )
    places = [place(one) for one in points]
    for number, ((x, y), address) in enumerate(zip(places, addresses, strict=True), 1):
        marked = number - 1 == here
        drawn.append(
            f'<a href="{escape(address)}" aria-label="{number}">'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{9 if marked else 6}" '
            f'fill="{_HERE if marked else _LINE}"/>'
            f'<text x="{x:.1f}" y="{y - 12:.1f}" text-anchor="middle" font-size="12" '
            f'fill="{_SOFT}">{number}</text></a>'
        )
    return (
        f'<svg class="fl-curve" viewBox="0 0 {width:g} {_HEIGHT:g}" role="group" '
        f'direction="ltr" aria-label="{escape(words.title)}">' + "".join(drawn) + "</svg>"
    )


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """Return from where to where an axis goes, a little beyond what is on it."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return low - room, high + room
