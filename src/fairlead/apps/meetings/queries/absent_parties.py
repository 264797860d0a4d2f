"""Who is not there any more where stands are closed or people stay away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition


@dataclass(frozen=True, slots=True)
class AbsentParties:
    """The codes of exhibitors and participants, and what was given that names none."""

    codes: frozenset[str]
    unknown_stands: tuple[str, ...]
    unknown_people: tuple[str, ...]


def find_away(edition: Edition, stands: Sequence[str], people: Sequence[str]) -> AbsentParties:
    """Return who is away; a query for stands and another for their exhibitors, one for people.

    A stand is given by its code or as hall and number, a person by code or address.
    """
    places = _find_stands(edition, stands) if stands else {}
    hosts = Exhibitor.objects.filter(stand__in=set(places.values()))
    firms = hosts.values_list("organisation__code", flat=True) if places else ()
    known = _find_people(edition, people) if people else {}
    return AbsentParties(
        frozenset({*firms, *known.values()}),
        tuple(one for one in stands if one not in places),
        tuple(one for one in people if one not in known),
    )


def _find_stands(edition: Edition, given: Sequence[str]) -> dict[str, int]:
    """Return the stands by what was given; a hall and a number may have a blank between them."""
    rows = Stand.objects.filter(edition=edition).values_list("pk", "code", "hall__code", "number")
    places: dict[str, int] = {}
    for stand, code, hall, number in rows:
        places |= {code.upper(): stand, f"{hall}-{number}".upper(): stand}
    found = {one: places.get(one.upper()) or places.get(_join_place(one)) for one in given}
    return {one: stand for one, stand in found.items() if stand is not None}


def _join_place(one: str) -> str:
    """Return a hall and a number, written with a blank or a dash between them, as one word."""
    return one.replace(" ", "-", 1).upper()


_PEOPLE = """
WITH given AS (SELECT word, upper(word) AS said FROM unnest(%(people)s::text[]) word)
SELECT word, code FROM given
JOIN people_participation one ON upper(one.code) = said AND one.edition_id = %(edition)s
UNION
SELECT word, code FROM given
JOIN people_person person ON upper(person.email) = said
JOIN people_participation one ON one.person_id = person.id AND one.edition_id = %(edition)s
"""


def _find_people(edition: Edition, given: Sequence[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"people": list(given), "edition": edition.pk})
        return dict(cursor.fetchall())
