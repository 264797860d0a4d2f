"""What the database itself never lets happen to a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.cooperation.models import (
    Choice,
    Partner,
    Portfolio,
    Project,
    Share,
    Spending,
    Tie,
)
from fairlead.apps.fairs.domain.release_version import add_draft, release_version
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Dependency, Supplier

pytestmark = pytest.mark.django_db


def set_share(economy: str, share: float | None) -> None:
    """Give an economy another share of the cost of the chips, or none."""
    row = Share.objects.filter(project__code="chips", kind="cost", partner__code=economy)
    if share is None:
        row.delete()
    else:
        row.update(share=share)


def end_transaction() -> None:
    """Check what the database checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def end_with(change: Callable[[], object]) -> None:
    """Do something, and check what the database checks when a transaction ends."""
    change()
    end_transaction()


@pytest.mark.parametrize(("share", "total"), [(0.15, "0.9"), (0.35, "1.1"), (None, "0.75")])
def test_shares_sum_to_one(edition: Edition, share: float | None, total: str) -> None:
    set_share("BLR", share)
    with pytest.raises(IntegrityError, match=rf"the cost shares of project \d+ sum to {total}"):
        end_transaction()


def test_shares_may_change_together(edition: Edition) -> None:
    set_share("BLR", 0.4)
    set_share("RUS", 0.6)
    end_transaction()
    partner = Partner.objects.get(project__code="chips", code="RUS")
    set_share("BLR", None)
    set_share("RUS", 1)
    end_transaction()
    Share.objects.filter(project__code="chips", kind="benefit").delete()
    Partner.objects.filter(project__code="chips").exclude(pk=partner.pk).delete()
    end_transaction()


def test_a_project_is_not_left_without_shares(edition: Edition) -> None:
    Share.objects.filter(project__code="chips").delete()
    with pytest.raises(IntegrityError, match="sum to 0, not to 1"):
        end_transaction()


def test_a_share_that_is_moved_leaves_a_gap(edition: Edition) -> None:
    """Both the project it came from and the one it went to are looked at."""
    share = Share.objects.filter(project__code="chips", kind="cost").earliest("pk")
    other = Project.objects.exclude(code="chips").earliest("pk")
    partner = Partner.objects.create(
        project=other, code="x", position=9, economy="ARM", role="member"
    )
    Share.objects.filter(pk=share.pk).update(project=other, partner=partner)
    with pytest.raises(IntegrityError, match=r"sum to (0\.75|1\.25), not to 1"):
        end_transaction()


def test_a_share_is_of_its_own_project(edition: Edition) -> None:
    partner = Partner.objects.filter(project__code="pumps").earliest("pk")
    Share.objects.filter(project__code="plant", partner__code="RUS").update(partner=partner)
    with pytest.raises(IntegrityError, match="share_of_partner"):
        end_transaction()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"local_share": 1.1}, "project_local_share"),
        ({"code": "other"}, "keeps its code and its ledger"),
    ],
)
def test_projects(edition: Edition, change: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Project.objects.filter(code="plant").update(**change)


def test_a_share_is_a_share(edition: Edition) -> None:
    with pytest.raises(IntegrityError, match="share_share"), transaction.atomic():
        Share.objects.filter(partner__code="KAZ").update(share=1.5)
    partner = Partner.objects.get(project__code="plant", code="BLR")
    with pytest.raises(IntegrityError, match="share_once"), transaction.atomic():
        Share.objects.filter(project__code="plant").update(partner=partner)


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE cooperation_ledger SET head = repeat('a', 64)", "keeps its code"),
        ("UPDATE cooperation_ledger SET size = size + 1", "keeps its code"),
        ("UPDATE cooperation_projectstate SET stage = 'operating'", "follows its entries"),
        ("UPDATE cooperation_projectstate SET amount = 1", "follows its entries"),
    ],
)
def test_what_follows_from_entries_is_not_written(
    edition: Edition, statement: str, rule: str
) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        cursor.execute(statement)


def test_a_released_portfolio_keeps_what_was_chosen(edition: Edition) -> None:
    chips, other = Project.objects.order_by("code")[:2]
    released = add_draft(Portfolio, make.run(edition, step="portfolio"))
    Choice.objects.create(portfolio=released, project=chips, chosen=True)
    spent = {"economy": "BLR", "year": 2026, "spent": 1.0}
    Spending.objects.create(portfolio=released, **spent)
    release_version(released)
    draft = add_draft(Portfolio, make.run(edition, step="portfolio"))
    moved = Choice.objects.create(portfolio=draft, project=other, chosen=True)
    choices, spending = released.choices.all(), released.spending.all()
    for change in (
        lambda: choices.update(chosen=False),
        choices.delete,
        lambda: Choice.objects.create(portfolio=released, project=other, chosen=True),
        lambda: Choice.objects.filter(pk=moved.pk).update(portfolio=released),
        lambda: spending.update(spent=2.0),
        spending.delete,
        lambda: Spending.objects.create(portfolio=released, **spent | {"year": 2027}),
        lambda: Portfolio.objects.filter(pk=released.pk).update(version=9),
    ):
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            end_with(change)
    moved.delete()
    end_transaction()


def test_figures_of_dependency_are_written_once(edition: Edition) -> None:
    found = make.dependency(make.run(edition))
    could = make.supplier(found)
    for rows in (Dependency.objects.filter(pk=found.pk), Supplier.objects.filter(pk=could.pk)):
        with pytest.raises(IntegrityError, match="are not changed"), transaction.atomic():
            rows.update(economy="KAZ")


def test_what_only_grows_is_not_emptied_by_the_owner_of_its_table() -> None:
    kept = ("cooperation_entry", "cooperation_share", "people_change", "meetings_meeting")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE single; GRANT USAGE ON SCHEMA public TO single")
        cursor.execute(
            "SELECT format('ALTER TABLE %s OWNER TO single', oid::regclass)"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        cursor.execute("; ".join(row[0] for row in cursor.fetchall()))
        for table in kept:
            with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
                cursor.execute(f"SET LOCAL ROLE single; TRUNCATE {table} CASCADE")


def test_no_project_is_tied_to_itself(edition: Edition) -> None:
    plant = Project.objects.get(code="plant")
    with pytest.raises(IntegrityError, match="tie_to_another"), transaction.atomic():
        Tie.objects.create(project=plant, other=plant, kind="requires", position=0)
