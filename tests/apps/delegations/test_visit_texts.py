"""Entries of visits that were made when their texts were in one language."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.sites import factories as make

from fairlead.apps.delegations.domain.plan_visit import add_to_visit
from fairlead.apps.delegations.models import Delegation, VisitItem
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("delegations", "0003_bounds"), ("delegations", "0004_visit_texts")
BEGINS = dt.datetime(2024, 7, 8, 9, tzinfo=dt.UTC)


def migrate(target: tuple[str, str]) -> None:
    """Bring the database to a state, within the test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([target])


@pytest.fixture
def came() -> Delegation:
    """Return a delegation at a fair whose own language is Russian."""
    edition = make.edition(languages=["ru", "en"])
    return Delegation.objects.create(
        edition=edition, code="came", name=LocalizedText({"ru": "Гости"}), kind="economy",
        economy="BLR", position=1,
    )  # fmt: skip


def plan(came: Delegation, **said: Any) -> VisitItem:
    """Return an entry of an hour."""
    return add_to_visit(came, BEGINS, BEGINS + dt.timedelta(hours=1), by=COMMAND_LINE, **said)


def test_an_entry_made_before_is_in_the_editions_own_language(came: Delegation) -> None:
    plan(came, title=LocalizedText({"ru": 'Приём "у \\ моста"'}))
    plan(came, title=LocalizedText({"ru": "Обед"}), place=LocalizedText({"ru": "Зал 2"}))
    rows = list(VisitItem.objects.order_by("pk").values())
    migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT title::text, place::text FROM delegations_visititem ORDER BY id")
        assert cursor.fetchall() == [('Приём "у \\ моста"', ""), ("Обед", "Зал 2")]
    migrate(AFTER)
    assert list(VisitItem.objects.order_by("pk").values()) == rows
    with pytest.raises(IntegrityError, match="visit_named"), transaction.atomic():
        VisitItem.objects.update(title={})


def test_an_entry_in_two_languages_does_not_go_back(came: Delegation) -> None:
    plan(came, title=LocalizedText({"ru": "Обед", "en": "Lunch"}))
    with pytest.raises(DatabaseError, match="in one language each"), transaction.atomic():
        migrate(BEFORE)


def test_an_entry_is_written_in_the_editions_own_language(came: Delegation) -> None:
    for wrong in ({"title": {"en": "Lunch"}}, {"title": {"ru": "Обед"}, "place": {"en": "Hall"}}):
        with pytest.raises(Refusal, match="own language"):
            plan(came, **{name: LocalizedText(text) for name, text in wrong.items()})
    with pytest.raises(Refusal, match="a title, a session or a stand"):
        plan(came)
