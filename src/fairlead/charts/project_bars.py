"""Small pictures of a project: whose share is how large, and what flows in which year."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fairlead.charts.text import lay_out
from fairlead.ui.formats import number
from fairlead.ui.texts import right_to_left

_SHADES = 4
_WIDE, _HIGH = 720.0, 140.0
_RANGE = 238.0
_HALF_LABEL = 22.0  # of a year's digits: the first of many narrow bars has less room to its left


def draw_shares(shares: Sequence[float]) -> SafeString:
    """Return a bar divided as the shares (which sum to 1); the text beside it says them."""
    if not shares:
        return SafeString("")
    ends = [sum(shares[: position + 1]) * 100 for position in range(len(shares))]
    parts = format_html_join(
        "",
        '<rect class="s{}" x="{}" width="{}" height="4"/>',
        (
            (position % _SHADES, f"{end - share * 100:.2f}", f"{max(share * 100 - 0.4, 0):.2f}")
            for position, (end, share) in enumerate(zip(ends, shares, strict=True))
        ),
    )
    drawn = format_html(
        '<svg class="shares" viewBox="0 0 100 4" preserveAspectRatio="none" '
        'aria-hidden="true">{}</svg>',
        parts,
    )
    return SafeString(lay_out(drawn, right_to_left=right_to_left()))


def draw_flows(flows: Sequence[float], *, first_year: int) -> SafeString:
    """Return the net cash flow of each year as bars about a base line; a table says the same."""
    high = max([*flows, 0.0])
    low = min([*flows, 0.0])
    scale = _HIGH / ((high - low) or 1.0)
    base = high * scale
    year = min(_WIDE / max(len(flows), 1), 90.0)
    every = 1 if len(flows) <= 16 else 5
    bars = format_html_join(
        "",
        '<g><title>{}: {}</title><rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text x="{}" y="{}">{}</text></g>',
        (
            (
                first_year + position,
                number(flow),
                "gain" if flow >= 0 else "spend",
                f"{(position + 0.15) * year:.1f}",
                f"{base - max(flow, 0) * scale:.1f}",
                f"{year * 0.7:.1f}",
                f"{abs(flow) * scale:.1f}",
                f"{max((position + 0.5) * year, _HALF_LABEL):.1f}",
                f"{_HIGH + 18:g}",
                first_year + position if position % every == 0 else "",
            )
            for position, flow in enumerate(flows)
        ),
    )
    drawn = format_html(
        '<svg class="flows" viewBox="0 0 {} {}" aria-hidden="true">{}'
        '<path class="base" d="M0 {}H{}"/></svg>',
        f"{_WIDE:g}",
        f"{_HIGH + 24:g}",
        bars,
        f"{base:.1f}",
        f"{_WIDE:g}",
    )
    return SafeString(lay_out(drawn, right_to_left=right_to_left()))


def draw_ranges(ranges: Sequence[tuple[float, float]], *, at: float) -> list[SafeString]:
    """Return each range as a bar about the line ``at``, all on one scale: a tornado, row by row.

    A range is what its low and its high come to, either of which may be the less.
    """
    ends = [at, *(end for one in ranges for end in one)]
    least, scale = min(ends), _RANGE / ((max(ends) - min(ends)) or 1.0)

    def place(value: float) -> float:
        return 1 + (value - least) * scale

    return [
        SafeString(
            lay_out(
                format_html(
                    '<svg class="range" viewBox="0 0 {} 16" aria-hidden="true">{}'
                    '<path class="base" d="M{} 0V16"/></svg>',
                    f"{_RANGE + 2:g}",
                    format_html_join(
                        "",
                        '<rect class="{}" x="{}" y="3" width="{}" height="10"/>',
                        (
                            (
                                "gain" if value >= at else "spend",
                                f"{min(place(value), place(at)):.1f}",
                                f"{abs(place(value) - place(at)):.1f}",
                            )
                            for value in sorted(one)
                        ),
                    ),
                    f"{place(at):.1f}",
                ),
                right_to_left=right_to_left(),
            )
        )
        for one in ranges
    ]
