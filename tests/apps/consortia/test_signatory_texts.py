"""Who signs is said in all languages; what was one text is in the edition's own language now."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.apps.practices.test_effect_texts import migrate
from tests.sites import factories as make

from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.sites.office.signings.signatories import read_signatories, write_signatories

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("consortia", "0004_history"), ("consortia", "0005_signatory_texts")


def write(**person: str) -> None:
    """Write a signing with a signatory, and one without an office."""
    edition = make.edition(languages=["ru", "en"])
    session = make.session(edition)
    signing = Signing.objects.create(
        edition=edition, code="s", title=session.title, session=session
    )
    for place, office in ((1, {"ru": "Директор \\ 'у'"}), (2, {})):
        Signatory.objects.create(
            signing=signing, position=place, party={"ru": "Завод"}, person=person, office=office
        )


def test_a_signatory_written_before_is_in_the_editions_own_language() -> None:
    write(ru="Пётр")
    rows = list(Signatory.objects.values())
    migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT party, person, office FROM consortia_signatory ORDER BY position")
        assert cursor.fetchall() == [
            ("Завод", "Пётр", "Директор \\ 'у'"), ("Завод", "Пётр", "")
        ]  # fmt: skip
    migrate(AFTER)
    assert list(Signatory.objects.values()) == rows
    with pytest.raises(IntegrityError, match="fairs_name"), transaction.atomic():
        Signatory.objects.update(person={})


def test_a_signatory_in_two_languages_does_not_go_back() -> None:
    write(ru="Пётр", en="Peter")
    with pytest.raises(DatabaseError, match="in one language each"), transaction.atomic():
        migrate(BEFORE)


def test_lines_of_each_language_are_joined_and_written_again() -> None:
    given = {
        "en": "Works | BLR | Peter | Director\n\nBank |  | Mary",
        "ru": "Завод | | Пётр | Директор\nБанк | KAZ | Мария",
        "ar": " ",
    }
    found = read_signatories(given)
    assert [(dict(one.party), one.economy, dict(one.office)) for one in found] == [
        ({"en": "Works", "ru": "Завод"}, "BLR", {"en": "Director", "ru": "Директор"}),
        ({"en": "Bank", "ru": "Банк"}, "KAZ", {}),
    ]
    again = read_signatories({tag: write_signatories(found, tag) for tag in given})
    assert [dict(one.person) for one in again] == [dict(one.person) for one in found]
    assert write_signatories(found, "ar") == ""
    for wrong, expected in (
        ({"ru": "Завод | BLR | Пётр"}, "Russian has 1, English has 2"),
        ({"ru": "Завод | KAZ | Пётр\nБанк | | Мария"}, "one economy of Peter, not BLR, KAZ"),
        ({"ru": "Завод"}, "party . economy"),
    ):
        with pytest.raises(Refusal, match=expected):
            read_signatories(given | wrong)
