"""A database that knew English and Russian alone comes to texts in all languages, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

from fairlead.apps.congress.models import Room, Session
from fairlead.apps.cooperation.models import Project
from fairlead.apps.exhibition.models import Exposition, Hall
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation, Participation, Person
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.models import (
    CatalogueEntry,
    Dependency,
    MakerList,
    Need,
    Offer,
    Product,
    Reason,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# The last migrations before texts in all languages.
OLD = [
    ("trade", "0010_bounds"),
    ("people", "0003_city_ru"),
    ("exhibition", "0004_bounds"),
    ("congress", "0003_watched"),
    ("cooperation", "0005_bounds"),
    ("fairs", "0004_bounds"),
]
# An edition as a Fairlead of two languages wrote it: with quotes, and texts in one of the two.
ROWS = r"""
INSERT INTO fairs_edition (id, code, name, name_ru, number, city, city_ru, country, first_day,
    days, time_zone, partner_country, bloc, currency, first_slot, slot_minutes, slots_per_day,
    tables, flows_source, flows_digest, flows_kind, flows_classification, flows_years, budgets,
    loaded_at)
VALUES (1, 'old', 'An "old" \ fair', 'Старая ярмарка', 1, 'Minsk', '', 'BLR', '2024-07-08', 2,
    'Europe/Minsk', '', '{}', 'USD', '10:00', 20, 6, 0, '', '', '', '', '{}', '[]', now());
INSERT INTO exhibition_hall (id, edition_id, code, name, name_ru, width, depth)
VALUES (1, 1, '1', 'Hall 1', 'Зал 1', 50, 40);
INSERT INTO exhibition_exposition (id, edition_id, code, name, name_ru, country)
VALUES (1, 1, 'x', 'Belarus', '', 'BLR');
INSERT INTO trade_product (id, edition_id, code, title, title_ru)
VALUES (1, 1, 'HS:8483', 'Shafts', 'Валы');
INSERT INTO people_organisation (id, edition_id, code, name, name_ru, country, city, city_ru,
    sector, size, languages, website, email, description, description_ru)
VALUES (1, 1, 'gear', 'Gear {"en": 1}', 'Редуктор', 'BLR', '', 'Минск', '', '', '{}', '', '',
    E'Gears\nand shafts', '');
INSERT INTO people_person (id, name, country, languages, email)
VALUES (1, 'Ли Вэй', '', '{}', '');
INSERT INTO people_participation (id, edition_id, code, person_id, organisation_id, role, position)
VALUES (1, 1, 'p', 1, 1, 'speaker', '');
INSERT INTO trade_offer (id, edition_id, code, title, title_ru, description, description_ru,
    products, cooperation, organisation_id)
VALUES (1, 1, 'o', 'Gearboxes', 'Редукторы', '', 'для самосвалов', '{HS:848340}', '{supply}', 1);
INSERT INTO trade_need (id, edition_id, code, title, title_ru, description, description_ru,
    products, cooperation, economy, hidden)
VALUES (1, 1, 'n', 'Bearings', '', '', '', '{HS:848220}', '{supply}', 'RUS', false);
INSERT INTO congress_room (id, edition_id, name) VALUES (1, 1, 'Congress hall');
INSERT INTO congress_session (id, edition_id, code, title, title_ru, date, start, "end", room_id,
    track, description, description_ru)
VALUES (1, 1, 's', 'Main', 'Главная', '2024-07-08', '10:00', '11:00', 1, 'Technology', '', '');
INSERT INTO cooperation_project (id, edition_id, code, title, title_ru, stage, products, amount,
    start_year, cash_flows, description, description_ru)
VALUES (1, 1, 'j', 'Plant', 'Завод', 'idea', '{}', 1, 2024, '{-1,2}', '', 'О заводе');
INSERT INTO fairs_run (id, edition_id, step, engine_version, parameters, seed, input_digest,
    status, summary, measure, seconds, recorded_at)
VALUES (1, 1, 'matching', '0.1', '{}', 0, '', 'complete', '', '', 1, now());
INSERT INTO trade_dependency (id, edition_id, run_id, economy, product, title, title_ru,
    imports_usd, first_supplier, second_supplier, reason)
VALUES (1, 1, 1, 'RUS', 'HS:848220', '', '', 1, '', '', '');
INSERT INTO trade_reason (id, run_id, english, russian)
VALUES (1, 1, 'For you: "it".', 'Для вас: «это».');
INSERT INTO trade_matching (id, edition_id, run_id, version, state) VALUES (1, 1, 1, 1, 'draft');
INSERT INTO trade_makerlist (id, matching_id, need_id, makers, scores, offers, english, russian)
VALUES (1, 1, 1, '{1,1}', '{0.9,0.5}', '{1,1}', '{"First, \"best\".",Second.}', '{Первый.,""}');
"""


def migrate(targets: list[tuple[str, str]]) -> None:
    """Bring the database to a state."""
    MigrationExecutor(connection).migrate(targets)


def newest() -> list[tuple[str, str]]:
    """Return the state the models are of."""
    nodes: list[tuple[str, str]] = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return nodes


@pytest.fixture(autouse=True)
def _at_the_newest_after() -> Iterator[None]:
    yield
    migrate(newest())


def select(statement: str) -> list[tuple[Any, ...]]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_rows_of_two_languages_become_texts() -> None:
    migrate(OLD)
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
    migrate(newest())
    edition = Edition.objects.get()
    assert edition.languages == ["en", "ru"]
    assert dict(edition.name) == {"en": 'An "old" \\ fair', "ru": "Старая ярмарка"}
    assert dict(edition.city) == {"en": "Minsk"}
    assert dict(Hall.objects.get().name) == {"en": "Hall 1", "ru": "Зал 1"}
    assert dict(Exposition.objects.get().name) == {"en": "Belarus"}
    assert dict(Product.objects.get().title) == {"en": "Shafts", "ru": "Валы"}
    firm = Organisation.objects.get()
    assert dict(firm.name) == {"en": 'Gear {"en": 1}', "ru": "Редуктор"}
    assert dict(firm.city) == {"ru": "Минск"}
    assert dict(firm.description) == {"en": "Gears\nand shafts"}
    assert dict(Person.objects.get().name) == {"en": "Ли Вэй"}
    assert dict(Participation.objects.get().position) == {}
    assert dict(Offer.objects.get().description) == {"ru": "для самосвалов"}
    assert dict(Need.objects.get().title) == {"en": "Bearings"}
    assert dict(Room.objects.get().name) == {"en": "Congress hall"}
    assert dict(Session.objects.get().track) == {"en": "Technology"}
    assert dict(Project.objects.get().description) == {"ru": "О заводе"}
    assert dict(Dependency.objects.get().title) == {}
    assert dict(Reason.objects.get().words) == {"en": 'For you: "it".', "ru": "Для вас: «это»."}
    first, second = MakerList.objects.get().reasons
    assert dict(first) == {"en": 'First, "best".', "ru": "Первый."}
    assert dict(second) == {"en": "Second."}
    for words in ("редуктор", "gearboxes", "валы", "минск", "самосвал"):
        assert CatalogueEntry.objects.filter(find_words(words, edition.languages)).exists(), words
    fair = gather_fair(edition)
    assert fair.organisations["city"].to_pylist() == [None]
    assert fair.organisations["city_ru"].to_pylist() == ["Минск"]


def test_two_languages_go_back_and_come_again(small: Fair) -> None:
    load_fair(small)
    migrate(OLD)
    rows = select("SELECT code, name, name_ru FROM people_organisation ORDER BY id")
    wanted = small.organisations.select(["id", "name", "name_ru"]).to_pylist()
    assert rows == [(row["id"], row["name"], row["name_ru"] or "") for row in wanted]
    with connection.cursor() as cursor:  # the triggers are those of then
        cursor.execute("UPDATE people_organisation SET name_ru = 'Шнек' WHERE code = 'gear'")
        cursor.execute("UPDATE people_organisation SET name_ru = '' WHERE code = 'gear'")
    migrate(newest())
    again = gather_fair(Edition.objects.get())
    gear = small.organisations["id"].to_pylist().index("gear")
    assert again.organisations["name_ru"][gear].as_py() is None
    assert again.people == small.people
    assert again.offers == small.offers
    assert again.settings == small.settings


def test_a_database_of_other_languages_does_not_go_back(small: Fair) -> None:
    edition = load_fair(small)
    Edition.objects.filter(pk=edition.pk).update(languages=["en", "ru", "zh"])
    with pytest.raises(ProgrammingError, match="expected editions in English and Russian only"):
        migrate(OLD)
    assert select("SELECT name ->> 'en' FROM people_organisation")  # as they were
    Edition.objects.filter(pk=edition.pk).update(languages=["en", "ru"])
