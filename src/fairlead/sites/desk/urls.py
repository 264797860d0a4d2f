"""Addresses of a participant's own pages at an edition, under /{edition}/desk/."""

from __future__ import annotations

from django.urls import path

import fairlead.sites.converters  # noqa: F401  registers <table:...>
from fairlead.sites.desk.acting import stop_acting
from fairlead.sites.desk.consortia import views as consortia
from fairlead.sites.desk.delegation import views as delegation
from fairlead.sites.desk.home import views as home
from fairlead.sites.desk.market import need_views, search_views, talk_views, watch_views
from fairlead.sites.desk.meet import views as meet
from fairlead.sites.desk.meetings import (
    agenda_views,
    ask_views,
    availability_views,
    encounter_views,
    offline_views,
    plan_views,
    request_views,
)
from fairlead.sites.desk.messages import views as messages
from fairlead.sites.desk.organisation import (
    picture_views,
    preview_views,
    sharing_views,
    team_views,
)
from fairlead.sites.desk.organisation import views as organisation
from fairlead.sites.desk.practices import views as practices
from fairlead.sites.desk.privacy import views as privacy
from fairlead.sites.desk.proposals import views as proposals
from fairlead.sites.desk.registration import views as registration
from fairlead.sites.desk.sessions import views as sessions
from fairlead.sites.desk.sessions.choice import choice
from fairlead.sites.desk.sessions.favourites import favourites
from fairlead.sites.desk.tables import views as tables
from fairlead.ui.serving import accept_body

# Texts of a few thousand signs in every language.
_LONG = 512 * 1024
app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("acting/stop/", stop_acting, name="stop_acting"),
    path("meet/", meet.show_people_to_meet, name="meet"),
    path("meet/export.<table:kind>", tables.export_people_to_meet, name="export_meet"),
    path("meet/mark/", meet.mark, name="mark"),
    path("organisation/", organisation.show_organisation, name="organisation"),
    path("organisation/profile/", accept_body(_LONG)(organisation.edit_profile), name="profile"),
    path("organisation/undo/", accept_body()(organisation.undo_last), name="undo"),
    path("organisation/preview/", preview_views.show_preview, name="preview"),
    path("organisation/team/", accept_body()(team_views.show_team), name="team"),
    path("organisation/team/<int:pk>/", accept_body()(team_views.change_member), name="member"),
    path(
        "organisation/team/<int:pk>/availability/",
        availability_views.show_team_availability,
        name="team_availability",
    ),
    path("organisation/stand/", accept_body()(sharing_views.show_sharing), name="sharing"),
    path("organisation/stand/<int:pk>/", accept_body()(sharing_views.change_sharing), name="share"),
    path(
        "organisation/files/<slug:digest>.webp",
        picture_views.show_own_picture,
        name="own_picture",
    ),
    path(
        "organisation/show/<slug:kind>/",
        accept_body(picture_views.UPLOAD_BYTES)(picture_views.edit_pictures),
        name="pictures",
    ),
    path(
        "organisation/<slug:kind>/new/",
        accept_body(_LONG)(organisation.edit_entry),
        name="new_entry",
    ),
    path(
        "organisation/<slug:kind>/<slug:entry>/",
        accept_body(_LONG)(organisation.edit_entry),
        name="entry",
    ),
    path(
        "organisation/<slug:kind>/<slug:entry>/renew/",
        accept_body()(organisation.renew),
        name="renew",
    ),
    path("imports/", need_views.show_own_imports, name="own_imports"),
    path("proposed-needs/", search_views.show_proposed, name="proposed_needs"),
    path(
        "proposed-needs/<int:number>/decide/",
        accept_body()(search_views.decide),
        name="decide_need",
    ),
    path("history/<str:economy>/", search_views.show_history, name="search_history"),
    path(
        "imports/<str:product>/",
        accept_body(_LONG)(need_views.post_from_import),
        name="post_need",
    ),
    path("write/<slug:kind>/<str:entry>/", accept_body()(talk_views.interest), name="write_about"),
    path("conversations/", talk_views.show_conversations, name="conversations"),
    path("conversations/<slug:name>/", talk_views.show_conversation, name="conversation"),
    path(
        "conversations/<slug:name>/act/",
        accept_body()(talk_views.act_in_conversation),
        name="act_in_conversation",
    ),
    path("watch/", accept_body()(watch_views.show_watches), name="watches"),
    path("registration/", registration.edit_registration, name="registration"),
    path("registration/cancel/", registration.cancel, name="cancel"),
    path("data/", privacy.show_privacy, name="privacy"),
    path("data/consent/", accept_body()(privacy.answer), name="consent"),
    path("data/file/", accept_body()(privacy.ask_for_file), name="ask_for_file"),
    path("data/file/<int:number>/", privacy.download_file, name="data_file"),
    path("data/erase/", accept_body()(privacy.erase), name="erase"),
    path("messages/", messages.list_messages, name="messages"),
    path("messages/read/", messages.mark_read, name="mark_read"),
    path("messages/mail/", messages.choose_mail, name="mail_wishes"),
    path("requests/", request_views.list_requests, name="requests"),
    path("requests/export.<table:kind>", tables.export_requests, name="export_requests"),
    path("requests/new/", ask_views.ask, name="ask"),
    path("requests/<slug:name>/", request_views.show_request, name="request"),
    path("requests/<slug:name>/answer/", request_views.answer, name="answer"),
    path("requests/<slug:name>/meeting/", encounter_views.act_at_meeting, name="at_meeting"),
    path("to-do/", encounter_views.show_to_do, name="to_do"),
    path("agenda/", agenda_views.show_agenda, name="agenda"),
    path("agenda/export.<table:kind>", tables.export_agenda, name="export_agenda"),
    path("agenda/plan/", plan_views.plan, name="plan"),
    path("agenda/agenda.pdf", agenda_views.print_agenda, name="agenda_print"),
    path("agenda/app.webmanifest", offline_views.show_manifest, name="agenda_manifest"),
    path("agenda/keeper.js", offline_views.show_keeper, name="agenda_keeper"),
    path("agenda/feed/", agenda_views.renew_feed, name="renew_feed"),
    path("pass/", sessions.show_pass, name="pass"),
    path("favourites/", favourites, name="favourites"),
    path("choice/", choice, name="choice"),
    path("sessions/<str:session>/", sessions.show_session, name="session"),
    path("sessions/<str:session>/act/", sessions.act_at_session, name="act_at_session"),
    path("sessions/<str:session>/floor/", sessions.floor, name="floor"),
    path("sessions/<str:session>/timer/", sessions.show_timer, name="timer"),
    path("sessions/<str:session>/record/", sessions.keep_record, name="session_record"),
    path("proposals/", proposals.show_proposals, name="proposals"),
    path(
        "proposals/call/<str:call>/",
        proposals.new_proposal,
        name="new_proposal",
    ),
    path("proposals/speaker/<str:token>/", proposals.speak, name="speak"),
    path("proposals/<str:proposal>/", proposals.show_proposal, name="proposal"),
    path("proposals/<str:proposal>/act/", proposals.act_on_proposal, name="act_on_proposal"),
    path("reviews/<str:call>/", proposals.show_reviews, name="reviews"),
    path("reviews/<str:call>/<str:proposal>/", proposals.review, name="review"),
    path("availability/", availability_views.show_availability, name="availability"),
    path("needs/<str:need>/", consortia.show_need, name="need"),
    path("needs/<str:need>/why/", search_views.show_why, name="why_need"),
    path("needs/<str:need>/interest/", consortia.tell_interest, name="interest"),
    path("needs/<str:need>/consortium/", consortia.open_for_need, name="open_consortium"),
    path("practices/", practices.list_practices, name="practices"),
    path("practices/new/", accept_body(_LONG)(practices.new_practice), name="new_practice"),
    path("practices/<slug:name>/", accept_body(_LONG)(practices.edit_practice), name="practice"),
    path(
        "practices/<slug:name>/act/",
        accept_body()(practices.act_on_practice),
        name="practice_act",
    ),
    path(
        "practices/<slug:name>/ask/",
        accept_body()(practices.ask_for_practice),
        name="ask_for_practice",
    ),
    path("delegation/", delegation.show_cockpit, name="delegation"),
    path("delegation/plan/", accept_body()(delegation.plan_visit), name="plan_visit"),
    path("delegation/visit.ics", delegation.serve_calendar, name="visit"),
    path("delegation/briefing.pdf", delegation.serve_briefing, name="briefing"),
    path("consortia/", consortia.list_consortia, name="consortia"),
    path("consortia/<slug:name>/", consortia.show_consortium, name="consortium"),
    path(
        "consortia/<slug:name>/files/<int:number>/",
        consortia.download_file,
        name="consortium_file",
    ),
    path("consortia/<slug:name>/<slug:act>/", consortia.act_in_consortium, name="consortium_act"),
]
