"""References of large tables are checked by one query each, and hold afterwards as before."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.check_references import check_references_at_end

_RULES = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated,
        (SELECT count(*) FROM pg_trigger WHERE tgconstraint = pg_constraint.oid)
    FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2
"""


def list_rules() -> list[Any]:
    """Return every reference that the database keeps."""
    with connection.cursor() as cursor:
        cursor.execute(_RULES)
        return list(cursor.fetchall())


def leave_behind() -> None:
    """Remove the person of somebody who takes part, which shows at the end of a transaction."""
    make.participation(make.edition())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person")


@pytest.mark.django_db
def test_what_refers_to_nothing_is_refused_and_the_rules_are_the_same_afterwards() -> None:
    before = list_rules()
    with (
        pytest.raises(IntegrityError, match="people_participation"),
        transaction.atomic(),
        check_references_at_end(),
    ):
        leave_behind()
    assert not Participation.objects.exists()
    with transaction.atomic(), check_references_at_end():
        make.participation(make.edition())
        assert len(list_rules()) == len(before)
        assert list_rules() != before  # set aside
    assert Participation.objects.exists()
    assert list_rules() == before


@pytest.mark.django_db
def test_a_table_that_somebody_holds_is_checked_row_by_row() -> None:
    before = list_rules()
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    with psycopg.connect(**settings) as other:
        other.execute("SELECT FROM people_participation")  # holds it until the end
        with transaction.atomic(), check_references_at_end():
            assert list_rules() == before
        other.rollback()
