"""A headline says the same at the same address wherever its folder is loaded."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.folder.partnership import ROWS, join_partnership

from fairlead.apps.cooperation.domain.decide_for_party import may_decide
from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Approver, Headline, Ledger, Partner
from fairlead.apps.cooperation.queries.answers import Question
from fairlead.apps.cooperation.queries.headlines import find_drift, list_rows
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair, start_fair_over
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.read import read_fair, read_stated_fair
from fairlead.folder.write import write_fair

pytestmark = pytest.mark.django_db

_FILES = ("headlines", "headline_rows", "approvers")


def join(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the small fair with headlines and approvers alone, or other rows."""
    rows = {name: ROWS[name] if name in _FILES else [] for name in ROWS}
    return join_partnership(fair, **rows | others)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_headline_made_here_is_the_same_elsewhere(small: Fair, tmp_path: Path) -> None:
    with transaction.atomic():
        edition = load_fair(small)
        ledger = Ledger.objects.get(code=edition.code)
        asked = Question("RUB", economies=("BLR", "KAZ"))
        day = dt.date(2024, 6, 12)
        by = EntryAuthor("Example Person")
        title = LocalizedText({"en": "Two, over ten thousand", "ru": "Два, свыше десяти тысяч"})
        said = publish_headline(ledger, title, asked, by=by, day=day)
        figures = [(row.project.code, row.converted, row.rate) for row in list_rows(said)]
        write_fair(gather_fair(edition), tmp_path / "out")
        transaction.set_rollback(True)
    assert not Headline.objects.exists()

    edition = load_fair(read_fair(tmp_path / "out"))
    found = Headline.objects.get(ledger__code=edition.code, number=1)
    assert (found.title, found.day, found.amount) == (said.title, said.day, said.amount)
    assert (found.moment, found.head, found.unconverted) == (said.moment, said.head, [])
    rows = list_rows(found)
    assert [(row.project.code, row.converted, row.rate) for row in rows] == figures
    assert find_drift(found, rows) == []
    write_fair(gather_fair(edition), tmp_path / "again")
    assert _contents(tmp_path / "again") == _contents(tmp_path / "out")


def test_headlines_are_only_added_to(small: Fair) -> None:
    fair = join(small)
    edition = load_fair(fair)
    held = Headline.objects.get()
    assert find_drift(held, list_rows(held)) == []
    other = [ROWS["headlines"][0] | {"title": "3 projects"}]
    with pytest.raises(InvalidInput, match=r"headlines\.csv:2: number .*recorded here"):
        merge_fair(join(small, headlines=other))
    with pytest.raises(InvalidInput, match=r"headlines\.csv:2: number .*recorded here"):
        start_fair_over(join(small, headlines=other))
    kept = merge_fair(join(small, headlines=[], headline_rows=[]))
    assert {row.change.value for row in kept.changes.rows} == {"kept"}
    second = ROWS["headlines"][0] | {"number": 2, "title": "And another"}
    rows = [*ROWS["headline_rows"], *[one | {"headline": 2} for one in ROWS["headline_rows"]]]
    more = join(small, headlines=[*ROWS["headlines"], second], headline_rows=rows)
    merge_fair(more)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == more
    start_fair_over(more)
    assert Headline.objects.count() == 2


def test_who_decides_is_an_account_of_a_body(small: Fair) -> None:
    known = Account.objects.create_user("Approver@Example.org")
    fair = join(small, approvers=[ROWS["approvers"][0] | {"email": known.email}])
    edition = load_fair(fair)
    body = Partner.objects.get(project__edition=edition, project__code="plant", code="BLR")
    assert may_decide(body, known)
    until = {"email": "new@example.org", "until": dt.date(2024, 1, 1)}
    fresh = join(small, approvers=[{"project": "plant", "partner": "RUS", **until}])
    merge_fair(fresh)
    made = Account.objects.get(email="new@example.org")
    assert not made.has_usable_password()
    assert [one.account for one in Approver.objects.all()] == [made]
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fresh


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "expected"),
    [
        ("headlines", 0, "count", 3, "headlines.csv:2: count .*expected 2, as its projects"),
        ("headlines", 0, "amount", Decimal("1.0000"), "amount .*expected 10682.568, as its"),
        ("headlines", 0, "size", 12, "size .*expected the number of an entry in ledger.csv"),
        ("headlines", 0, "size", 0, "head .*expected the digest of entry 0, none"),
        ("headlines", 0, "head", "a" * 64, "head .*expected the digest of entry 11, 08733"),
        ("headlines", 0, "question", "[]", "question .*expected an object with stages"),
        ("headlines", 0, "unconverted", '[["USD","1"]]', r"unconverted .*expected \[\]"),
        ("headlines", 0, "unconverted", '[[1,{}]]', r"unconverted .*expected \[\]"),
        ("headline_rows", 0, "headline", 7, "headline_rows.csv:2: headline .*in headlines.csv"),
        ("headline_rows", 0, "stage_entry", 999, "stage_entry .*entry of this project in ledger"),
        ("headline_rows", 0, "amount_entry", 999, "amount_entry .*entry of this project in ledger"),
        ("headline_rows", 0, "amount_entry", None, "amount_entry.*expected the entry that says"),
        ("headline_rows", 0, "currency", None, "currency.*an amount and its currency"),
        ("approvers", 0, "partner", "gear", "approvers.csv:2: partner .*body of an economy"),
        ("approvers", 2, "partner", "BLR", "approvers.csv:4: partner .*body of an economy"),
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


def test_an_old_folder_has_none(small: Fair, tmp_path: Path) -> None:
    edition = load_fair(join(small))
    write_fair(small, tmp_path / "old")
    old = read_stated_fair(tmp_path / "old")
    assert merge_fair(old.fair, said=old.said).changes.rows == []
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == join(small)


def test_a_folder_of_titles_in_one_language_loads_on(small: Fair, tmp_path: Path) -> None:
    """Of a Fairlead whose titles were one text: it is the edition's own, and recorded already."""
    (held,) = ROWS["headlines"]
    only = {name: value for name, value in held.items() if name != "title_ru"}
    write_fair(join(small, headlines=[only]), tmp_path / "old")
    path = tmp_path / "old" / "headlines.csv"
    header, row = path.read_text().splitlines()
    assert ",title,title_ru," in header
    path.write_text(f"{header.replace(',title_ru', '')}\n{row.replace(',,', ',', 1)}\n")
    old = read_stated_fair(tmp_path / "old")
    load_fair(old.fair)
    assert dict(Headline.objects.get().title) == {"en": held["title"]}
    assert merge_fair(old.fair, said=old.said).changes.rows == []
