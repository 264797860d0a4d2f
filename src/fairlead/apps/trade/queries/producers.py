"""The fair's exhibitors who offer a product, or products that lie near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.runs import NearProduct

MOST = 24


@dataclass(frozen=True, slots=True)
class ExhibitorNear:
    """An exhibitor, and the product code of those asked for that brought it here.

    ``proximity`` is 1 for the product itself.
    """

    code: str
    name: str
    country: str
    hall: str
    stand: str
    product: str
    proximity: float


_NEAR = """
SELECT DISTINCT ON (entry.organisation_id) entry.organisation_id, wanted.product, wanted.near
  FROM unnest(%(offered)s::text[], %(products)s::text[], %(near)s::float8[])
       AS wanted (offered, product, near)
  JOIN trade_catalogueentry entry ON entry.products::text[] @> ARRAY[wanted.offered]
  JOIN exhibition_exhibitor exhibitor ON exhibitor.organisation_id = entry.organisation_id
 WHERE exhibitor.edition_id = %(edition)s
 ORDER BY entry.organisation_id, wanted.near DESC, length(wanted.offered) DESC, wanted.product
"""


def find_exhibitors_near(
    edition: Edition, product: str, near: Sequence[NearProduct]
) -> list[ExhibitorNear]:
    """Return who offers the product (with its scheme) or one near it, the nearest first.

    An offer of a heading or chapter above the product covers it, of a near product its heading;
    at most `MOST` in all. Two queries.
    """
    scheme = product.partition(":")[0]
    wanted = [(code, product, 1.0) for code in (product, product[:-2], product[:-4])]
    for one in near:
        code = f"{scheme}:{one.product}"
        wanted += [(code, code, one.proximity), (code[:-2], code, one.proximity)]
    offered, products, proximity = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAR,
            {
                "offered": list(offered),
                "products": list(products),
                "near": list(proximity),
                "edition": edition.pk,
            },
        )
        found = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    order = sorted(found, key=lambda key: (-found[key][1], found[key][0], key))[:MOST]
    rows = {
        row.organisation_id: row
        for row in Exhibitor.objects.filter(edition=edition, organisation__in=order).select_related(
            "organisation", "stand__hall"
        )
    }
    choose = chooser(edition)
    return [_build_exhibitor(rows[key], choose, *found[key]) for key in order]


def _build_exhibitor(
    row: Exhibitor, choose: Choose, product: str, proximity: float
) -> ExhibitorNear:
    return ExhibitorNear(
        code=row.organisation.code,
        name=choose(row.organisation.name),
        country=row.organisation.country,
        hall=row.stand.hall.code,
        stand=row.stand.number,
        product=product,
        proximity=proximity,
    )
