"""Months of the standing search go on where their folder is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.folder.partnership import DIGEST, MONTHS, ROWS, join_partnership

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.watch_product import watch_product
from fairlead.apps.market.models import Watch
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Participation
from fairlead.apps.standing_search.domain.search_month import record_month
from fairlead.apps.standing_search.domain.set_search_rules import set_search_rules
from fairlead.apps.standing_search.models import MonthTable, ProposedNeed, SearchRules
from fairlead.apps.standing_search.queries.months import list_history
from fairlead.apps.standing_search.runs import judge_flows
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import MergeOptions, merge_fair
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair, read_stated_fair
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.write import write_fair

pytestmark = pytest.mark.django_db

_FILES = ("months", "month_figures", "month_differences", "proposed_needs", "told_makers",
          "search_rules", "watches")  # fmt: skip
HEAD = "exporter,importer,product,year,value_usd\n"


def join(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the small fair with months alone, or other rows."""
    rows = {name: ROWS[name] if name in _FILES else [] for name in ROWS}
    return join_partnership(fair, **rows | others)


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_month_after_those_of_the_folder_is_compared_with_them(
    small: Fair, tmp_path: Path
) -> None:
    write_fair(join(small), tmp_path / "in")
    edition = load_fair(read_fair(tmp_path / "in"))
    write_fair(gather_fair(edition), tmp_path / "out")
    assert _contents(tmp_path / "in") == _contents(tmp_path / "out")
    assert [one.searched.month for one in list_history(edition, "BLR")] == ["2024-01", "2024-02"]

    flows = tmp_path / "2024-03.csv"
    rows = [("CHN", 40), ("DEU", 30), ("ITA", 30)]
    flows.write_text(HEAD + "".join(f"{one},BLR,848210,2024,{usd}\n" for one, usd in rows))
    judged = judge_flows(flows, importers=["BLR"])
    seen = record_month(edition, "2024-03", judged, by=COMMAND_LINE)
    assert seen.note.before == "2024-02"
    (change,) = seen.changes.to_pylist()
    assert (change["change"], change["hhi_before"]) == ("ceased", 0.905)
    write_fair(gather_fair(edition), tmp_path / "later")
    assert read_fair(tmp_path / "later").months.num_rows == 4


def test_months_are_only_added_to(small: Fair) -> None:
    fair = join(small)
    edition = load_fair(fair)
    none = join(small, **{name: [] for name in _FILES[:3]})
    assert {row.change.value for row in merge_fair(none).changes.rows} == {"kept"}
    other = [ROWS["month_figures"][0] | {"critical": 7}, *ROWS["month_figures"][1:]]
    with pytest.raises(InvalidInput, match=r"month_figures\.csv: .*recorded here"):
        merge_fair(join(small, month_figures=other))
    # The revision before counts again, and with it what it had found.
    table = {name: ROWS["months"][2][name] for name in ("table", "changes")}
    first, second, third = ROWS["months"]
    back = [
        first,
        second | {"current": "yes", **table},
        third | {"current": None, "table": None, "changes": None},
    ]
    merge_fair(join(small, months=back))
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == join(small, months=back)
    assert MonthTable.objects.get(searched__month="2024-02").searched.revision == 1


def test_what_was_decided_here_stays_and_proposals_change_places(small: Fair) -> None:
    edition = load_fair(join(small))
    waits = ProposedNeed.objects.get(edition=edition, state="waiting")
    waits.state, waits.reason = "dismissed", "Not here"
    waits.save()
    merge_fair(join(small))
    waits.refresh_from_db()
    assert (waits.state, waits.reason) == ("dismissed", "Not here")
    # The folder lets the proposal of another month of the same import wait instead.
    posted, steel = ROWS["proposed_needs"]
    earlier = {**ROWS["month_differences"][2], "month": "2024-01", "revision": 1,
               "compared_with": "2023-12"}  # fmt: skip
    differences = [earlier, *ROWS["month_differences"]]
    older = steel | {"month": "2024-01", "revision": 1, "state": "withdrawn"}
    first = join(small, month_differences=differences, proposed_needs=[posted, older, steel])
    merge_fair(first, options=MergeOptions(folder_wins=True))
    rows = [posted, older | {"state": "waiting"}, steel | {"state": "withdrawn"}]
    second = join(small, month_differences=differences, proposed_needs=rows)
    merge_fair(second)
    found = ProposedNeed.objects.filter(edition=edition, product=steel["product"])
    assert {one.month: one.state for one in found} == {"2024-01": "waiting", "2024-02": "withdrawn"}


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "expected"),
    [
        ("months", 1, "current", "yes", "months.csv:3: table.*the file of a revision that counts"),
        ("months", 0, "before", "2024-01", "months.csv:2: before .*an earlier month"),
        ("months", 0, "rule", "[]", "months.csv:2: rule .*an object"),
        ("months", 0, "rule", '{"concentration":0.4}', "months.csv:2: rule .*an object with rule"),
        ("month_figures", 0, "revision", 9, "month_figures.csv:2: month .*of months.csv"),
        ("month_differences", 0, "compared_with", "2024-02", "compared_with .*an earlier month"),
        ("proposed_needs", 0, "product", "HS:1", "proposed_needs.csv:2: month .*differences"),
        ("proposed_needs", 0, "need", None, "need.*expected the need that was posted"),
        ("proposed_needs", 1, "state", "dismissed", "reason.*expected why"),
        ("watches", 0, "needs", None, "watches.csv:2: offers.*for offers, for needs or for both"),
        ("told_makers", 0, "month", "2024-01", "told_makers.csv:2: month .*proposed_needs.csv"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(
    small: Fair, tmp_path: Path, name: str, row: int, column: str, value: object, expected: str
) -> None:
    rows = [dict(one) for one in ROWS[name]]
    rows[row][column] = value
    write_fair(join(small, **{name: rows}), tmp_path / "fair")
    with pytest.raises(InvalidInput, match=expected):
        read_fair(tmp_path / "fair")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda path: path.unlink(), "expected this file, it is missing"),
        (lambda path: path.write_bytes(b"PAR1"), "whose SHA-256 its name is"),
        (lambda path: path.write_bytes(b""), "whose SHA-256 its name is"),
    ],
)
def test_another_table_under_the_name_of_one(
    small: Fair, tmp_path: Path, change: Callable[[Path], object], expected: str
) -> None:
    write_fair(join(small), tmp_path / "fair")
    change(tmp_path / f"fair/months/{ROWS['months'][0]['table']}.parquet")
    with pytest.raises(InvalidInput, match=rf"months.csv:2: table .*{expected}"):
        read_fair(tmp_path / "fair")


def test_a_table_of_other_columns_is_none(small: Fair, tmp_path: Path) -> None:
    content = MONTHS[ROWS["months"][0]["changes"]]
    wrong = hashlib.sha256(content).hexdigest()
    rows = [ROWS["months"][0] | {"table": wrong}, *ROWS["months"][1:]]
    write_fair(join(small, months=rows), tmp_path / "fair")
    with pytest.raises(InvalidInput, match=r"months.csv:2: table .*with the columns economy"):
        read_fair(tmp_path / "fair")
    for content in (b"PAR1 and nothing else", b""):
        digest = hashlib.sha256(content).hexdigest()
        rows[0] = ROWS["months"][0] | {"table": digest}
        fair = replace(
            join(small, months=rows), read_month=(MONTHS | {digest: content}).__getitem__
        )
        write_fair(fair, tmp_path / "fair")
        with pytest.raises(InvalidInput, match=r"months.csv:2: table .*expected a Parquet file"):
            read_fair(tmp_path / "fair")


def test_an_old_folder_says_nothing_of_months(small: Fair, tmp_path: Path) -> None:
    edition = load_fair(join(small))
    write_fair(small, tmp_path / "old")
    assert not (tmp_path / "old/months").exists()
    old = read_stated_fair(tmp_path / "old")
    assert merge_fair(old.fair, said=old.said).changes.rows == []
    found = gather_fair(Edition.objects.get(pk=edition.pk))
    assert {one.name for one in SCHEMAS if found.table(one.name).num_rows} >= set(_FILES)
    assert found.months["digest"].to_pylist()[0] == DIGEST


def test_rules_and_watches_of_here_and_of_the_folder_are_joined(small: Fair) -> None:
    edition = load_fair(join(small))
    rules = SearchRules.objects.get(edition=edition)
    assert (rules.economies, rules.public) == (["BLR", "KAZ"], True)
    set_search_rules(edition, economies=["RUS"], public=False, by=None)
    reader = Participation.objects.get(edition=edition, code="u1")
    watch_product(reader, "HS:8413", by=COMMAND_LINE)
    merge_fair(join(small, watches=[ROWS["watches"][1] | {"offers": None}]))
    rules.refresh_from_db()
    assert (rules.economies, rules.public) == (["RUS"], False), "what was set here stays"
    found = Watch.objects.filter(participation__edition=edition)
    assert set(found.values_list("participation__code", "product", "offers")) == {
        ("b1", "HS:848210", False), ("u1", "HS:8413", True)
    }  # fmt: skip
    merge_fair(join(small, search_rules=[], watches=[]), options=MergeOptions(folder_wins=True))
    assert not SearchRules.objects.exists()
    assert set(found.values_list("product", flat=True)) == {"HS:8413"}
