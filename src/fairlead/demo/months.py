"""A synthetic year of monthly flows for the standing search, and what people make of it.

Twelve months on end, and the one before them: in each the suppliers of a product are a little
stronger or weaker than the month before. Two economies are judged, the partner country and the
host. The focal point of the partner country posts one of the needs that are proposed, and lets
another be.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.apps.delegations.models import Delegate, Office
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.watch_product import watch_product
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Participation, Role
from fairlead.apps.standing_search.domain.decide_need import accept_need, dismiss_need
from fairlead.apps.standing_search.domain.search_month import search_month
from fairlead.apps.standing_search.domain.set_search_rules import set_search_rules
from fairlead.apps.standing_search.models import ProposedNeed
from fairlead.apps.standing_search.queries.proposals import list_proposed
from fairlead.apps.trade.models import Offer
from fairlead.demo import trade, world
from fairlead.demo.size import Size
from fairlead.demo.world import stream

MONTHS = 13
DECIDED_AFTER = 6
"""From this month on the focal point has decided; months before leave proposals waiting."""
_PRODUCTS = 150  # the partner's largest imports: a month is quick to judge at every size
_DRIFT, _NOISE, _SEASON = 0.15, 0.1, 0.1
_REASON = "Made in the country since this year (example)."


def follow_year(edition: Edition, *, size: Size, seed: int) -> int:
    """Return in how many months the standing search was made; each is there when it is done."""
    judged = sorted({edition.partner_country, edition.country} - {""})
    set_search_rules(edition, economies=judged, public=True, by=None)
    flows = trade.make_trade(
        world.list_economies(size), world.list_products(size, seed=seed), seed=seed
    )
    done, decided = 0, False
    with tempfile.TemporaryDirectory() as folder:
        for month, table in make_months(flows, edition.first_day, seed=seed):
            file = Path(folder) / f"monthly-flows-{month}.parquet"
            pq.write_table(table, file)
            search_month(edition, month, file, by=COMMAND_LINE)
            file.unlink()
            done += 1
            decided = decided or (done > DECIDED_AFTER and _decide(edition))
    return done


def make_months(
    flows: trade.Trade, before: dt.date, *, seed: int
) -> Iterator[tuple[str, pa.Table]]:
    """Yield the thirteen months before a day with their flows, as a table of flows has them."""
    draw = stream(seed, "months")
    year = flows.values[-1]
    kept = _choose_products(flows)
    monthly = year[:, :, kept] / 12
    codes = pa.array([one.code for one in flows.economies])
    products = pa.array([flows.products[place].code for place in kept])
    drift = np.zeros((monthly.shape[0], monthly.shape[2]))
    for month in _list_months(before):
        drift += draw.normal(0, _DRIFT, drift.shape)
        season = 1 + _SEASON * np.sin(2 * np.pi * int(month[5:]) / 12)
        noise = np.exp(drift[:, None, :] + draw.normal(0, _NOISE, monthly.shape))
        values = np.rint(monthly * noise * season).astype(np.int64).transpose(1, 2, 0)
        importer, product, exporter = np.nonzero(values)
        yield (
            month,
            pa.table(
                {
                    "exporter": codes.take(pa.array(exporter)),
                    "importer": codes.take(pa.array(importer)),
                    "product": products.take(pa.array(product)),
                    "year": pa.array(np.full(len(product), int(month[:4]))),
                    "value_usd": pa.array(values[importer, product, exporter]),
                }
            ),
        )


def _choose_products(flows: trade.Trade) -> list[int]:
    """Return the places of the products that the partner country imports most of, in order."""
    imports = flows.values[-1, :, flows.position(world.PARTNER), :].sum(axis=0)
    return sorted(np.argsort(-imports, kind="stable")[:_PRODUCTS].tolist())


def _list_months(before: dt.date) -> list[str]:
    last = np.datetime64(f"{before:%Y-%m}", "M")
    return [str(one) for one in np.arange(last - MONTHS, last)]


def _decide(edition: Edition) -> bool:
    """Return whether the focal point decided: one proposal is posted, and one is let be."""
    leads = Delegate.objects.filter(
        delegation__edition=edition,
        delegation__economy=edition.partner_country,
        office=Office.FOCAL,
    )
    focal = leads.select_related("participation__edition", "participation__person").first()
    if focal is None or focal.delegation.organisation is None:
        return False
    proposed = list_proposed(edition, [edition.partner_country])
    if len(proposed) < 2:
        return False
    who = focal.participation
    posted = next((one for one in proposed if _let_watch(edition, one)), proposed[0])
    accept_need(posted, who, by=COMMAND_LINE)
    other = next(one for one in proposed if one.pk != posted.pk)
    dismiss_need(other, who, reason=_REASON, by=COMMAND_LINE)
    return True


def _let_watch(edition: Edition, proposed: ProposedNeed) -> bool:
    """Return whether an exhibitor near what is proposed watches it from now on.

    It offers that product, or one of its heading, or of its chapter, and watches just that.
    """
    offers = Offer.objects.filter(organisation__edition=edition).order_by("pk")
    others = offers.exclude(organisation__country=proposed.economy)
    rows = list(others.values_list("organisation", "products"))
    for digits in (6, 4, 2):
        watched = proposed.product[: len("HS:") + digits]
        firms = [firm for firm, made in rows if any(one.startswith(watched) for one in made)]
        staff = Participation.objects.filter(
            edition=edition,
            organisation__in=firms[:1],
            state="approved",
            roles__contains=[Role.EXHIBITOR],
        )
        who = staff.order_by("pk").first()
        if who is not None:
            who.edition = edition
            watch_product(who, watched, offers=False, by=COMMAND_LINE)
            return True
    return False
