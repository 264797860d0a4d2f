"""Headlines that were made when a title was one text: it is in the edition's own language now."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Headline, Ledger, Project
from fairlead.apps.cooperation.queries.answers import Question
from fairlead.apps.cooperation.queries.headlines import find_drift, list_rows
from fairlead.apps.cooperation.queries.ledger import verify_ledger
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BEFORE = ("cooperation", "0017_portfolios_whole")
AFTER = ("cooperation", "0018_headline_titles")
ASKED, BY = Question("USD"), EntryAuthor("Project Officer")


def migrate(target: tuple[str, str]) -> None:
    """Bring the database to a state, within the test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([target])


def read_titles() -> list[object]:
    """Return what the column says, by number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title::text FROM cooperation_headline ORDER BY ledger_id, number")
        return [title for (title,) in cursor.fetchall()]


def publish(ledger: Ledger, **said: str) -> Headline:
    """Return a headline with its title by language."""
    return publish_headline(ledger, LocalizedText(said), ASKED, by=BY)


def test_a_headline_made_before_stays_as_it_was() -> None:
    ours = make.edition(languages=["ru", "en"])
    gone = make.edition("gone-2023", languages=["ru"])
    held = make.project(ours, amount=100).ledger
    left = make.project(gone, title="", title_ru="Завод", amount=50).ledger
    publish(held, ru='17 проектов, "свыше" \\ 80 млрд')
    publish(left, ru="Сказано")
    Project.objects.filter(ledger=left).update(edition=None)  # as when its edition is removed
    Edition.objects.filter(pk=gone.pk).delete()
    rows = list(Headline.objects.order_by("ledger", "number").values())

    migrate(BEFORE)
    assert read_titles() == ['17 проектов, "свыше" \\ 80 млрд', "Сказано"]
    migrate(AFTER)
    assert list(Headline.objects.order_by("ledger", "number").values()) == rows
    assert [dict(row["title"]) for row in rows] == [
        {"ru": '17 проектов, "свыше" \\ 80 млрд'},
        {"ru": "Сказано"},
    ]
    for headline in Headline.objects.select_related("ledger"):
        assert find_drift(headline, list_rows(headline)) == []
        assert verify_ledger(headline.ledger).faults == ()
    with pytest.raises(IntegrityError, match="UPDATE is refused"), transaction.atomic():
        Headline.objects.update(title={"ru": "Другое"})
    second = publish(held, ru="Ещё", en="More")
    assert second.number == 2


def test_a_title_in_two_languages_does_not_go_back() -> None:
    ledger = make.project(make.edition()).ledger
    publish(ledger, en="Said", ru="Сказано")
    with pytest.raises(DatabaseError, match="in one language each"), transaction.atomic():
        migrate(BEFORE)
    assert dict(Headline.objects.get().title) == {"en": "Said", "ru": "Сказано"}


def test_a_title_is_a_line_in_the_editions_own_language_and_short() -> None:
    ledger = make.project(make.edition(languages=["ru", "en"])).ledger
    for wrong in ({"en": "Said"}, {"ru": " \n"}, {}, {"ru": "Да", "en": "x" * 501}):
        with pytest.raises(Refusal):
            publish(ledger, **wrong)
    assert dict(publish(ledger, ru=" Два\nслова ", en="").title) == {"ru": "Два слова"}
