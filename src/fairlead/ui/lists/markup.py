"""The markup that repeats in the long lists, written without the template language.

A catalogue page holds some hundred of these; each costs a few microseconds here and many times
that as a template. Every text is escaped where it enters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.ui.formats import comma, list_comma, list_country_codes, name_country, share
from fairlead.ui.spoken import mark_language


# A value in an address may be anything, and is asked for here: what is remembered has an end.
@lru_cache(maxsize=2048)
def write_flag(code: str, *, large: bool = False, lazy: bool = True) -> str:
    """Return the round flag of an economy as an image without words; nothing for none.

    A lazy one is fetched when it comes near the screen: right where a list may be long or folded.
    """
    if code not in list_country_codes():
        return ""
    name, size = ("flag flag-l", 32) if large else ("flag", 20)
    address = escape(static(f"vendor/circle-flags/{code}.svg"))
    late = ' loading="lazy"' if lazy else ""
    return f'<img class="{name}" src="{address}" alt="" width="{size}" height="{size}"{late}>'


def write_economy(code: str, *, after: str = "") -> str:
    """Return flag and name of an economy in one piece, with the text that follows at once."""
    words = f"{write_flag(code, lazy=False)} {escape(name_country(code))}".strip()
    return f'<span class="economy">{words}{escape(after)}</span>'


def write_economies(named: Sequence[tuple[str, str]]) -> str:
    """Return economies, each with the figure behind it, the language's comma between them."""
    comma = list_comma()
    end = comma.rstrip()
    last = len(named) - 1
    parts = [
        write_economy(code, after=f"{f' {figure}' if figure else ''}{end if place < last else ''}")
        for place, (code, figure) in enumerate(named)
    ]
    return comma.removeprefix(end).join(parts)


def write_plate(hall: str, number: str, *, address: str = "", large: bool = False) -> str:
    """Return a stand's sign, its hall and number; a link when an address is given."""
    label = (
        f'<b><span class="hidden">{escape(_("hall"))} </span>{escape(hall)}</b>'
        f'<i><span class="hidden">{escape(_("stand"))} </span>{escape(number)}</i>'
    )
    name = "plate plate-l" if large else "plate"
    if address:
        return f'<a class="{name}" href="{escape(address)}">{label}</a>'
    return f'<span class="{name}">{label}</span>'


def fit(score: float) -> str:
    """Return how well something fits, from 0 to 1, as a bar and a percentage in words."""
    part = max(0.0, min(score, 1.0)) * 100
    words = _("fit %s") % share(score)
    return (
        f'<span class="fit"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="100" height="6"/><rect class="is" width="{part:.0f}" height="6"/></svg>'
        f"{escape(words)}</span>"
    )


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: its address turns it on or off; ``label`` is markup."""

    label: SafeString
    count: int
    address: str
    on: bool

    @property
    def item(self) -> str:
        """Return the value as a list item."""
        on, current = (' class="on"', ' aria-current="true"') if self.on else ("", "")
        return (
            f'<li{on}><a href="{escape(self.address)}" rel="nofollow"{current}>{self.label}'
            f"<span>{self.count}</span></a></li>"
        )


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its most frequent values, and the rest behind a fold."""

    title: str
    values: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]

    @property
    def items(self) -> SafeString:
        """Return the values shown as list items."""
        return SafeString("".join(value.item for value in self.values))

    @property
    def rest_items(self) -> SafeString:
        """Return the values behind the fold as list items."""
        return SafeString("".join(value.item for value in self.rest))


@dataclass(frozen=True, slots=True)
class Letter:
    """A first letter; one without an address leads nowhere."""

    label: str
    address: str
    on: bool = False


def write_letters(letters: Iterable[Letter]) -> SafeString:
    """Return the letters as links."""
    return SafeString("".join(map(_write_letter, letters)))


def _write_letter(letter: Letter) -> str:
    if not letter.address:
        return f'<span aria-hidden="true">{escape(letter.label)}</span>'
    current = ' aria-current="true"' if letter.on else ""
    return f'<a href="{escape(letter.address)}"{current}>{escape(letter.label)}</a>'


@dataclass(frozen=True, slots=True)
class ExhibitorItem:
    """An exhibitor in a list; ``stand_address`` leads to its stand on the plan."""

    address: str
    name: str
    country: str
    city: str
    sector: str
    offers: tuple[str, ...]
    hall: str
    stand: str
    stand_address: str


def write_exhibitor(exhibitor: ExhibitorItem) -> str:
    """Return the exhibitor as a list item."""
    city = f"{comma()}{mark_language(exhibitor.city)}" if exhibitor.city else ""
    sector = f" · {escape(exhibitor.sector)}" if exhibitor.sector else ""
    offers = (
        f"<p>{' · '.join(map(mark_language, exhibitor.offers))}</p>" if exhibitor.offers else ""
    )
    return (
        f"<li>{write_flag(exhibitor.country)}<div>"
        f'<a class="name" href="{escape(exhibitor.address)}"'
        f">{mark_language(exhibitor.name)}</a><p>{escape(name_country(exhibitor.country))}"
        f"{city}{sector}</p>{offers}</div>"
        f"{write_plate(exhibitor.hall, exhibitor.stand, address=exhibitor.stand_address)}</li>"
    )


@dataclass(frozen=True, slots=True)
class StandRow:
    """A stand in a table, its address marks it on a plan; exhibitors as name, country, address."""

    number: str
    address: str
    exhibitors: tuple[tuple[str, str, str], ...]
    exposition: str


def write_stand_row(stand: StandRow) -> str:
    """Return the stand as a table row."""
    exhibitors = "<br>".join(
        f'{write_flag(country)} <a href="{escape(address)}">{mark_language(name)}</a>'
        for name, country, address in stand.exhibitors
    )
    return (
        f'<tr><td><a href="{escape(stand.address)}">{escape(stand.number)}</a></td>'
        f"<td>{exhibitors}</td><td>{mark_language(stand.exposition)}</td></tr>"
    )
