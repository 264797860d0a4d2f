"""A whole edition out of the database, as the fair it was loaded from."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import find_kept_flows
from fairlead.apps.trade.own_texts import find_today
from fairlead.apps.transfer.gathering import cooperation, tables
from fairlead.apps.transfer.gathering.fairs import gather_settings
from fairlead.folder.fair import Fair


def gather_fair(edition: Edition) -> Fair:
    """Return the fair of an edition, as of one moment, with a number of queries that is fixed.

    Raises InvalidInput when this machine does not have the edition's flows.
    """
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return replace(gather_rows(edition), flows=find_kept_flows(edition))


def gather_live_fair(edition: Edition) -> Fair:
    """Return the fair as the engines are to see it: without offers and needs that have ended."""
    fair, today = gather_fair(edition), pa.scalar(find_today(edition))

    def keep(rows: pa.Table) -> pa.Table:
        return rows.filter(pc.fill_null(pc.greater_equal(rows["expires_on"], today), True))

    return replace(fair, offers=keep(fair.offers), needs=keep(fair.needs))


def gather_rows(edition: Edition) -> Fair:
    """Return the fair of an edition without its flows."""
    return Fair(
        settings=gather_settings(edition),
        products=tables.gather_products(edition),
        expositions=tables.gather_expositions(edition),
        stands=tables.gather_stands(edition),
        organisations=tables.gather_organisations(edition),
        people=tables.gather_people(edition),
        availability=tables.gather_availability(edition),
        offers=tables.gather_offers(edition),
        needs=tables.gather_needs(edition),
        requests=tables.gather_requests(edition),
        request_parties=tables.gather_request_parties(edition),
        request_history=tables.gather_request_history(edition),
        sessions=tables.gather_sessions(edition),
        projects=cooperation.gather_projects(edition),
        partners=cooperation.gather_partners(edition),
        rates=cooperation.gather_rates(edition),
        ledger=cooperation.gather_ledger(edition),
    )
