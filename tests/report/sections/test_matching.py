"""What the page says of needs and of the lists as a whole."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pyarrow as pa
import pytest

from fairlead.chain.run import ChainResult, run_chain
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.report.sections.match_lists import write_lists_section
from fairlead.report.sections.needs import write_needs_section
from fairlead.report.view import View

SMALL = Path(__file__).parents[2] / "folder" / "small"


def without_languages(fair: Fair) -> Fair:
    """Return the fair with one visitor who speaks what nobody else does."""
    rows = fair.people.to_pylist()
    next(row for row in rows if row["role"] == "visitor")["languages"] = ["is"]
    return replace(fair, people=pa.Table.from_pylist(rows, schema=fair.people.schema))


def hide(fair: Fair, need: str) -> Fair:
    """Return the fair with a need hidden."""
    rows = [
        row | {"hidden": "yes" if row["id"] == need else None} for row in fair.needs.to_pylist()
    ]
    return replace(fair, needs=pa.Table.from_pylist(rows, schema=fair.needs.schema))


@pytest.fixture(scope="module")
def found() -> tuple[Fair, ChainResult]:
    """Return the small fair with somebody who shares no language, and what the chain finds."""
    fair = without_languages(read_fair(SMALL))
    return fair, run_chain(fair)


def test_lists_are_measured_and_who_has_none_is_told_why(found: tuple[Fair, ChainResult]) -> None:
    fair, result = found
    section = write_lists_section(View.of(fair, result))
    assert "Exhibitors on people's lists" in section.replace("&#x27;", "'")
    assert section.count('class="fl-tenths"') == 2
    lonely = [
        row
        for row in result.lists.participants.to_pylist()
        if row["kind"] == "person" and row["listed"] == 0 and row["stopped_language"]
    ]
    assert lonely
    for row in lonely:
        assert View.of(fair, result).people[row["participant"]] in section
    assert "no shared language (" in section


def test_needs_name_their_makers_and_why(found: tuple[Fair, ChainResult]) -> None:
    fair, result = found
    view = View.of(fair, result)
    section = write_needs_section(view)
    best = [row for row in result.makers.makers.to_pylist() if row["rank"] == 1]
    assert best
    titles = {row["id"]: row["title"] for row in fair.needs.to_pylist()}
    for row in best:
        assert escape(titles[row["need"]]) in section
        assert escape(view.organisations[row["maker"]]) in section


def test_a_hidden_need_is_not_in_the_page_and_moves_no_list(
    found: tuple[Fair, ChainResult],
) -> None:
    fair, _ = found
    need = fair.needs.to_pylist()[0]
    secret = hide(fair, need["id"])
    bare = replace(fair, needs=fair.needs.slice(1))
    with_secret, without = run_chain(secret), run_chain(bare)
    assert need["title"] not in write_needs_section(View.of(secret, with_secret))
    assert with_secret.matches.equals(without.matches)
    shown = [row for row in with_secret.makers.makers.to_pylist() if row["need"] != need["id"]]
    assert shown == without.makers.makers.to_pylist()
    assert need["id"] in with_secret.makers.makers["need"].to_pylist()
