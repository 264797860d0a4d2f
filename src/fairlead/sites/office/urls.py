"""Addresses of the office."""

from __future__ import annotations

from django.urls import path

import fairlead.sites.converters  # noqa: F401  registers <table:...>
from fairlead.apps.cooperation.queries.published_projects import LEDGER_FILES
from fairlead.sites.office.attendance import slot_tables
from fairlead.sites.office.attendance import views as attendance
from fairlead.sites.office.dashboard import views as dashboard
from fairlead.sites.office.delegations import views as delegations
from fairlead.sites.office.directory import views as directory
from fairlead.sites.office.editions import views
from fairlead.sites.office.flows import views as flows
from fairlead.sites.office.imports import views as imports
from fairlead.sites.office.market import views as market
from fairlead.sites.office.matching import views as matching_views
from fairlead.sites.office.members import views as members
from fairlead.sites.office.outbox import samples
from fairlead.sites.office.outbox import views as outbox
from fairlead.sites.office.portfolio import views as portfolio
from fairlead.sites.office.practices import views as practices
from fairlead.sites.office.privacy import audit_views, consent_views, kept_views, person_views
from fairlead.sites.office.programme import building, on_the_day, rooms, session_form
from fairlead.sites.office.programme import versions as programmes
from fairlead.sites.office.programme.taking import take_programme
from fairlead.sites.office.projects import files as project_files
from fairlead.sites.office.projects import views as project_views
from fairlead.sites.office.projects.appraisals import appraisal
from fairlead.sites.office.projects.headlines import publish
from fairlead.sites.office.proposals import views as proposals
from fairlead.sites.office.registrations import acting
from fairlead.sites.office.registrations import views as registrations
from fairlead.sites.office.screening import views as screening
from fairlead.sites.office.sessions import door, figures, speaker_presence
from fairlead.sites.office.sessions import views as sessions
from fairlead.sites.office.sign_in import SignIn, SignOut
from fairlead.sites.office.signings import views as signings
from fairlead.sites.office.standing_search import proposals as search_proposals
from fairlead.sites.office.standing_search import views as standing_search
from fairlead.sites.office.stands import views as stands
from fairlead.sites.office.tables import views as tables
from fairlead.sites.office.timetables import acts as timetable_acts
from fairlead.sites.office.timetables import grid, versions
from fairlead.sites.office.types import views as types
from fairlead.sites.office.work import views as work
from fairlead.ui.serving import accept_body, serve_apart

app_name = "office"
urlpatterns = [
    path("", views.show_editions, name="editions"),
    path("sign-in/", serve_apart("sign_in")(accept_body()(SignIn.as_view())), name="sign_in"),
    path("sign-out/", accept_body()(SignOut.as_view()), name="sign_out"),
    path("<slug:code>/", views.show_edition, name="edition"),
    path("<slug:code>/matching/", matching_views.show_matching, name="matching"),
    path(
        "<slug:code>/matching/<int:version>/release/",
        matching_views.release,
        name="release_matching",
    ),
    path("<slug:code>/dashboard/", dashboard.show_dashboard, name="dashboard"),
    path("<slug:code>/dashboard/figures", dashboard.show_figures, name="dashboard_figures"),
    path(
        "<slug:code>/dashboard/people/export.<table:kind>",
        tables.export_behind,
        name="export_behind",
    ),
    path("<slug:code>/dashboard/people/", dashboard.show_behind, name="behind"),
    path("<slug:code>/dashboard/people/write/", dashboard.write_behind, name="write_behind"),
    path("<slug:code>/attendance/", attendance.show_attendance, name="attendance"),
    path("<slug:code>/attendance/note/", attendance.note, name="note_attendance"),
    path("<slug:code>/attendance/rules/", attendance.set_rules, name="meeting_rules"),
    path("<slug:code>/attendance/limits/", attendance.set_limits, name="request_limits"),
    path(
        "<slug:code>/attendance/limits/person/",
        attendance.set_limit_of_person,
        name="person_limit",
    ),
    path("<slug:code>/attendance/tables/", slot_tables.edit_slot_tables, name="slot_tables"),
    path("<slug:code>/attendance/open/", attendance.open_project, name="open_started"),
    path(
        "<slug:code>/registrations/export.<table:kind>",
        tables.export_registrations,
        name="export_registrations",
    ),
    path("<slug:code>/registrations/", registrations.show_registrations, name="registrations"),
    path("<slug:code>/registrations/decide/", registrations.decide, name="decide"),
    path("<slug:code>/registrations/<int:pk>/", registrations.show_person, name="person"),
    path("<slug:code>/registrations/<int:pk>/act/", acting.act_for, name="act_for"),
    path(
        "<slug:code>/registrations/<int:pk>/manage/",
        acting.let_manage,
        name="let_manage",
    ),
    path(
        "<slug:code>/registrations/<int:pk>/data/",
        accept_body()(person_views.give_out),
        name="give_out",
    ),
    path(
        "<slug:code>/registrations/<int:pk>/erase/",
        accept_body()(person_views.erase),
        name="erase",
    ),
    path("<slug:code>/changes/", audit_views.show_audit, name="audit"),
    path("<slug:code>/changes/export.<table:kind>", audit_views.export_audit, name="export_audit"),
    path("<slug:code>/consents/", consent_views.show_consents, name="consents"),
    path(
        "<slug:code>/consents/<slug:purpose>/",
        accept_body(512 * 1024)(consent_views.write_text),
        name="consent_text",
    ),
    path("<slug:code>/kept/", accept_body()(kept_views.edit_kept), name="kept"),
    path("<slug:code>/types/", types.list_types, name="types"),
    path("<slug:code>/types/new/", types.edit_type, name="new_type"),
    path("<slug:code>/types/<slug:name>/", types.edit_type, name="type"),
    path("<slug:code>/members/export.<table:kind>", tables.export_members, name="export_members"),
    path("<slug:code>/members/", members.show_members, name="members"),
    path("<slug:code>/members/<int:pk>/dismiss/", members.dismiss, name="dismiss"),
    path("<slug:code>/members/rules/", members.set_rules, name="office_rules"),
    path("<slug:code>/background/export.<table:kind>", tables.export_work, name="export_work"),
    path("<slug:code>/background/", work.list_work, name="work"),
    path("<slug:code>/background/start/<slug:kind>/", work.start, name="start_work"),
    path("<slug:code>/background/<int:number>/", work.show_work, name="work_one"),
    path("<slug:code>/background/<int:number>/steps", work.show_steps, name="work_steps"),
    path("<slug:code>/background/<int:number>/cancel/", work.cancel, name="cancel_work"),
    path("<slug:code>/outbox/", outbox.show_outbox, name="outbox"),
    path("<slug:code>/outbox/export.<table:kind>", outbox.export_outbox, name="export_outbox"),
    path("<slug:code>/outbox/rules/", outbox.edit_rules, name="mail_rules"),
    path("<slug:code>/mail-samples/", samples.show_sample, name="mail_sample"),
    path("<slug:code>/mail-samples/html", samples.show_html, name="mail_sample_html"),
    path("<slug:code>/outbox/<int:number>/", outbox.show_message, name="outbox_message"),
    path("<slug:code>/outbox/<slug:purpose>/change/", outbox.change_waiting, name="change_waiting"),
    path("<slug:code>/people/", directory.show_people, name="people"),
    path("<slug:code>/people/export.<table:kind>", directory.export_people, name="export_people"),
    path("<slug:code>/people/invite/", directory.invite, name="invite"),
    path("<slug:code>/organisations/", directory.show_organisations, name="organisations"),
    path(
        "<slug:code>/organisations/export.<table:kind>",
        directory.export_organisations,
        name="export_organisations",
    ),
    path("<slug:code>/moderation/", market.show_moderation, name="moderation"),
    path(
        "<slug:code>/moderation/<int:pk>/decide/",
        accept_body()(market.decide),
        name="decide_proposal",
    ),
    path(
        "<slug:code>/moderation/pictures/<slug:digest>.webp",
        market.show_picture,
        name="waiting_picture",
    ),
    path("<slug:code>/marketplace/", accept_body()(market.edit_rules), name="market_rules"),
    path("<slug:code>/marketplace/passes/", accept_body()(market.edit_passes), name="passes"),
    path("<slug:code>/imports/", imports.show_imports, name="imports"),
    path("<slug:code>/imports/<int:number>/", imports.show_import, name="import"),
    path("<slug:code>/imports/<int:number>/check/", imports.check, name="check_import"),
    path("<slug:code>/imports/<int:number>/write/", imports.write, name="write_import"),
    path(
        "<slug:code>/imports/<int:number>/to-correct.xlsx",
        imports.download_faulty,
        name="faulty_rows",
    ),
    path("<slug:code>/flows/", flows.show_flows, name="flows"),
    path("<slug:code>/standing-search/", standing_search.show_months, name="standing_search"),
    path("<slug:code>/standing-search/rules/", standing_search.set_rules, name="search_rules"),
    path(
        "<slug:code>/standing-search/proposed-needs/",
        search_proposals.show_proposals,
        name="proposed_needs",
    ),
    path(
        "<slug:code>/standing-search/proposed-needs/<int:number>/decide/",
        search_proposals.decide_proposal,
        name="decide_proposed_need",
    ),
    path(
        "<slug:code>/standing-search/economies/<str:economy>/",
        standing_search.show_economy,
        name="search_history",
    ),
    path(
        "<slug:code>/standing-search/<str:month>/",
        standing_search.show_month,
        name="searched_month",
    ),
    path(
        "<slug:code>/standing-search/<str:month>/export.<table:kind>",
        standing_search.export_month,
        name="export_searched",
    ),
    path(
        "<slug:code>/projects/export.<table:kind>", tables.export_projects, name="export_projects"
    ),
    path("<slug:code>/projects/", project_views.show_projects, name="projects"),
    *(
        path(f"<slug:code>/projects.{kind}", project_files.download, {"kind": kind}, name=name)
        for kind, name in LEDGER_FILES.items()
    ),
    path("<slug:code>/projects/headlines/publish/", publish, name="publish_headline"),
    path("<slug:code>/projects/<str:project>/", project_views.show_project, name="project"),
    path("<slug:code>/projects/<str:project>/appraisal/", appraisal, name="appraisal"),
    path(
        "<slug:code>/projects/<str:project>/record/<slug:act>/",
        project_views.record,
        name="record_project",
    ),
    path(
        "<slug:code>/delegations.<table:kind>",
        tables.export_delegations,
        name="export_delegations",
    ),
    path("<slug:code>/delegations/", delegations.show_delegations, name="delegations"),
    path("<slug:code>/delegations/new/", delegations.edit_delegation, name="new_delegation"),
    path("<slug:code>/delegations/<str:name>/", delegations.show_delegation, name="delegation"),
    path(
        "<slug:code>/delegations/<str:name>/edit/",
        delegations.edit_delegation,
        name="edit_delegation",
    ),
    path(
        "<slug:code>/delegations/<str:name>/<slug:act>/",
        delegations.change_delegation,
        name="change_delegation",
    ),
    path("<slug:code>/screening/", screening.show_screening, name="screening"),
    path("<slug:code>/screening/hits.<table:kind>", screening.export_hits, name="export_hits"),
    path("<slug:code>/screening/<int:number>/decide/", screening.decide, name="decide_hit"),
    path("<slug:code>/screening/lists/<int:number>/end/", screening.end, name="end_list"),
    path("<slug:code>/portfolio/", portfolio.show_portfolio, name="portfolio"),
    path("<slug:code>/portfolio/compute/", portfolio.work_out, name="work_out_portfolio"),
    path("<slug:code>/practices.<table:kind>", practices.export_practices, name="export_practices"),
    path("<slug:code>/practices/", practices.show_practices, name="practices"),
    path("<slug:code>/practices/new/", practices.edit_practice, name="new_practice"),
    path("<slug:code>/practices/<str:name>/", practices.show_practice, name="practice"),
    path("<slug:code>/practices/<str:name>/change/", practices.edit_practice, name="edit_practice"),
    path("<slug:code>/practices/<str:name>/decide/", practices.decide, name="decide_practice"),
    path("<slug:code>/calls/", proposals.show_calls, name="calls"),
    path("<slug:code>/calls/new/", proposals.edit_call, name="new_call"),
    path("<slug:code>/calls/<str:call>/edit/", proposals.edit_call, name="call"),
    path("<slug:code>/calls/<str:call>/", proposals.show_submitted, name="submitted"),
    path("<slug:code>/calls/<str:call>/decide/", proposals.decide, name="decide_proposals"),
    path("<slug:code>/calls/<str:call>/<str:proposal>/", proposals.show_one, name="submission"),
    path("<slug:code>/speakers/", speaker_presence.show_ready, name="ready"),
    path("<slug:code>/sessions/", sessions.show_sessions, name="sessions"),
    path("<slug:code>/sessions/<str:session>/", sessions.show_session, name="session"),
    path("<slug:code>/sessions/<str:session>/set-up/", sessions.set_up, name="set_up_session"),
    path("<slug:code>/sessions/<str:session>/door/", sessions.check_in, name="check_in"),
    path("<slug:code>/sessions/<str:session>/door/scans", door.take_scans, name="take_scans"),
    path("<slug:code>/sessions/<str:session>/door/worker.js", door.give_worker, name="door_worker"),
    path("<slug:code>/sessions/<str:session>/<slug:act>/", sessions.act, name="session_act"),
    path("<slug:code>/signings.<table:kind>", tables.export_signings, name="export_signings"),
    path("<slug:code>/signings/", signings.show_signings, name="signings"),
    path("<slug:code>/signings/new/", signings.edit_signing, name="new_signing"),
    path("<slug:code>/signings/<str:name>/", signings.edit_signing, name="signing"),
    path("<slug:code>/signings/<str:name>/release/", signings.release, name="release_signing"),
    path(
        "<slug:code>/figures/<slug:kind>/<int:version>/release/",
        project_views.release_figures,
        name="release_figures",
    ),
    path("<slug:code>/programme/take/", take_programme, name="take_programme"),
    path("<slug:code>/programme/", programmes.show_versions, name="programme"),
    path("<slug:code>/programme/draft/", programmes.draft, name="draft_programme"),
    path("<slug:code>/programme/compare/", programmes.compare, name="compare_programmes"),
    path("<slug:code>/session-figures/", figures.show_figures, name="figures"),
    path(
        "<slug:code>/session-figures/export.<table:kind>",
        tables.export_figures,
        name="export_figures",
    ),
    path("<slug:code>/stands/", stands.show_stands, name="stands"),
    path("<slug:code>/stands/<int:stand>/", stands.edit_stand, name="stand"),
    path("<slug:code>/rooms/", rooms.show_rooms, name="programme_rooms"),
    path("<slug:code>/rooms/opening/", rooms.set_hours, name="opening_hours"),
    path(
        "<slug:code>/programme/<int:version>/",
        building.show_building,
        name="programme_version",
    ),
    path("<slug:code>/programme/<int:version>/board", building.give_board, name="programme_board"),
    path(
        "<slug:code>/programme/<int:version>/obstacles/<str:session>",
        building.give_obstacles,
        name="programme_obstacles",
    ),
    path("<slug:code>/programme/<int:version>/act/", building.act, name="act_on_programme"),
    path(
        "<slug:code>/programme/<int:version>/sessions/",
        session_form.add,
        name="add_programme_session",
    ),
    path(
        "<slug:code>/programme/<int:version>/sessions/<str:session>/",
        session_form.show_session,
        name="programme_session",
    ),
    path(
        "<slug:code>/programme/<int:version>/restore/",
        programmes.restore,
        name="restore_programme",
    ),
    path(
        "<slug:code>/programme/<int:version>/propose/",
        programmes.propose,
        name="propose_programme",
    ),
    path(
        "<slug:code>/programme/<int:version>/throw-away/",
        programmes.throw_away,
        name="throw_away_programme",
    ),
    path(
        "<slug:code>/programme/<int:version>/release/",
        programmes.release,
        name="release_programme",
    ),
    path("<slug:code>/on-the-day/", on_the_day.show_day, name="on_the_day"),
    path("<slug:code>/on-the-day/<str:session>/", on_the_day.change, name="change_on_the_day"),
    path("<slug:code>/timetables/", versions.show_versions, name="timetables"),
    path("<slug:code>/timetables/compare/", versions.compare, name="compare_timetables"),
    path("<slug:code>/timetables/replan/", versions.replan, name="replan_timetable"),
    path("<slug:code>/timetables/<int:version>/", grid.show_version, name="timetable"),
    path(
        "<slug:code>/timetables/<int:version>/export.<table:kind>",
        tables.export_meetings,
        name="export_meetings",
    ),
    path(
        "<slug:code>/timetables/<int:version>/left/export.<table:kind>",
        tables.export_left,
        name="export_left",
    ),
    path("<slug:code>/timetables/<int:version>/rows", grid.give_rows, name="timetable_rows"),
    path(
        "<slug:code>/timetables/<int:version>/meetings",
        grid.give_meetings,
        name="timetable_meetings",
    ),
    path(
        "<slug:code>/timetables/<int:version>/free/<int:number>",
        grid.give_free,
        name="timetable_free",
    ),
    path("<slug:code>/timetables/<int:version>/left/", versions.show_left, name="timetable_left"),
    path("<slug:code>/timetables/<int:version>/act/", timetable_acts.act, name="act_on_timetable"),
    path(
        "<slug:code>/timetables/<int:version>/requests/<int:number>/",
        timetable_acts.show_request,
        name="timetable_request",
    ),
    path(
        "<slug:code>/timetables/<int:version>/restore/",
        versions.restore,
        name="restore_timetable",
    ),
    path(
        "<slug:code>/timetables/<int:version>/throw-away/",
        versions.throw_away,
        name="throw_away_timetable",
    ),
    path("<slug:code>/timetables/<int:version>/release/", versions.release, name="release"),
]
