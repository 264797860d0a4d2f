"""How evenly lists spread attention: the share of all places that each tenth of a side holds."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fairlead.charts.numbers import format_share

WIDE, NARROW = 640.0, 340.0  # narrow for phones, where the wide one would be too small to read
_HIGH, _TOP, _FOOT = 150.0, 18.0, 22.0
_TENTHS = 10


def share_by_tenths(shown: Sequence[int]) -> tuple[float, ...]:
    """Return the share of all places that each tenth of the participants has, the least first.

    ``shown`` counts the lists each is on. Even lists give a tenth each; a participant on the edge
    of two tenths counts for both in parts. Nothing when nobody is shown.
    """
    ordered, total = sorted(shown), sum(shown)
    if not total:
        return ()
    size = len(ordered) / _TENTHS
    below = [0.0]
    for count in ordered:
        below.append(below[-1] + count)

    def held(place: float) -> float:
        whole = min(int(place), len(ordered) - 1)
        return below[whole] + (place - whole) * ordered[whole]

    edges = [held(size * edge) for edge in range(_TENTHS)] + [below[-1]]
    return tuple((edges[n + 1] - edges[n]) / total for n in range(_TENTHS))


def draw_tenths(shares: Sequence[float], *, title: str, even: str, width: float = WIDE) -> str:
    """Return an SVG element of the shares as columns, with a line where all would be even.

    ``title`` names the picture for readers, ``even`` the line.
    """
    if not shares:
        return ""
    most = max(*shares, 1 / _TENTHS)
    step = width / len(shares)
    columns = "".join(
        _draw_column(part, place, step=step, scale=_HIGH / most)
        for place, part in enumerate(shares)
    )
    line = _TOP + _HIGH - _HIGH / most / _TENTHS
    return (
        f'<svg class="fl-tenths" viewBox="0 0 {width:g} {_TOP + _HIGH + _FOOT:g}" role="img" '
        f'direction="ltr" aria-label="{escape(title)}">'
        f'<path d="M0 {line:.1f}H{width:g}" stroke="var(--fl-signal, #b93a0a)" '
        f'stroke-width="1.5" stroke-dasharray="5 4"/>{columns}'
        f'<text x="0" y="{line - 5:.1f}" font-size="12" fill="var(--fl-signal, #b93a0a)">'
        f"{escape(even)}</text></svg>"
    )


def _draw_column(part: float, place: int, *, step: float, scale: float) -> str:
    high = part * scale
    top = _TOP + _HIGH - high
    middle = (place + 0.5) * step
    soft, full = "var(--fl-ink-soft, #495862)", "var(--fl-ramp-4, #0b5768)"
    return (
        f"<g><title>{place + 1}: {escape(format_share(part, digits=1))}</title>"
        f'<rect x="{(place + 0.1) * step:.1f}" '
        f'y="{top:.1f}" width="{step * 0.8:.1f}" height="{max(high, 1):.1f}" fill="{full}"/>'
        f'<text x="{middle:.1f}" y="{top - 5:.1f}" font-size="12" text-anchor="middle" '
        f'fill="var(--fl-ink, #14212a)" stroke="var(--fl-surface, #fff)" stroke-width="4" '
        f'paint-order="stroke">{escape(format_share(part))}</text><text x="{middle:.1f}" '
        f'y="{_TOP + _HIGH + 16:g}" font-size="12" text-anchor="middle" fill="{soft}">'
        f"{place + 1}</text></g>"
    )
