"""Which rows are of a person, and how many of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, IntegerField, Model, Q, QuerySet, Value

from fairlead.apps.people.models import Account, Participation, Person
from fairlead.apps.privacy.holdings import BY_ADDRESS, HOLDINGS, ErasureRule, Holding, Subject
from fairlead.folder.addresses import fold_address


def find_subject(person: Person) -> Subject:
    """Return what a person is in the tables; two queries."""
    accounts = list(Account.objects.filter(person=person))
    addresses = {fold_address(one) for one in (person.email, *(held.email for held in accounts))}
    participations = Participation.objects.filter(person=person).order_by("pk")
    return Subject(
        person=person.pk,
        participations=tuple(participations.values_list("pk", flat=True)),
        accounts=tuple(one.pk for one in accounts),
        addresses=tuple(sorted(addresses - {""})),
    )


def list_rows(holding: Holding, subject: Subject) -> QuerySet[Model]:
    """Return the rows of a table that are of a person."""
    rows: QuerySet[Model] = apps.get_model(holding.model)._base_manager.all()
    found = holding.find_rows(subject)
    return rows.none() if found is None else rows.filter(found)


def list_rows_by_address(model: str, subject: Subject) -> QuerySet[Model]:
    """Return the rows of a table that have one of the person's addresses."""
    column = BY_ADDRESS[model]
    rows: QuerySet[Model] = apps.get_model(model)._base_manager.all()
    found = Q(pk__in=())
    for address in subject.addresses:
        found |= Q(**{f"{column}__address": address})
    return rows.filter(found)


def list_given_out(holding: Holding, subject: Subject) -> QuerySet[Model]:
    """Return the rows of a table that are given to a person: not what others said of it."""
    own = tuple(lookup for lookup in holding.find if lookup not in holding.of_others)
    found = holding.find_rows(subject, looked_up=own)
    rows: QuerySet[Model] = apps.get_model(holding.model)._base_manager.all()
    return rows.none() if found is None else rows.filter(found)


@dataclass(frozen=True, slots=True)
class HoldingCount:
    """How many rows of a kind are of a person, and what becomes of them."""

    name: str
    count: int
    at_erasure: ErasureRule
    why: str


def count_held(subject: Subject) -> list[HoldingCount]:
    """Return how many rows of a kind are of a person, and what erasure does to them; one query."""
    tables = [
        list_given_out(holding, subject)
        .order_by()
        .values(counted_holding=Value(number, IntegerField()))
        .annotate(counted_rows=Count("*"))
        for number, holding in enumerate(HOLDINGS)
    ]
    rows = tables[0].union(*tables[1:], all=True)
    counts = {row["counted_holding"]: row["counted_rows"] for row in rows if row["counted_rows"]}
    counted: dict[tuple[str, ErasureRule, str], HoldingCount] = {}
    for number in sorted(counts):
        holding = HOLDINGS[number]
        key = (str(holding.words), holding.at_erasure, str(holding.why))
        before = counted[key].count if key in counted else 0
        counted[key] = HoldingCount(key[0], before + counts[number], key[1], key[2])
    return list(counted.values())
