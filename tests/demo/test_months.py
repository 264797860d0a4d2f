"""The demonstration's year of months: what changed, what was proposed and decided, who is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.standing_search.models import MonthFigures, ProposedNeed, ToldMaker
from fairlead.apps.transfer.load import load_fair
from fairlead.demo import trade, world
from fairlead.demo.delegations import send_delegation
from fairlead.demo.fair import make_fair
from fairlead.demo.months import MONTHS, follow_year, make_months
from fairlead.demo.size import FULL, SMALL

TINY = dataclasses.replace(SMALL, visitors=200, buyers=60, requests=100, products=90)


def test_the_months_end_before_the_fair_and_are_the_same_for_a_seed() -> None:
    flows = trade.make_trade(world.list_economies(TINY), world.list_products(TINY, seed=4), seed=4)
    year, again = (list(make_months(flows, dt.date(2023, 1, 31), seed=4)) for _ in range(2))
    assert [month for month, _table in year] == [
        "2021-12", *(f"2022-{number:02}" for number in range(1, 13))
    ]  # fmt: skip
    assert all(one[1].equals(two[1]) for one, two in zip(year, again, strict=True))
    assert not year[0][1]["value_usd"].equals(year[1][1]["value_usd"])


def test_a_month_of_the_full_size_is_as_small_as_one_of_the_small() -> None:
    flows = trade.make_trade(world.list_economies(FULL), world.list_products(FULL, seed=1), seed=1)
    _month, table = next(make_months(flows, dt.date(2023, 7, 10), seed=1))
    assert len(table["product"].unique()) == SMALL.products
    assert world.PARTNER in table["importer"].unique().to_pylist()


@pytest.mark.django_db
def test_a_year_shows_what_changed_and_why_an_alert_came(tmp_path: Path) -> None:
    seed = 1
    fair, flows = make_fair(size=TINY, seed=seed, flows_path=tmp_path / "flows.parquet")
    pq.write_table(flows, tmp_path / "flows.parquet")
    edition = load_fair(fair)
    assert send_delegation(edition) is not None
    assert follow_year(edition, size=TINY, seed=seed) == MONTHS
    own = MonthFigures.objects.filter(economy=world.PARTNER)
    assert own.count() == MONTHS
    for kind in ("became", "ceased", "worse"):
        assert own.filter(**{f"{kind}__gt": 0}).exists(), kind
    proposed = ProposedNeed.objects.filter(economy=world.PARTNER)
    assert {"accepted", "dismissed"} <= set(proposed.values_list("state", flat=True))
    posted = proposed.get(state="accepted")
    assert posted.delegation is not None
    told = ToldMaker.objects.filter(proposal=posted, basis="watch").first()
    assert told is not None
    history = Client().get(f"/demo-2023/critical-imports/{world.PARTNER}/history/")
    assert history.status_code == 200
    assert posted.month in history.content.decode()
    reader = told.organisation.participations.filter(watches__isnull=False).get()
    account = open_account("maker@example.org")
    account.person = reader.person
    account.save()
    client = Client()
    client.force_login(account)
    why = client.get(f"/demo-2023/desk/needs/{posted.need}/why/")
    assert why.status_code == 200, why.status_code
    for said in (posted.month, posted.difference.compared_with, posted.difference.searched.digest):
        assert said in why.content.decode()
