"""Every table that refers to a person is known to giving out and to erasing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from fairlead.apps.people.models import Account, Participation, Person
from fairlead.apps.privacy.holdings import BY_ADDRESS, HOLDINGS, NOT_OF_A_PERSON, ErasureRule
from fairlead.config.roles import APPLICATION

_OF_A_PERSON = {Person, Account, Participation}
# Columns that tell of somebody without referring to a row.
_NAMED_SO = {
    "account", "account_id", "acted_for_id", "person", "person_id", "participation_id", "address",
    "email", "people",
}  # fmt: skip
_OTHERS = {"django", "auth", "contenttypes", "sessions", "procrastinate"}


def list_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every column that refers to somebody, or looks as if."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in _OTHERS:
            continue
        for one in model._meta.concrete_fields:
            refers = isinstance(one, models.ForeignKey) and one.related_model in _OF_A_PERSON
            numbers = isinstance(one, ArrayField) and one.name == "people"
            plain = not isinstance(one, models.ForeignKey | ArrayField)
            if refers or numbers or (plain and one.name in _NAMED_SO):
                yield model, one.name


def test_every_column_of_a_person_is_given_out_and_erased() -> None:
    found = {
        (holding.model, lookup.removesuffix("__in").removesuffix("__overlap").split("__")[0])
        for holding in HOLDINGS
        for lookup in holding.find
    } | set(BY_ADDRESS.items())
    unknown = []
    for model, column in list_columns():
        label = model._meta.label
        explained = label in NOT_OF_A_PERSON or f"{label}.{column}" in NOT_OF_A_PERSON
        if (label, column) not in found and not explained:
            unknown.append(f"{label}.{column}")
    assert not unknown, f"say in apps/privacy/holdings.py what becomes of these: {unknown}"


def test_what_the_list_names_is_there() -> None:
    for holding in HOLDINGS:
        model = apps.get_model(holding.model)
        names = {one.name for one in model._meta.get_fields()}
        assert set(holding.leaves_out) | set(holding.empty) <= names, holding.model
        assert set(holding.of) <= set(holding.find), holding.model
        assert (holding.at_erasure is ErasureRule.REMOVE) or holding.why, holding.model
    labels = [model._meta.label for model in apps.get_models(include_auto_created=True)]
    for name in NOT_OF_A_PERSON:
        label = ".".join(name.split(".")[:2])
        assert label in labels, name


@pytest.mark.django_db
def test_the_sites_own_role_has_the_rights_that_erasing_needs() -> None:
    """Tests work as the owner of the tables; a site does not."""
    lacking = []
    with connection.cursor() as cursor:
        for holding in HOLDINGS:
            model = apps.get_model(holding.model)
            table = model._meta.db_table
            asked = [("has_table_privilege", [table, "DELETE"])]
            if holding.at_erasure is not ErasureRule.REMOVE:
                fields = [model._meta.get_field(name) for name in holding.empty]
                columns = [one.column for one in fields if isinstance(one, models.Field)]
                asked = [("has_column_privilege", [table, one, "UPDATE"]) for one in columns]
            for function, given in asked:
                places = ", ".join(["%s"] * (1 + len(given)))
                cursor.execute(f"SELECT {function}({places})", [APPLICATION, *given])
                if not cursor.fetchone()[0]:
                    lacking.append(given)
    assert lacking == []
