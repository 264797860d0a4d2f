"""Whatever refers to rows of an edition is of that edition: the references that were not held."""

from django.db import migrations

# Table, key, and the table it refers to.
_WITHIN = (
    ("congress_programme", "run_id", "fairs_run"),
    ("congress_room", "hall_id", "exhibition_hall"),
    ("trade_need", "posted_by_id", "people_organisation"),
    ("trade_catalogueentry", "organisation_id", "people_organisation"),
    ("standing_search_proposedneed", "delegation_id", "people_organisation"),
    ("meetings_meetingrequest", "author_id", "people_participation"),
    ("meetings_meetingrequest", "changed_by_id", "people_participation"),
    ("meetings_meetingrequest", "assigned_id", "people_participation"),
    ("meetings_meetingrequest", "locked_table_id", "meetings_table"),
    ("market_conversation", "answered_by_id", "people_participation"),
    ("market_conversation", "need_id", "trade_need"),
    ("market_conversation", "offer_id", "trade_offer"),
    ("consortia_consortium", "opened_by_id", "people_participation"),
    ("consortia_consortium", "project_id", "cooperation_project"),
    ("consortia_interest", "by_id", "people_participation"),
    ("consortia_signing", "project_id", "cooperation_project"),
    ("practices_practice", "project_id", "cooperation_project"),
)
# Table without an edition of its own, and the keys that lead to one.
_ONE_EDITION = (
    ("attendance_floorquestion", "session_id", "participation_id"),
    ("attendance_questionvote", "question_id.session_id", "participation_id"),
    ("congress_plannedsession", "programme_id", "room_id"),
    ("congress_plannedspeaker", "session_id.programme_id", "participation_id"),
    ("consortia_note", "consortium_id", "by_id", "member_id", "file_id.consortium_id"),
    ("consortia_sharedfile", "consortium_id", "by_id"),
    ("consortia_signoff", "agreement_id.consortium_id", "member_id"),
    ("cooperation_choice", "portfolio_id", "project_id"),
    ("cooperation_partner", "project_id", "organisation_id"),
    ("market_letter", "conversation_id", "author_id"),
    ("market_reading", "conversation_id", "reader_id"),
    ("meetings_adjustment", "timetable_id", "request_id"),
    ("meetings_noshow", "request_id", "by_id"),
    ("meetings_outcome", "request_id", "by_id", "participation_id"),
    ("meetings_privatenote", "request_id", "participation_id"),
    ("meetings_requestevent", "request_id", "by_id"),
    ("meetings_requestparty", "request_id", "exhibitor_id", "participation_id", "attends_id"),
    ("meetings_started", "request_id", "by_id"),
    ("meetings_visit", "exhibitor_id", "participation_id"),
    ("people_answergiven", "question_id.type_id", "participation_id"),
    ("standing_search_toldmaker", "proposal_id", "organisation_id"),
    ("trade_matchlist", "run_id", "participation_id", "organisation_id"),
    ("trade_standing", "matching_id", "organisation_id"),
)


class Migration(migrations.Migration):
    """Lets every such row refer only to rows of one edition."""

    dependencies = [
        ("fairs", "0025_one_edition"),
        ("transfer", "0002_uploaded_list"),
        ("attendance", "0002_seats_counted"),
        ("congress", "0012_level_of_sessions"),
        ("consortia", "0002_kept"),
        ("cooperation", "0015_appraisals"),
        ("market", "0001_initial"),
        ("meetings", "0026_sessions_moved"),
        ("people", "0015_kept_to_bounds"),
        ("practices", "0002_kept"),
        ("standing_search", "0003_years"),
        ("trade", "0020_search_designations"),
    ]
    operations = [
        *(
            migrations.RunSQL(
                [("SELECT fairs_keep_within(%s, %s, %s)", one)],
                [("SELECT fairs_keep_within_no_more(%s, %s, %s)", one)],
            )
            for one in _WITHIN
        ),
        *(
            migrations.RunSQL(
                [("SELECT fairs_keep_one_edition(%s, VARIADIC %s::text[])", (one, list(keys)))],
                [("SELECT fairs_keep_one_edition_no_more(%s)", (one,))],
            )
            for one, *keys in _ONE_EDITION
        ),
    ]
