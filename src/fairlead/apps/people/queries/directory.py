"""Who takes part in an edition, as the office lists it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Organisation, Participation


def list_people(
    edition: Edition,
    *,
    words: str = "",
    role: str = "",
    country: str = "",
    state: str = "",
    uninvited: bool = False,
) -> QuerySet[Participation]:
    """Return participations with person and organisation, ``invited`` or not, by name.

    ``words`` are looked for in names, address, id and organisation; ``uninvited`` leaves out those
    who were invited.
    """
    invited = Message.objects.filter(person=OuterRef("person"), purpose="invitation")
    found = (
        Participation.objects.filter(edition=edition)
        .select_related("person", "organisation")
        .annotate(invited=Exists(invited.filter(edition=edition)))
        .order_by("person__name", "id")
    )
    if words:
        named = ("person__name", "person__email", "organisation__name")
        found = found.filter(find_named(words, *named, codes=["code"]))
    if role:
        found = found.filter(roles__contains=[role])
    if country:
        found = found.filter(person__country=country)
    if state:
        found = found.filter(state=state)
    return found.filter(invited=False) if uninvited else found


def list_organisations(
    edition: Edition, *, words: str = "", country: str = ""
) -> QuerySet[Organisation]:
    """Return the edition's organisations by name; ``words`` in name, city, address and id."""
    found = Organisation.objects.filter(edition=edition).order_by("name", "id")
    if words:
        found = found.filter(find_named(words, "name", "city", "email", codes=["code"]))
    return found.filter(country=country) if country else found


def find_organisations_named(edition: Edition, name: str) -> list[Organisation]:
    """Return the organisations of exactly this name or id, a few at most.

    Whom a firm may name so it need not be told of the others: visitors' firms are no catalogue.
    """
    wanted = name.strip()
    rows = Organisation.objects.filter(edition=edition).select_related("exhibitor")
    return list(rows.filter(Q(name__iexact=wanted) | Q(code__iexact=wanted)).order_by("pk")[:5])
