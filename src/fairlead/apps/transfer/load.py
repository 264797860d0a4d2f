"""A fair into the database: all of it or nothing."""

from __future__ import annotations

from django.db import connection, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import forget_flows, keep_flows
from fairlead.apps.transfer.erased import blank_erased
from fairlead.apps.transfer.loading.congress import load_programme
from fairlead.apps.transfer.loading.congress_events import load_congress_events
from fairlead.apps.transfer.loading.cooperation import load_projects, load_rates
from fairlead.apps.transfer.loading.encounters import load_encounters
from fairlead.apps.transfer.loading.exhibition import load_exhibitors, load_halls, load_stands
from fairlead.apps.transfer.loading.fairs import load_slots, make_edition
from fairlead.apps.transfer.loading.headlines import load_headlines
from fairlead.apps.transfer.loading.history import load_past
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.market import load_own_pages
from fairlead.apps.transfer.loading.meetings import (
    load_history,
    load_limits,
    load_parties,
    load_requests,
    load_rules,
    load_tables,
)
from fairlead.apps.transfer.loading.months import load_months
from fairlead.apps.transfer.loading.partnership import load_consortia, load_delegations
from fairlead.apps.transfer.loading.people import (
    load_availability,
    load_organisations,
    load_people,
    number_organisations,
)
from fairlead.apps.transfer.loading.practices import load_practices
from fairlead.apps.transfer.loading.programmes import load_programmes
from fairlead.apps.transfer.loading.proposals import load_proposals
from fairlead.apps.transfer.loading.registration import (
    load_questions,
    load_registration,
    load_types,
)
from fairlead.apps.transfer.loading.timetables import load_timetables
from fairlead.apps.transfer.loading.trade import load_needs, load_offers, load_products
from fairlead.apps.transfer.loading.waiting import load_waiting
from fairlead.apps.transfer.remember import find_base, remember_base
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput

# In the order of reference: what is referred to comes first. Only offers come before who makes
# them: an organisation's words, in which its offers' are, are then found once, not twice.
STEPS = (
    load_past,
    load_slots,
    load_tables,
    load_rules,
    load_products,
    load_halls,
    load_stands,
    number_organisations,
    load_offers,
    load_organisations,
    load_exhibitors,
    load_types,
    load_questions,
    load_people,
    load_registration,
    load_limits,
    load_availability,
    load_needs,
    load_own_pages,
    load_waiting,
    load_requests,
    load_parties,
    load_history,
    load_programme,
    load_projects,
    load_rates,
    load_headlines,
    load_delegations,
    load_consortia,
    load_practices,
    load_encounters,
    load_timetables,
    load_congress_events,
    load_programmes,
    load_months,
    load_proposals,
)
ANALYSE = (
    "ANALYZE fairs_slot, people_organisation, people_person, people_participation,"
    " people_availability, exhibition_hall, exhibition_stand, exhibition_exhibitor, trade_product,"
    " trade_offer, trade_need, trade_catalogueentry, trade_needentry, meetings_meetingrequest,"
    " congress_session, congress_speaker, cooperation_project, cooperation_share,"
    " cooperation_partner, cooperation_entry"
)


def load_fair(fair: Fair, *, replace: bool = False) -> Edition:
    """Return the new edition that holds the whole fair, written in one transaction.

    An edition of the same code is replaced, with its runs and timetables, if ``replace`` says
    so; otherwise raises InvalidInput. Raises ValueError for a fair whose codes do not fit
    together, which `read_fair` never returns.
    """
    fair = blank_erased(fair)
    digest = keep_flows(fair.flows) if fair.flows is not None else ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _remove_edition(fair.settings.code, replace=replace)
            load = Load(cursor, fair, make_edition(fair, flows_digest=digest))
            for step in STEPS:
                step(load)
            cursor.execute(ANALYSE)
            remember_base(load.edition, find_base(fair))
    except BaseException:
        forget_flows(digest)
        raise
    return load.edition


def _remove_edition(code: str, *, replace: bool) -> None:
    """Remove the edition of this code, or refuse to."""
    edition = Edition.objects.filter(code=code).first()
    if edition is None:
        return
    if not replace:
        expected = "expected an edition that is not loaded yet"
        raise InvalidInput([InputError("fair.toml", expected, field="fair.code", value=code)])
    remove_edition(edition)
