"""A whole edition out of the database."""

from __future__ import annotations

from django.db import connection, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import forget_flows

# From the rows that refer to those that are referred to.
_STATEMENTS = (
    *(
        f"DELETE FROM {table} USING proposals_proposal proposal"  # noqa: S608  names of ours
        " WHERE proposal_id = proposal.id AND proposal.edition_id = %s"
        for table in ("proposals_review", "proposals_proposalspeaker")
    ),
    "DELETE FROM proposals_proposal WHERE edition_id = %s",
    *(
        f"DELETE FROM {table} USING proposals_call call"  # noqa: S608  names of ours
        " WHERE call_id = call.id AND call.edition_id = %s"
        for table in ("proposals_reviewer", "proposals_criterion", "proposals_callquestion")
    ),
    "DELETE FROM proposals_call WHERE edition_id = %s",
    "DELETE FROM outbox_message WHERE edition_id = %s",
    "DELETE FROM outbox_mailrules WHERE edition_id = %s",
    "DELETE FROM transfer_uploadedlist WHERE edition_id = %s",
    "DELETE FROM work_work WHERE edition_id = %s",
    *(
        f"DELETE FROM {table} USING meetings_meetingrequest request"  # noqa: S608  names of ours
        " WHERE request_id = request.id AND request.edition_id = %s"
        for table in (
            "meetings_checkin",
            "meetings_noshow",
            "meetings_outcome",
            "meetings_privatenote",
            "meetings_followup",
            "meetings_started",
        )
    ),
    *(
        f"DELETE FROM {table} USING people_participation held"  # noqa: S608  names of ours
        " WHERE participation_id = held.id AND held.edition_id = %s"
        for table in ("meetings_followedsession", "meetings_personlimit", "meetings_visit")
    ),
    "DELETE FROM meetings_freedtime WHERE edition_id = %s",
    "DELETE FROM meetings_meetingrules WHERE edition_id = %s",
    "DELETE FROM meetings_requestparty USING meetings_meetingrequest request"
    " WHERE request_id = request.id AND request.edition_id = %s",
    "DELETE FROM meetings_meetingrequest WHERE edition_id = %s",
    "DELETE FROM meetings_requestlimit WHERE edition_id = %s",
    "DELETE FROM meetings_block WHERE edition_id = %s",
    "DELETE FROM meetings_agendafeed USING people_participation participation"
    " WHERE participation_id = participation.id AND participation.edition_id = %s",
    "DELETE FROM meetings_table WHERE edition_id = %s",
    "DELETE FROM cooperation_choice USING cooperation_portfolio portfolio"
    " WHERE portfolio_id = portfolio.id AND portfolio.edition_id = %s",
    "DELETE FROM cooperation_spending USING cooperation_portfolio portfolio"
    " WHERE portfolio_id = portfolio.id AND portfolio.edition_id = %s",
    "DELETE FROM cooperation_portfolio WHERE edition_id = %s",
    "DELETE FROM practices_practiceentry USING practices_practice practice"
    " WHERE practice_id = practice.id AND practice.edition_id = %s",
    "DELETE FROM practices_effect USING practices_practice practice"
    " WHERE practice_id = practice.id AND practice.edition_id = %s",
    "DELETE FROM practices_practice WHERE edition_id = %s",
    # Projects stay, with what was recorded of them.
    "DELETE FROM consortia_signatory USING consortia_signing signing"
    " WHERE signing_id = signing.id AND signing.edition_id = %s",
    "DELETE FROM consortia_signing WHERE edition_id = %s",
    "DELETE FROM consortia_note USING consortia_consortium consortium"
    " WHERE consortium_id = consortium.id AND consortium.edition_id = %s",
    # Files go with the last consortium that has them.
    "WITH gone AS (DELETE FROM consortia_sharedfile USING consortia_consortium consortium"
    " WHERE consortium_id = consortium.id AND consortium.edition_id = %s"
    " RETURNING consortia_sharedfile.id, blob_id)"
    " DELETE FROM consortia_blob USING gone WHERE sha256 = gone.blob_id"
    " AND NOT EXISTS (SELECT FROM consortia_sharedfile other WHERE other.blob_id = gone.blob_id"
    " AND other.id NOT IN (SELECT id FROM gone))",
    "DELETE FROM consortia_member WHERE edition_id = %s",
    # Agreements and what was signed go with it, by the database.
    "DELETE FROM consortia_consortium WHERE edition_id = %s",
    "DELETE FROM consortia_interest WHERE edition_id = %s",
    # What differed, and what months came to, goes with the months, by the database.
    "DELETE FROM standing_search_toldmaker USING standing_search_proposedneed proposed"
    " WHERE proposal_id = proposed.id AND proposed.edition_id = %s",
    "DELETE FROM standing_search_proposedneed WHERE edition_id = %s",
    "DELETE FROM standing_search_monthtable USING standing_search_searchedmonth searched"
    " WHERE searched_id = searched.id AND searched.edition_id = %s",
    "DELETE FROM standing_search_searchedmonth WHERE edition_id = %s",
    "DELETE FROM standing_search_foundfile WHERE edition_id = %s",
    "DELETE FROM standing_search_searchrules WHERE edition_id = %s",
    "DELETE FROM delegations_visititem WHERE edition_id = %s",
    "DELETE FROM delegations_interpreterbooking WHERE edition_id = %s",
    "DELETE FROM delegations_interpreter WHERE edition_id = %s",
    "DELETE FROM delegations_delegate WHERE edition_id = %s",
    "DELETE FROM delegations_delegation WHERE edition_id = %s",
    "DELETE FROM screening_hit WHERE edition_id = %s",
    "DELETE FROM screening_restricted USING screening_restrictedlist list"
    " WHERE held_in_id = list.id AND list.edition_id = %s",
    "DELETE FROM screening_restrictedlist WHERE edition_id = %s",
    "UPDATE cooperation_partner SET organisation_id = NULL FROM cooperation_project project"
    " WHERE project_id = project.id AND project.edition_id = %s",
    "UPDATE cooperation_project SET edition_id = NULL, lead_id = NULL WHERE edition_id = %s",
    *(
        f"DELETE FROM {table} USING congress_session session"  # noqa: S608  names of ours
        " WHERE session_id = session.id AND session.edition_id = %s"
        for table in (
            "attendance_seat",
            "attendance_seatcount",
            "attendance_arrival",
            "attendance_sessionrecord",
        )
    ),
    "DELETE FROM attendance_questionvote USING attendance_floorquestion question, congress_session"
    " session WHERE question_id = question.id AND session_id = session.id"
    " AND session.edition_id = %s",
    "DELETE FROM attendance_floorquestion USING congress_session session"
    " WHERE session_id = session.id AND session.edition_id = %s",
    "DELETE FROM congress_plannedspeaker speaker USING congress_plannedsession session,"
    " congress_programme programme WHERE speaker.session_id = session.id"
    " AND session.programme_id = programme.id AND programme.edition_id = %s",
    *(
        f"DELETE FROM {table} USING congress_programme programme"  # noqa: S608  names of ours
        " WHERE programme_id = programme.id AND programme.edition_id = %s"
        for table in ("congress_plannedsession", "congress_programmestep")
    ),
    "DELETE FROM congress_programme WHERE edition_id = %s",
    "DELETE FROM congress_speaker USING congress_session session"
    " WHERE session_id = session.id AND session.edition_id = %s",
    "DELETE FROM congress_session WHERE edition_id = %s",
    "DELETE FROM congress_room WHERE edition_id = %s",
    *(
        f"DELETE FROM {table} USING trade_matching matching"  # noqa: S608  names of ours
        " WHERE matching_id = matching.id AND matching.edition_id = %s"
        for table in (
            "trade_shownlist",
            "trade_listmeasure",
            "trade_standing",
            "trade_makergroup",
            "trade_makerlist",
        )
    ),
    "DELETE FROM trade_matching WHERE edition_id = %s",
    "DELETE FROM trade_matchlist USING fairs_run run WHERE run_id = run.id AND run.edition_id = %s",
    "DELETE FROM trade_reason USING fairs_run run WHERE run_id = run.id AND run.edition_id = %s",
    "DELETE FROM trade_assessment WHERE edition_id = %s",
    "DELETE FROM trade_supplier USING trade_dependency dependency"
    " WHERE dependency_id = dependency.id AND dependency.edition_id = %s",
    "DELETE FROM trade_dependency WHERE edition_id = %s",
    "DELETE FROM market_letter USING market_conversation held"
    " WHERE conversation_id = held.id AND held.edition_id = %s",
    "DELETE FROM market_reading USING market_conversation held"
    " WHERE conversation_id = held.id AND held.edition_id = %s",
    "DELETE FROM market_conversation WHERE edition_id = %s",
    "DELETE FROM market_watch USING people_participation held"
    " WHERE participation_id = held.id AND held.edition_id = %s",
    "DELETE FROM market_announced WHERE edition_id = %s",
    "DELETE FROM trade_standshare USING people_organisation held"
    " WHERE guest_id = held.id AND held.edition_id = %s",
    "DELETE FROM trade_picture USING people_organisation held"
    " WHERE organisation_id = held.id AND held.edition_id = %s",
    "DELETE FROM trade_proposal USING people_organisation held"
    " WHERE organisation_id = held.id AND held.edition_id = %s",
    "DELETE FROM trade_marketrules WHERE edition_id = %s",
    "DELETE FROM trade_need WHERE edition_id = %s",
    "DELETE FROM trade_offer WHERE edition_id = %s",
    "DELETE FROM trade_product WHERE edition_id = %s",
    "DELETE FROM exhibition_exhibitor WHERE edition_id = %s",
    "DELETE FROM exhibition_stand WHERE edition_id = %s",
    "DELETE FROM exhibition_exposition WHERE edition_id = %s",
    "DELETE FROM exhibition_hall WHERE edition_id = %s",
    "DELETE FROM people_availability WHERE edition_id = %s",
    "DELETE FROM people_mark USING people_participation held"
    " WHERE participation_id = held.id AND held.edition_id = %s",
    "DELETE FROM people_answergiven USING people_participation held"
    " WHERE participation_id = held.id AND held.edition_id = %s",
    # Persons who take part in another edition too, or who have an account, stay.
    "WITH gone AS (DELETE FROM people_participation WHERE edition_id = %s"
    " RETURNING person_id, edition_id)"
    " DELETE FROM people_person USING gone WHERE people_person.id = gone.person_id"
    " AND NOT EXISTS (SELECT FROM people_participation other"
    " WHERE other.person_id = gone.person_id AND other.edition_id <> gone.edition_id)"
    " AND NOT EXISTS (SELECT FROM people_account WHERE person_id = gone.person_id)",
    "DELETE FROM people_question USING people_participationtype type"
    " WHERE type_id = type.id AND type.edition_id = %s",
    "DELETE FROM people_participationtype WHERE edition_id = %s",
    "DELETE FROM people_revision USING people_organisation organisation"
    " WHERE organisation_id = organisation.id AND organisation.edition_id = %s",
    "DELETE FROM people_membership USING people_organisation organisation"
    " WHERE organisation_id = organisation.id AND organisation.edition_id = %s",
    "DELETE FROM people_membership WHERE edition_id = %s",
    "DELETE FROM people_passquota USING people_organisation held"
    " WHERE organisation_id = held.id AND held.edition_id = %s",
    "DELETE FROM people_officerules WHERE edition_id = %s",
    "DELETE FROM people_signincode WHERE edition_id = %s",
    "DELETE FROM people_organisation WHERE edition_id = %s",
    "DELETE FROM fairs_slot WHERE edition_id = %s",
    "DELETE FROM fairs_run WHERE edition_id = %s",
    "DELETE FROM privacy_keptfor WHERE edition_id = %s",
    "DELETE FROM transfer_loadedfile WHERE edition_id = %s",
    # The timetables go with it, and what they hold with them.
    "DELETE FROM fairs_edition WHERE id = %s",
)
# Whether anything still refers to what is gone is looked up for each row. It is asked while the
# statistics are still those of the rows that went: by those of a fair loaded in their place no row
# would be of this edition, so that every index that begins with the edition would seem as good,
# and all of the edition's rows would be read for each of its people.
_CHECK = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


def remove_edition(edition: Edition) -> None:
    """Remove an edition with everything that belongs to it, in one transaction.

    Projects outlive it, for a ledger keeps what was recorded; they come back with its code.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement, (edition.pk,))
        cursor.execute(_CHECK)
        transaction.on_commit(lambda: forget_flows(edition.flows_digest))
