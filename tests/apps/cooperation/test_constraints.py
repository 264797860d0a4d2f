"""What the database itself never lets happen to a project."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fairlead.apps.cooperation.models import Project, Share, Tie
from fairlead.apps.fairs.models import Edition

pytestmark = pytest.mark.django_db


def set_share(economy: str, share: float | None) -> None:
    """Give an economy another share of the plant's cost, or none."""
    row = Share.objects.filter(project__code="plant", kind="cost", economy=economy)
    if share is None:
        row.delete()
    else:
        row.update(share=share)


def end_transaction() -> None:
    """Check what the database checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(("share", "total"), [(0.4, "0.9"), (0.6, "1.1"), (None, "0.5")])
def test_shares_sum_to_one(edition: Edition, share: float | None, total: str) -> None:
    set_share("BLR", share)
    with pytest.raises(IntegrityError, match=rf"the cost shares of project \d+ sum to {total}"):
        end_transaction()


def test_shares_may_change_together(edition: Edition) -> None:
    set_share("BLR", 0.4)
    set_share("RUS", 0.6)
    end_transaction()
    set_share("BLR", None)
    set_share("RUS", None)
    end_transaction()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"stage": "dream"}, "project_stage"),
        ({"amount": -1}, "project_amount"),
        ({"local_share": 1.1}, "project_local_share"),
        ({"code": "chips"}, "project_code"),
    ],
)
def test_projects(edition: Edition, change: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Project.objects.filter(code="plant").update(**change)


def test_a_share_is_a_share(edition: Edition) -> None:
    with pytest.raises(IntegrityError, match="share_share"), transaction.atomic():
        Share.objects.filter(economy="KAZ").update(share=1.5)
    with pytest.raises(IntegrityError, match="share_once"), transaction.atomic():
        Share.objects.filter(project__code="plant").update(economy="BLR")


def test_no_project_is_tied_to_itself(edition: Edition) -> None:
    plant = Project.objects.get(code="plant")
    with pytest.raises(IntegrityError, match="tie_to_another"), transaction.atomic():
        Tie.objects.create(project=plant, other=plant, kind="requires", position=0)
