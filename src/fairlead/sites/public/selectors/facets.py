"""How many exhibitors each value of each facet would leave, counted in one query.

A facet's counts obey every filter but its own, so that a second country can be added to the
first; letters likewise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.filters import Filter
from fairlead.sites.public.selectors.language import MARKED, OPENING_MARKS, PLAIN, russian

FACETS = ("country", "hall", "sector", "group", "cooperation")
FILTERS = (*FACETS, "product")  # a product is come to from a critical import, not from the list

_COUNTS = """
WITH found AS MATERIALIZED (
    SELECT organisation.country,
           hall.code AS hall,
           left(organisation.sector, 8) AS sector,
           entry.groups,
           entry.cooperation,
           upper(translate(left(ltrim(
               CASE WHEN %(russian)s AND organisation.name_ru <> '' THEN organisation.name_ru
                    ELSE organisation.name END, %(marks)s), 1), %(marked)s, %(plain)s)) AS letter,
           (%(countries)s = '{}' OR organisation.country = ANY(%(countries)s)) AS in_country,
           (%(halls)s = '{}' OR hall.code = ANY(%(halls)s)) AS in_hall,
           (%(sectors)s = '{}' OR left(organisation.sector, 8) = ANY(%(sectors)s))
               AS in_sector,
           (%(groups)s = '{}' OR entry.groups::text[] && %(groups)s::text[]) AS in_group,
           (%(cooperation)s = '{}' OR entry.cooperation::text[] && %(cooperation)s::text[])
               AS in_cooperation
      FROM exhibition_exhibitor exhibitor
      JOIN people_organisation organisation ON organisation.id = exhibitor.organisation_id
      JOIN exhibition_stand stand ON stand.id = exhibitor.stand_id
      JOIN exhibition_hall hall ON hall.id = stand.hall_id
      JOIN trade_catalogueentry entry ON entry.organisation_id = organisation.id
     WHERE exhibitor.edition_id = %(edition)s
       AND (%(products)s = '{}' OR entry.products::text[] && %(products)s::text[])
       AND (%(words)s = ''
            OR entry.document @@ (websearch_to_tsquery('russian', %(words)s)
                                  || websearch_to_tsquery('simple', %(words)s)))
), lettered AS (
    SELECT *, (%(letter)s = '' OR letter = %(letter)s) AS in_letter FROM found
)
SELECT 'country', country, count(*) FROM lettered
 WHERE in_hall AND in_sector AND in_group AND in_cooperation AND in_letter GROUP BY country
UNION ALL
SELECT 'hall', hall, count(*) FROM lettered
 WHERE in_country AND in_sector AND in_group AND in_cooperation AND in_letter GROUP BY hall
UNION ALL
SELECT 'sector', sector, count(*) FROM lettered
 WHERE sector <> '' AND in_country AND in_hall AND in_group AND in_cooperation AND in_letter
 GROUP BY sector
UNION ALL
SELECT 'group', value, count(*) FROM lettered, unnest(groups) AS value
 WHERE in_country AND in_hall AND in_sector AND in_cooperation AND in_letter GROUP BY value
UNION ALL
SELECT 'cooperation', value, count(*) FROM lettered, unnest(cooperation) AS value
 WHERE in_country AND in_hall AND in_sector AND in_group AND in_letter GROUP BY value
UNION ALL
SELECT 'letter', letter, count(*) FROM lettered
 WHERE in_country AND in_hall AND in_sector AND in_group AND in_cooperation GROUP BY letter
UNION ALL
SELECT 'all', '', count(*) FROM lettered
 WHERE in_country AND in_hall AND in_sector AND in_group AND in_cooperation AND in_letter
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Exhibitors by facet and value, by first letter, and how many there are in all."""

    facets: dict[str, dict[str, int]]
    letters: dict[str, int]
    total: int


def widened(codes: Iterable[str]) -> list[str]:
    """Return the codes and the headings above them, by which an offer may state them."""
    parts = [code.partition(":") for code in codes]
    return [
        f"{scheme}:{bare[:length]}"
        for scheme, _, bare in parts
        for length in (2, 4, 6, 8)
        if length <= len(bare)
    ]


def count_exhibitors(edition: Edition, wanted: Filter) -> Counts:
    """Return the counts of the catalogue narrowed by the filter; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {
                "edition": edition.pk,
                "words": wanted.words,
                "letter": wanted.letter,
                "russian": russian(),
                "marks": OPENING_MARKS,
                "marked": MARKED,
                "plain": PLAIN,
                "countries": list(wanted.chosen["country"]),
                "halls": list(wanted.chosen["hall"]),
                "sectors": list(wanted.chosen["sector"]),
                "groups": list(wanted.chosen["group"]),
                "cooperation": list(wanted.chosen["cooperation"]),
                "products": widened(wanted.chosen["product"]),
            },
        )
        return _gather(cursor.fetchall())


def _gather(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """Return the counts of the query's rows."""
    found: dict[str, dict[str, int]] = {name: {} for name in (*FACETS, "letter", "all")}
    for name, value, count in rows:
        found[name][value] = count
    return Counts(
        facets={facet: found[facet] for facet in FACETS},
        letters=found["letter"],
        total=found["all"].get("", 0),
    )
