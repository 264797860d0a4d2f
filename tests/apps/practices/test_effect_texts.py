"""Effects that were written when a unit was one text: it is in the edition's own language now."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.practices.domain.write_practice import write_practice
from fairlead.apps.practices.models import Effect, Practice

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("practices", "0002_kept"), ("practices", "0003_effect_texts")


def migrate(target: tuple[str, str]) -> None:
    """Bring the database to a state, within the test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([target])


def write(edition: Edition, **unit: str) -> dict[str, Any]:
    """Publish a practice with an effect, and let the same wait beside it; return what it says."""
    said: dict[str, Any] = {
        **{name: {"ru": "Печь"} for name in ("title", "problem", "solution")},
        "economy": "BLR",
        "organisation": "",
        "project": "",
        "products": [],
        "sectors": ["ISIC4:24"],
        "year": 2024,
        "effects": [
            {
                "measure": {"ru": "Энергия"},
                "unit": unit,
                "before": None,
                "after": 9.0,
                "measured_by": {"ru": 'Дом "у \\ моста"'},
                "measured_on": None,
            }
        ],
    }
    made = write_practice(edition, said, by=COMMAND_LINE)
    Practice.objects.filter(pk=made.pk).update(proposed=said, state="published")
    return said


def test_an_effect_written_before_is_in_the_editions_own_language() -> None:
    said = write(make.edition(languages=["ru", "en"]), ru="кВт·ч")
    rows = list(Effect.objects.values()), list(Practice.objects.values())
    migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit, measured_by, proposed -> 'effects' -> 0 ->> 'unit'"
            " FROM practices_effect JOIN practices_practice held ON held.id = practice_id"
        )
        assert cursor.fetchall() == [("кВт·ч", 'Дом "у \\ моста"', "кВт·ч")]
    migrate(AFTER)
    assert (list(Effect.objects.values()), list(Practice.objects.values())) == rows
    assert Practice.objects.get().proposed == said
    with pytest.raises(IntegrityError, match="fairs_name"), transaction.atomic():
        Effect.objects.update(unit={})


def test_an_effect_in_two_languages_does_not_go_back() -> None:
    write(make.edition(languages=["ru", "en"]), ru="кВт·ч", en="kWh")
    with pytest.raises(DatabaseError, match="in one language each"), transaction.atomic():
        migrate(BEFORE)
