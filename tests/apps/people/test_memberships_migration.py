"""Who was staff is owner of the whole site; a participation's role is its first."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.sites import factories as make

from fairlead.apps.people.models import Account, Membership, Participation

BEFORE, AFTER = ("people", "0005_sign_in_tries"), ("people", "0006_memberships")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_staff_and_roles_are_taken_along() -> None:
    Membership.objects.create(account=Account.objects.create_user("a@example.org"), role="owner")
    Account.objects.create_user("b@example.org")
    edition = make.edition()
    make.participation(edition, roles=["press", "speaker"])
    make.participation(edition, roles=["buyer"])
    latest = list(MigrationExecutor(connection).loader.graph.leaf_nodes())
    try:
        _go_to([BEFORE])
        with connection.cursor() as cursor:
            cursor.execute("SELECT email, is_staff FROM people_account ORDER BY email")
            assert cursor.fetchall() == [("a@example.org", True), ("b@example.org", False)]
            cursor.execute("SELECT role FROM people_participation ORDER BY id")
            assert cursor.fetchall() == [("press",), ("visitor",)]
        _go_to([AFTER])
    finally:
        _go_to(latest)
    held = Membership.objects.get()
    assert (held.account.email, held.role) == ("a@example.org", "owner")
    assert held.edition is None
    assert held.organisation is None
    roles = Participation.objects.order_by("id").values_list("roles", "state")
    assert list(roles) == [(["press"], "approved"), (["visitor"], "approved")]


def _go_to(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
