"""Amounts and rates at their bounds: what cannot be recorded is refused, and pages answer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Headline, Rate
from fairlead.apps.cooperation.queries.answers import Question
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BY = EntryAuthor("Project Officer")


@pytest.mark.parametrize(("rate", "fits"), [("1e9", False), ("1e-9", True), ("1e6", True)])
def test_the_largest_amounts_by_any_rate(rate: str, *, fits: bool) -> None:
    edition = make.edition(currency="USD")
    for _ in range(3):
        project = make.project(edition, amount=bounds.MONEY.high, currency="KWD")
    Rate.objects.create(
        ledger=project.ledger, currency="KWD", against="USD", day=dt.date(2024, 1, 1),
        rate=Decimal(rate), source="x" * bounds.TEXT_LENGTH,
        recorded_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    title = LocalizedText({"en": "Щ" * bounds.TEXT_LENGTH})
    day = dt.date(2024, 1, 2)
    client = Client()
    for place in ("projects/", f"projects/{project.code}/", ""):
        assert client.get(f"/{edition.code}/{place}").status_code == 200
    if not fits:
        with pytest.raises(Refusal, match="more than can be recorded"):
            publish_headline(project.ledger, title, Question("USD"), by=BY, day=day)
        assert not Headline.objects.exists()
        return
    headline = publish_headline(project.ledger, title, Question("USD"), by=BY, day=day)
    assert headline.amount == 3 * Decimal(rate) * 10**18
    assert client.get(f"/{edition.code}/headlines/{headline.number}/").status_code == 200
