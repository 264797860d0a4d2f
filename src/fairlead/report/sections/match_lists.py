"""The page's lists as a whole: how even they are, who is over-asked, who has none and why."""

from __future__ import annotations

from html import escape
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.matching.empty_lists import FILTER_WORDS
from fairlead.charts.exposure import NARROW, draw_tenths, share_by_tenths
from fairlead.charts.numbers import format_number, format_share
from fairlead.report import markup
from fairlead.report.view import View, list_rows
from fairlead.ui.formats import format_figure, join_items
from fairlead.ui.list_words import name_filter, name_side
from fairlead.ui.texts import gettext as _

_MARKET = "organisation-person"
_MOST_SHOWN = 10


def write_lists_section(view: View) -> str:
    """Return the section; empty when nobody was matched."""
    lists = view.result.lists
    if not lists.matches.num_rows:
        return ""
    market = lists.participants.filter(pc.equal(lists.participants["market"], _MARKET))
    exhibitors = market.filter(pc.equal(market["kind"], "organisation"))
    people = market.filter(pc.equal(market["kind"], "person"))
    lead = _(
        "Good lists suit both sides and spread attention: what everybody is sent to, nobody can "
        "meet. The price is the share taken off every score with an exhibitor that more would ask "
        "for than it has meetings left."
    )
    return markup.write_section(
        "lists",
        _("How even the lists are"),
        lead,
        _write_measures(lists.report),
        _draw_picture(exhibitors),
        _write_over_asked(view, exhibitors),
        _write_without(view, people, exhibitors, lists.filters),
    )


def _write_measures(report: pa.Table) -> str:
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in list_rows(report):
        if row["shown_side"]:
            side = found.setdefault((row["market"], row["shown_side"]), {})
            side[row["measure"]] = row["value"]
    body = [
        (
            escape(name_side(*key)),
            format_share(values["coverage"], digits=1),
            format_share(values["share never shown"], digits=1),
            format_figure(values["exposure Gini"], digits=2),
            format_figure(values["most shown over the mean"], digits=1),
        )
        for key, values in found.items()
    ]
    heads = (
        _("Who is shown"),
        _("Coverage"),
        _("Never shown"),
        _("Gini"),
        _("Most shown, times the mean"),
    )
    return markup.write_table(heads, body, numbers=(1, 2, 3, 4))


def _draw_picture(exhibitors: pa.Table) -> str:
    parts = share_by_tenths(exhibitors["shown"].to_pylist())
    if not parts:
        return ""
    title, even = _("Share of all places on people's lists"), _("if all were shown alike")
    return markup.write_heading(
        _("Places on people's lists"),
        _("the exhibitors in ten equal parts, those on the fewest lists first"),
    ) + markup.write_responsive(
        draw_tenths(parts, title=title, even=even),
        draw_tenths(parts, title=title, even=even, width=NARROW),
    )


def _write_over_asked(view: View, exhibitors: pa.Table) -> str:
    left = pc.greater(exhibitors["capacity"], 0.0)
    short = exhibitors.filter(
        pc.and_(left, pc.greater(exhibitors["asked"], exhibitors["capacity"]))
    )
    dear = short.append_column("times", pc.divide(short["asked"], short["capacity"]))
    order = [("times", "descending"), ("asked", "descending"), ("participant", "ascending")]
    body = [
        (
            markup.escape_words(view.organisations[row["participant"]]),
            markup.write_meter(row["price"], format_share(row["price"])),
            format_number(row["shown"]),
            format_figure(row["asked"], digits=1),
            format_number(row["capacity"]),
        )
        for row in list_rows(dear.sort_by(order).slice(0, _MOST_SHOWN))
    ]
    if not body:
        return ""
    heads = (
        _("Exhibitor"),
        _("Price"),
        _("On lists"),
        _("Requests to expect"),
        _("Meetings left"),
    )
    note = _(
        "more requests are to be expected than meetings are left, the shortest of slots first; the "
        "price is the share taken off every score with them, and the requests are what remains "
        "after it"
    )
    return markup.write_heading(_("Most over-asked"), note) + markup.write_table(
        heads, body, numbers=(2, 3, 4)
    )


def _write_without(view: View, people: pa.Table, exhibitors: pa.Table, filters: pa.Table) -> str:
    unlisted = people.filter(pc.equal(people["listed"], 0))
    never = pc.sum(pc.equal(exhibitors["shown"], 0)).as_py() or 0
    uncoded = pc.sum(pc.invert(people["coded"])).as_py() or 0
    note = _(
        "%(unlisted)s of %(people)s people have no list; %(never)s of %(exhibitors)s exhibitors "
        "are on nobody's; %(uncoded)s people have no product codes and are ranked by the rest."
    ) % {
        "unlisted": format_number(unlisted.num_rows),
        "people": format_number(people.num_rows),
        "never": format_number(never),
        "exhibitors": format_number(exhibitors.num_rows),
        "uncoded": format_number(uncoded),
    }
    everybody, pairs = exhibitors.num_rows, people.num_rows * exhibitors.num_rows
    body = []
    for row in list_rows(filters.filter(pc.equal(filters["market"], _MARKET))):
        taken = unlisted[f"stopped_{row['filter']}"]
        alone = pc.sum(pc.greater_equal(taken, everybody)).as_py() or 0
        of_all = format_share(row["pairs"] / pairs, digits=1) if pairs else "–"
        body.append(
            (
                escape(_capitalise(name_filter(row["filter"]))),
                format_number(row["pairs"]),
                of_all,
                format_number(alone),
            )
        )
    heads = (_("Filter"), _("Pairs taken"), _("Of all"), _("People left with nobody by it"))
    return (
        markup.write_heading(_("Who has no list, and why"), note)
        + markup.write_table(heads, body, numbers=(1, 2, 3))
        + _write_unlisted(view, unlisted)
    )


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]


def _write_unlisted(view: View, unlisted: pa.Table) -> str:
    listed = list_rows(unlisted.sort_by("participant").slice(0, _MOST_SHOWN))
    body = [
        (markup.escape_words(view.person(row["participant"])), _write_reasons(row))
        for row in listed
    ]
    heads = (_("Without a list"), _("Exhibitors taken by"))
    return markup.write_table(heads, body, numbers=()) if body else ""


def _write_reasons(row: dict[str, Any]) -> str:
    taken = {name: row[f"stopped_{name}"] or 0 for name in FILTER_WORDS}
    ordered = sorted(taken, key=lambda name: -taken[name])
    return markup.escape_words(
        join_items(
            _("%(filter)s (%(count)d)") % {"filter": name_filter(name), "count": taken[name]}
            for name in ordered
            if taken[name]
        )
    )
