"""The page's matches: the best pairs, each once, with the reason in words."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.report import markup
from fairlead.report.view import View, list_rows
from fairlead.ui.formats import format_figure, number
from fairlead.ui.texts import gettext as _

_MOST_SHOWN = 12


def write_matches_section(view: View) -> str:
    """Return the section; empty when nobody was matched."""
    matches = view.result.matches
    if not matches.num_rows:
        return ""
    best = list_best_pairs(matches, most=_MOST_SHOWN)
    body = [
        (
            markup.escape_words(_name(view, row["owner"], row["owner_kind"])),
            markup.escape_words(_name(view, row["partner"], row["partner_kind"])),
            markup.escape_words(view.reason(row)),
            markup.write_meter(row["mutual"], format_figure(row["mutual"], digits=2)),
        )
        for row in best
    ]
    owners = len(pc.unique(matches["owner"]))
    lead = _(
        "%(count)s suggestions for %(owners)s people and exhibitors. These are the pairs in which "
        "both sides gain most, one for each exhibitor; all are in matches.csv."
    ) % {"count": number(matches.num_rows), "owners": number(owners)}
    heads = (_("Who"), _("Should meet"), _("Reason told to the first"), _("Mutual"))
    shown = markup.write_table(heads, body, numbers=())
    return markup.write_section("matches", _("Who should meet"), lead, shown)


def list_best_pairs(matches: pa.Table, *, most: int) -> list[dict[str, Any]]:
    """Return the rows with the highest mutual score, every owner and partner once."""
    wanted = ["owner", "owner_kind", "partner", "partner_kind", "mutual"]
    wanted += [name for name in matches.column_names if name.startswith("reason")]
    top = pc.select_k_unstable(matches, min(4_000, matches.num_rows), [("mutual", "descending")])
    listed = list_rows(matches.select(wanted).take(top))
    listed.sort(key=lambda row: (-row["mutual"], row["owner"], row["partner"]))
    seen: set[str] = set()
    found = []
    for row in listed:
        if row["owner_kind"] != "organisation" or {row["owner"], row["partner"]} & seen:
            continue
        seen |= {row["owner"], row["partner"]}
        found.append(row)
        if len(found) == most:
            break
    return found


def _name(view: View, one: str, kind: str) -> str:
    return view.person(one) if kind == "person" else view.organisations.get(one, one)
