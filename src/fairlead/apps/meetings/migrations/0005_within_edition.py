"""What people ask, plan, offer and say at an edition refers to that edition only."""

from django.db import migrations

# Table, key, and the table it refers to.
_WITHIN = (
    ("people_participation", "organisation_id", "people_organisation"),
    ("people_availability", "participation_id", "people_participation"),
    ("exhibition_stand", "hall_id", "exhibition_hall"),
    ("exhibition_stand", "exposition_id", "exhibition_exposition"),
    ("exhibition_exhibitor", "organisation_id", "people_organisation"),
    ("exhibition_exhibitor", "stand_id", "exhibition_stand"),
    ("congress_session", "room_id", "congress_room"),
    ("trade_offer", "organisation_id", "people_organisation"),
    ("trade_need", "organisation_id", "people_organisation"),
    ("trade_dependency", "run_id", "fairs_run"),
    ("trade_matching", "run_id", "fairs_run"),
    ("cooperation_project", "lead_id", "people_organisation"),
    ("cooperation_portfolio", "run_id", "fairs_run"),
    ("meetings_meetingrequest", "requester_id", "people_participation"),
    ("meetings_meetingrequest", "recipient_id", "exhibition_exhibitor"),
    ("meetings_meetingrequest", "locked_id", "fairs_slot"),
    ("meetings_timetable", "run_id", "fairs_run"),
)
# Table without an edition of its own, and two keys, each with the table it refers to.
_TOGETHER = (
    ("congress_speaker", "session_id", "congress_session", "participation_id"),
    ("trade_standing", "matching_id", "trade_matching", "participation_id"),
    ("trade_makerlist", "matching_id", "trade_matching", "need_id"),
    ("trade_makergroup", "matching_id", "trade_matching", "need_id"),
    ("cooperation_tie", "project_id", "cooperation_project", "other_id"),
    ("meetings_unheld", "timetable_id", "meetings_timetable", "request_id"),
)
_REFERRED = {
    "participation_id": "people_participation",
    "need_id": "trade_need",
    "other_id": "cooperation_project",
    "request_id": "meetings_meetingrequest",
}


class Migration(migrations.Migration):
    """Lets every such row refer only to rows of its own edition."""

    dependencies = [
        ("meetings", "0004_stamp"),
        ("fairs", "0012_within_edition"),
        ("people", "0005_sign_in_tries"),
        ("exhibition", "0005_localized_text"),
        ("congress", "0004_localized_text"),
        ("trade", "0012_search"),
        ("cooperation", "0006_localized_text"),
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
                [("SELECT fairs_keep_together(%s, %s, %s, %s, %s)", (*one, _REFERRED[one[3]]))],
                [("SELECT fairs_keep_together_no_more(%s, %s)", (one[0], one[3]))],
            )
            for one in _TOGETHER
        ),
    ]
