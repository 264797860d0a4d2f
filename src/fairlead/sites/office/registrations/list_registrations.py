"""The office's list of people: by state, type and words, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.ui.lists.pagination import Pages, find_pages

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class RegistrationFilter:
    """What a list is asked for; what is not said is everybody."""

    state: str = ""
    kind: str = ""
    words: str = ""

    def write(self, **changed: str) -> str:
        """Return the query of an address with something else asked for."""
        said = {"state": self.state, "type": self.kind, "q": self.words} | changed
        return urlencode({name: value for name, value in said.items() if value})


def find_people(edition: Edition, asked: RegistrationFilter) -> QuerySet[Participation]:
    """Return the participations of an edition that are asked for, the newest first."""
    found = Participation.objects.filter(edition=edition)
    if asked.state in ParticipationState.values:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(type__code=asked.kind)
    return found.filter(
        find_named(asked.words, "person__name", "person__email", "organisation__name")
    )


def read_page(
    request: HttpRequest, found: QuerySet[Participation], asked: RegistrationFilter
) -> tuple[list[Participation], Pages]:
    """Return one page of a list; two queries."""
    pages = find_pages(request, found.count(), size=PAGE_SIZE, query=asked.write())
    rows = found.select_related("person", "organisation", "type").order_by("-registered_at", "-pk")
    return list(rows[pages.rows]), pages


def count_states(edition: Edition) -> list[tuple[str, str, int]]:
    """Return the states with how many are in each; one query."""
    rows = Participation.objects.filter(edition=edition).values_list("state")
    counted = dict(rows.annotate(many=Count("pk")).order_by())
    return [(one.value, str(one.label), counted.get(one.value, 0)) for one in ParticipationState]
