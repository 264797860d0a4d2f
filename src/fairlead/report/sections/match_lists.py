"""The page's lists as a whole: how even they are, who is over-asked, who has none and why."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.charts.exposure import NARROW, OVER_ASKED, draw_tenths, tenths
from fairlead.charts.numbers import number, share
from fairlead.report import markup
from fairlead.report.view import View, rows

_MARKET = "organisation-person"
_SIDES = {
    (_MARKET, "organisation"): "Exhibitors on people's lists",
    (_MARKET, "person"): "People on exhibitors' lists",
    ("organisation-organisation", "organisation"): "Exhibitors on one another's lists",
}
_FILTERS = {
    "embargo": "under embargo",
    "no_capacity": "no meetings left",
    "organisation": "the own organisation",
    "language": "no shared language",
    "slots": "no common free slot",
    "blocked": "a request was made already",
    "declined": "declined",
}
_SHOWN = 10


def lists_section(view: View) -> str:
    """Return the section; empty when nobody was matched."""
    lists = view.result.lists
    if not lists.matches.num_rows:
        return ""
    market = lists.participants.filter(pc.equal(lists.participants["market"], _MARKET))
    exhibitors = market.filter(pc.equal(market["kind"], "organisation"))
    people = market.filter(pc.equal(market["kind"], "person"))
    lead = (
        "Good lists suit both sides and spread attention: what everybody is sent to, nobody can "
        "meet. The price is the share taken off every score with an exhibitor that more would ask "
        "for than it has meetings left."
    )
    return markup.section(
        "lists",
        "How even the lists are",
        lead,
        _measures(lists.report),
        _picture(exhibitors),
        _over_asked(view, exhibitors),
        _without(view, people, exhibitors, lists.filters),
    )


def _measures(report: pa.Table) -> str:
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows(report):
        if row["shown_side"]:
            side = found.setdefault((row["market"], row["shown_side"]), {})
            side[row["measure"]] = row["value"]
    body = [
        (
            markup.words(_SIDES.get(key, " ".join(key))),
            share(values["coverage"], digits=1),
            share(values["share never shown"], digits=1),
            f"{values['exposure Gini']:.2f}",
            f"{values['most shown over the mean']:.1f}",
        )
        for key, values in found.items()
    ]
    heads = ("Who is shown", "Coverage", "Never shown", "Gini", "Most shown, times the mean")
    return markup.table(heads, body, numbers=(1, 2, 3, 4))


def _picture(exhibitors: pa.Table) -> str:
    parts = tenths(exhibitors["shown"].to_pylist())
    if not parts:
        return ""
    title, even = "Share of all places on people's lists", "if all were shown alike"
    return markup.heading(
        "Places on people's lists",
        "the exhibitors in ten equal parts, those on the fewest lists first",
    ) + markup.responsive(
        draw_tenths(parts, title=title, even=even),
        draw_tenths(parts, title=title, even=even, width=NARROW),
    )


def _over_asked(view: View, exhibitors: pa.Table) -> str:
    priced = pc.greater(pc.fill_null(exhibitors["price"], 0.0), 0.0)
    full = pc.greater_equal(exhibitors["filled"], OVER_ASKED)
    dear = exhibitors.filter(pc.and_(priced, full))
    order = [("price", "descending"), ("asked", "descending"), ("participant", "ascending")]
    body = [
        (
            markup.words(view.organisations[row["participant"]]),
            markup.meter(row["price"], share(row["price"])),
            number(row["shown"]),
            f"{row['asked']:.1f}",
            number(row["capacity"]),
        )
        for row in rows(dear.sort_by(order).slice(0, _SHOWN))
    ]
    if not body:
        return ""
    heads = ("Exhibitor", "Price", "On lists", "Requests to expect", "Meetings left")
    note = (
        "all wishes together would use up nine tenths or more of their meetings left; the price is "
        "the share taken off every score with them, and the requests are what remains after it"
    )
    return markup.heading("Most over-asked", note) + markup.table(heads, body, numbers=(2, 3, 4))


def _without(view: View, people: pa.Table, exhibitors: pa.Table, filters: pa.Table) -> str:
    unlisted = people.filter(pc.equal(people["listed"], 0))
    never = pc.sum(pc.equal(exhibitors["shown"], 0)).as_py() or 0
    uncoded = pc.sum(pc.invert(people["coded"])).as_py() or 0
    note = (
        f"{unlisted.num_rows:,} of {people.num_rows:,} people have no list; {never:,} of "
        f"{exhibitors.num_rows:,} exhibitors are on nobody's; {uncoded:,} people have no product "
        "codes and are ranked by the rest."
    )
    everybody, pairs = exhibitors.num_rows, people.num_rows * exhibitors.num_rows
    body = []
    for row in rows(filters.filter(pc.equal(filters["market"], _MARKET))):
        taken = unlisted[f"stopped_{row['filter']}"]
        alone = pc.sum(pc.greater_equal(taken, everybody)).as_py() or 0
        of_all = share(row["pairs"] / pairs, digits=1) if pairs else "–"
        body.append(
            (_FILTERS[row["filter"]].capitalize(), f"{row['pairs']:,}", of_all, f"{alone:,}")
        )
    heads = ("Filter", "Pairs taken", "Of all", "People left with nobody by it")
    return (
        markup.heading("Who has no list, and why", note)
        + markup.table(heads, body, numbers=(1, 2, 3))
        + _unlisted(view, unlisted)
    )


def _unlisted(view: View, unlisted: pa.Table) -> str:
    listed = rows(unlisted.sort_by("participant").slice(0, _SHOWN))
    body = [(markup.words(view.person(row["participant"])), _reasons(row)) for row in listed]
    return markup.table(("Without a list", "Exhibitors taken by"), body, numbers=()) if body else ""


def _reasons(row: dict[str, Any]) -> str:
    taken = {words: row[f"stopped_{name}"] or 0 for name, words in _FILTERS.items()}
    ordered = sorted(taken, key=lambda words: -taken[words])
    return markup.words(
        ", ".join(f"{words} ({taken[words]:,})" for words in ordered if taken[words])
    )
