"""A whole edition out of the database, as the fair it was loaded from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.today import find_today
from fairlead.apps.trade.flow_files import find_kept_flows
from fairlead.apps.transfer.gathering import (
    congress,
    cooperation,
    encounters,
    headlines,
    history,
    market,
    months,
    partnership,
    practices,
    programmes,
    proposals,
    registration,
    tables,
    timetables,
    waiting,
)
from fairlead.apps.transfer.gathering.fairs import gather_settings
from fairlead.folder.fair import Fair

_GATHER: Mapping[str, Callable[..., pa.Table]] = {
    "products": tables.gather_products,
    "expositions": tables.gather_expositions,
    "stands": tables.gather_stands,
    "organisations": tables.gather_organisations,
    "people": tables.gather_people,
    "availability": tables.gather_availability,
    "offers": tables.gather_offers,
    "needs": tables.gather_needs,
    "requests": tables.gather_requests,
    "request_parties": tables.gather_request_parties,
    "blocks": encounters.gather_blocks,
    "request_history": tables.gather_request_history,
    "sessions": tables.gather_sessions,
    "projects": cooperation.gather_projects,
    "partners": cooperation.gather_partners,
    "rates": cooperation.gather_rates,
    "ledger": cooperation.gather_ledger,
}


def gather_fair(edition: Edition, *, lived: bool = True) -> Fair:
    """Return the fair of an edition, as of one moment, with a number of queries that is fixed.

    Without what was ``lived``, the versions and what happened, where an engine has no use of it.
    Raises InvalidInput when this machine does not have the edition's flows.
    """
    with _hold_moment():
        return replace(gather_rows(edition, lived=lived), flows=find_kept_flows(edition))


def gather_live_fair(edition: Edition) -> Fair:
    """Return the fair as the engines are to see it: without offers and needs that have ended."""
    fair, today = gather_fair(edition, lived=False), pa.scalar(find_today(edition))

    def keep(rows: pa.Table) -> pa.Table:
        return rows.filter(pc.fill_null(pc.greater_equal(rows["expires_on"], today), True))

    return replace(fair, offers=keep(fair.offers), needs=keep(fair.needs))


def gather_some(edition: Edition, columns: Mapping[str, Collection[str]]) -> Fair:
    """Return the fair as of one moment with some columns of some tables, and without its flows.

    The other columns are null, the other tables empty.
    """
    with _hold_moment():
        rows = {name: _GATHER[name](edition, only) for name, only in columns.items()}
        return Fair(settings=gather_settings(edition), **rows)


@contextmanager
def _hold_moment() -> Iterator[None]:
    """Let all that is read within be of one moment."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def gather_rows(edition: Edition, *, lived: bool = True) -> Fair:
    """Return the fair of an edition without its flows; see `gather_fair`."""
    rows = {name: gather(edition) for name, gather in _GATHER.items()}
    rows |= headlines.gather_headlines(edition) | headlines.gather_approvers(edition)
    rows |= market.gather_own_pages(edition) | waiting.gather_waiting(edition)
    rows |= partnership.gather_partnership(edition) | practices.gather_practices(edition)
    rows |= registration.gather_registration(edition)
    if lived:
        rows |= encounters.gather_encounters(edition) | timetables.gather_timetables(edition)
        rows |= congress.gather_congress(edition) | programmes.gather_programmes(edition)
        rows |= {"history": history.gather_history(edition)}
        rows |= months.gather_months(edition) | proposals.gather_proposals(edition)
    return Fair(
        settings=gather_settings(edition),
        read_picture=market.read_kept_picture,
        read_month=months.find_kept_months(edition),
        **rows,
    )
