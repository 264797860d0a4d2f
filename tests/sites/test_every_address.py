"""Every address of the site, asked by every role and by nobody, against what is written here.

An address that this table does not know fails the test: anyone who adds one says who it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint, dismiss
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, OfficeRules
from fairlead.apps.people.roles import (
    ALLOWED,
    EDITION_ROLES,
    ORGANISATION_ROLES,
    Act,
    HeldRole,
    MemberRole,
)
from fairlead.ui.serving import BODY_LIMIT

ANYONE, SIGNED_IN, ANY_OFFICE = "anyone", "signed in", "any office"
TAKES_PART, APPROVED = "takes part", "takes part and is approved"
OWN_ENTRIES, OWN_PROFILE = "posts for an organisation", "edits an organisation"
OWN_IMPORTS = "posts needs of an economy"

# Who an address is for: an act of the table of roles, or one of the words above. A page of the
# desk needs a participation besides.
EXPECTED: dict[str, str | Act] = {
    "healthz": ANYONE,
    "robots": ANYONE,
    "favicon": ANYONE,
    "unsubscribe": ANYONE,
    "openid_connect_callback": ANYONE,
    "openid_connect_login": ANYONE,
    "socialaccount_login_error": ANYONE,
    "socialaccount_login_cancelled": ANYONE,
    "account_login": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_resend_code": ANYONE,
    "account_logout": ANYONE,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "account_index": SIGNED_IN,
    "account_again": SIGNED_IN,
    "account_end_session": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "socialaccount_connections": SIGNED_IN,
    "office:sign_in": ANYONE,
    "office:sign_out": ANYONE,
    "office:editions": ANY_OFFICE,
    "office:edition": Act.SEE_OFFICE,
    "office:matching": Act.SEE_OFFICE,
    "office:release_matching": Act.RELEASE,
    "office:release": Act.RELEASE,
    "office:dashboard": Act.SEE_OFFICE,
    "office:dashboard_figures": Act.SEE_OFFICE,
    "office:behind": Act.SEE_PEOPLE,
    "office:write_behind": Act.SEND_MESSAGES,
    "office:attendance": Act.CHECK_PEOPLE_IN,
    "office:note_attendance": Act.CHECK_PEOPLE_IN,
    "office:meeting_rules": Act.SET_UP,
    "office:request_limits": Act.SET_UP,
    "office:slot_tables": Act.SET_UP,
    "office:person_limit": Act.SET_UP,
    "office:open_started": Act.EDIT_PROJECTS,
    "office:stands": Act.EDIT_HALLS,
    "office:stand": Act.EDIT_HALLS,
    "office:programme": Act.SEE_PROGRAMME,
    "office:programme_rooms": Act.SEE_PROGRAMME,
    "office:opening_hours": Act.SET_UP,
    "office:on_the_day": Act.CHANGE_ON_THE_DAY,
    "office:change_on_the_day": Act.CHANGE_ON_THE_DAY,
    "office:programme_version": Act.SEE_PROGRAMME,
    "office:programme_board": Act.SEE_PROGRAMME,
    "office:programme_session": Act.SEE_PROGRAMME,
    "office:compare_programmes": Act.SEE_PROGRAMME,
    "office:release_programme": Act.SEE_PROGRAMME,
    "office:programme_obstacles": Act.EDIT_PROGRAMME,
    "office:draft_programme": Act.EDIT_PROGRAMME,
    "office:act_on_programme": Act.EDIT_PROGRAMME,
    "office:add_programme_session": Act.EDIT_PROGRAMME,
    "office:propose_programme": Act.EDIT_PROGRAMME,
    "office:restore_programme": Act.EDIT_PROGRAMME,
    "office:throw_away_programme": Act.EDIT_PROGRAMME,
    "office:timetables": Act.EDIT_TIMETABLE,
    "office:timetable": Act.EDIT_TIMETABLE,
    "office:timetable_rows": Act.EDIT_TIMETABLE,
    "office:timetable_meetings": Act.EDIT_TIMETABLE,
    "office:timetable_free": Act.EDIT_TIMETABLE,
    "office:timetable_left": Act.EDIT_TIMETABLE,
    "office:timetable_request": Act.EDIT_TIMETABLE,
    "office:act_on_timetable": Act.EDIT_TIMETABLE,
    "office:compare_timetables": Act.EDIT_TIMETABLE,
    "office:restore_timetable": Act.EDIT_TIMETABLE,
    "office:throw_away_timetable": Act.EDIT_TIMETABLE,
    "office:replan_timetable": Act.RUN_ENGINES,
    "office:registrations": Act.SEE_PEOPLE,
    "office:person": Act.SEE_PEOPLE,
    "office:decide": Act.DECIDE_REGISTRATIONS,
    "office:act_for": Act.ACT_FOR,
    "office:let_manage": Act.SET_UP,
    "office:flows": Act.SEE_OFFICE,
    "office:standing_search": Act.SEE_OFFICE,
    "office:search_rules": Act.SET_UP,
    "office:proposed_needs": Act.SEE_OFFICE,
    "office:decide_proposed_need": Act.SET_UP,
    "office:search_history": Act.SEE_OFFICE,
    "office:searched_month": Act.SEE_OFFICE,
    "office:export_searched": Act.SEE_OFFICE,
    "office:projects": Act.SEE_PROJECTS,
    "office:project": Act.SEE_PROJECTS,
    "office:projects_oc4ids": Act.SEE_PROJECTS,
    "office:projects_iati": Act.SEE_PROJECTS,
    "office:projects_xlsx": Act.SEE_PROJECTS,
    "office:appraisal": Act.SEE_PROJECTS,
    "office:record_project": Act.SEE_PROJECTS,  # each record asks for more, by its kind
    "office:publish_headline": Act.EDIT_PROJECTS,
    "office:release_figures": Act.RELEASE,
    "office:types": Act.SEE_OFFICE,
    "office:new_type": Act.SET_UP,
    "office:type": Act.SET_UP,
    "office:members": Act.SEE_AUDIT,
    "office:dismiss": Act.APPOINT,
    "office:office_rules": Act.APPOINT,
    "office:work": Act.SEE_OFFICE,
    "office:work_one": Act.SEE_OFFICE,
    "office:work_steps": Act.SEE_OFFICE,
    "office:start_work": Act.RUN_ENGINES,
    "office:cancel_work": Act.RUN_ENGINES,
    "office:outbox": Act.SEND_MESSAGES,
    "office:mail_rules": Act.SEND_MESSAGES,
    "office:outbox_message": Act.SEND_MESSAGES,
    "office:mail_sample": Act.SEND_MESSAGES,
    "office:mail_sample_html": Act.SEND_MESSAGES,
    "office:export_outbox": Act.SEND_MESSAGES,
    "office:change_waiting": Act.SEND_MESSAGES,
    "office:people": Act.SEE_PEOPLE,
    "office:export_people": Act.SEE_PEOPLE,
    "office:organisations": Act.SEE_PEOPLE,
    "office:export_organisations": Act.SEE_PEOPLE,
    "office:invite": Act.SEND_MESSAGES,
    "office:moderation": Act.MODERATE,
    "office:decide_proposal": Act.MODERATE,
    "office:waiting_picture": Act.MODERATE,
    "office:market_rules": Act.SET_UP,
    "office:passes": Act.SET_UP,
    "office:imports": Act.IMPORT_PEOPLE,
    "office:import": Act.IMPORT_PEOPLE,
    "office:check_import": Act.IMPORT_PEOPLE,
    "office:write_import": Act.IMPORT_PEOPLE,
    "office:faulty_rows": Act.IMPORT_PEOPLE,
    "office:export_registrations": Act.SEE_PEOPLE,
    "office:export_behind": Act.SEE_PEOPLE,
    "office:export_projects": Act.SEE_PROJECTS,
    "office:export_work": Act.SEE_OFFICE,
    "office:export_meetings": Act.EDIT_TIMETABLE,
    "office:export_left": Act.EDIT_TIMETABLE,
    "office:export_delegations": Act.SEE_OFFICE,
    "office:export_signings": Act.EDIT_SIGNINGS,
    "office:export_members": Act.SEE_AUDIT,
    "office:audit": Act.SEE_AUDIT,
    "office:export_audit": Act.SEE_AUDIT,
    "office:consents": Act.SET_UP,
    "office:consent_text": Act.SET_UP,
    "office:kept": Act.SET_UP,
    "office:give_out": Act.EXPORT_PERSON,
    "office:erase": Act.ERASE_PERSON,
    "register": ANYONE,
    "desk:home": TAKES_PART,
    "desk:meet": APPROVED,
    "desk:export_meet": APPROVED,
    "desk:export_requests": APPROVED,
    "desk:export_agenda": APPROVED,
    "desk:mark": APPROVED,
    "desk:requests": APPROVED,
    "desk:ask": APPROVED,
    "desk:request": APPROVED,
    "desk:answer": APPROVED,
    "desk:agenda": APPROVED,
    "desk:renew_feed": APPROVED,
    "desk:availability": APPROVED,
    "desk:at_meeting": APPROVED,
    "desk:to_do": APPROVED,
    "desk:plan": APPROVED,
    "desk:agenda_print": APPROVED,
    "desk:agenda_manifest": APPROVED,
    "desk:agenda_keeper": APPROVED,
    "office:sessions": Act.RUN_SESSIONS,
    "office:ready": Act.RUN_SESSIONS,
    "office:figures": Act.SEE_ATTENDANCE,
    "office:export_figures": Act.SEE_ATTENDANCE,
    "office:session": Act.RUN_SESSIONS,
    "office:set_up_session": Act.EDIT_PROGRAMME,
    "office:check_in": Act.RUN_SESSIONS,
    "office:take_scans": Act.RUN_SESSIONS,
    "office:door_worker": Act.RUN_SESSIONS,
    "office:session_act": Act.RUN_SESSIONS,  # some acts ask for more
    "office:take_programme": Act.EDIT_PROGRAMME,
    "office:calls": Act.EDIT_PROGRAMME,
    "office:new_call": Act.EDIT_PROGRAMME,
    "office:call": Act.EDIT_PROGRAMME,
    "office:submitted": Act.EDIT_PROGRAMME,
    "office:submission": Act.EDIT_PROGRAMME,
    "office:decide_proposals": Act.EDIT_PROGRAMME,
    "desk:proposals": SIGNED_IN,
    "desk:new_proposal": SIGNED_IN,
    "desk:proposal": SIGNED_IN,  # one's own; others are not found
    "desk:act_on_proposal": SIGNED_IN,
    "desk:speak": SIGNED_IN,  # by the mailed link
    "desk:reviews": SIGNED_IN,  # for the call's reviewers; it is not found by others
    "desk:review": SIGNED_IN,
    "desk:favourites": APPROVED,
    "desk:choice": ANYONE,
    "desk:pass": APPROVED,
    "desk:session": APPROVED,
    "desk:act_at_session": APPROVED,
    "desk:floor": APPROVED,
    "desk:timer": APPROVED,
    "desk:session_record": APPROVED,  # for those who moderate it
    "office:delegations": Act.SEE_OFFICE,  # a form there asks for more
    "office:new_delegation": Act.EDIT_DELEGATIONS,
    "office:delegation": Act.SEE_OFFICE,
    "office:edit_delegation": Act.EDIT_DELEGATIONS,
    "office:change_delegation": Act.EDIT_DELEGATIONS,
    "office:screening": Act.SEE_SCREENING,
    "office:export_hits": Act.SEE_SCREENING,
    "office:decide_hit": Act.DECIDE_SCREENING,
    "office:end_list": Act.DECIDE_SCREENING,
    "office:signings": Act.EDIT_SIGNINGS,
    "office:new_signing": Act.EDIT_SIGNINGS,
    "office:signing": Act.EDIT_SIGNINGS,
    "office:release_signing": Act.EDIT_SIGNINGS,
    "office:portfolio": Act.SEE_PROJECTS,
    "office:work_out_portfolio": Act.SEE_PROJECTS,
    "public:practices": ANYONE,
    "public:practice": ANYONE,
    "desk:plan_visit": APPROVED,  # heads and focal points of a delegation
    "desk:practices": APPROVED,
    "desk:practice": OWN_ENTRIES,
    "desk:new_practice": OWN_ENTRIES,
    "desk:practice_act": APPROVED,
    "desk:ask_for_practice": APPROVED,
    "office:practices": Act.SEE_PROJECTS,
    "office:practice": Act.SEE_PROJECTS,
    "office:new_practice": Act.EDIT_PROJECTS,
    "office:edit_practice": Act.EDIT_PROJECTS,
    "office:decide_practice": Act.MODERATE,
    "office:export_practices": Act.SEE_PROJECTS,
    "public:signing": ANYONE,  # once it is released
    "desk:delegation": APPROVED,  # one's own; without one it is not found
    "desk:visit": APPROVED,
    "desk:briefing": APPROVED,
    "desk:need": APPROVED,
    "desk:interest": APPROVED,
    "desk:open_consortium": APPROVED,
    "desk:consortia": APPROVED,
    "desk:consortium": APPROVED,  # none of one's own is not found
    "desk:consortium_act": APPROVED,
    "desk:consortium_file": APPROVED,
    "desk_open:answer": ANYONE,  # by a link of one's own
    "desk_open:feed": ANYONE,
    "desk:organisation": OWN_ENTRIES,
    "desk:profile": OWN_PROFILE,
    "desk:undo": OWN_ENTRIES,
    "desk:new_entry": OWN_ENTRIES,
    "desk:entry": OWN_ENTRIES,
    "desk:renew": OWN_ENTRIES,
    "desk:preview": OWN_ENTRIES,
    "desk:own_picture": OWN_ENTRIES,
    "desk:pictures": OWN_PROFILE,
    "desk:sharing": OWN_PROFILE,
    "desk:share": OWN_PROFILE,
    "desk:team": OWN_PROFILE,  # MANAGE_TEAM, whose roles are the same
    "desk:member": OWN_PROFILE,
    "desk:team_availability": OWN_PROFILE,
    "desk:own_imports": OWN_IMPORTS,
    "desk:post_need": OWN_IMPORTS,
    "desk:proposed_needs": OWN_IMPORTS,
    "desk:decide_need": OWN_IMPORTS,
    "desk:search_history": OWN_IMPORTS,
    "desk:why_need": APPROVED,  # of a need that was posted by the standing search
    "desk:write_about": APPROVED,
    "desk:conversations": APPROVED,
    "desk:conversation": APPROVED,
    "desk:act_in_conversation": APPROVED,
    "desk:watches": APPROVED,
    "desk:stop_acting": ANYONE,
    "desk:registration": TAKES_PART,
    "desk:cancel": TAKES_PART,
    "desk:privacy": TAKES_PART,
    "desk:consent": TAKES_PART,
    "desk:ask_for_file": TAKES_PART,
    "desk:data_file": TAKES_PART,
    "desk:erase": TAKES_PART,
    "desk:messages": TAKES_PART,
    "desk:mark_read": TAKES_PART,
    "desk:mail_wishes": TAKES_PART,
    "public:editions": ANYONE,
    "public:preparation": ANYONE,
    "public:preparation_steps": ANYONE,
    "public:invitation": ANYONE,
    "public:home": ANYONE,
    "public:exhibitors": ANYONE,
    "public:exhibitors_csv": ANYONE,
    "public:exhibitor": ANYONE,
    "public:picture": ANYONE,
    "public:market": ANYONE,
    "public:needs": ANYONE,
    "public:need": ANYONE,
    "public:halls": ANYONE,
    "public:hall": ANYONE,
    "public:countries": ANYONE,
    "public:critical_imports": ANYONE,
    "public:economy_csv": ANYONE,
    "public:bloc": ANYONE,
    "public:import_history": ANYONE,  # where the edition lets everybody see it
    "public:economy": ANYONE,
    "public:imports_csv": ANYONE,
    "public:imports_png": ANYONE,
    "public:makers": ANYONE,
    "public:": ANYONE,  # an economy not in capitals: led to the right address
    "public:meetings": ANYONE,
    "public:programme": ANYONE,
    "public:programme_file": ANYONE,
    "public:programme_version": ANYONE,  # once it was released
    "public:programme_version_file": ANYONE,
    "public:programme_book": ANYONE,
    "public:session": ANYONE,
    "public:session_calendar": ANYONE,
    "public:speaker": ANYONE,
    "public:screens": ANYONE,
    "public:screen_worker": ANYONE,
    "public:room_screen": ANYONE,
    "public:hall_screen": ANYONE,
    "public:projects": ANYONE,
    "public:project": ANYONE,
    "public:projects_oc4ids": ANYONE,
    "public:projects_iati": ANYONE,
    "public:projects_xlsx": ANYONE,
    "public:headlines": ANYONE,
    "public:headline": ANYONE,
    "public:compare_headlines": ANYONE,
}

_OF_OWN = {
    OWN_ENTRIES: Act.POST_ENTRIES,
    OWN_PROFILE: Act.EDIT_ORGANISATION,
    OWN_IMPORTS: Act.POST_NEED_FROM_IMPORT,
}
# A value for each name in an address; a row of that number there is none of.
_SAMPLES = {
    "code": "river-2024",
    "economy": "BLR",
    "subject": "BLR",
    "product": "HS:854231",
    "kind": "csv",
    "rest": "HS:854231/",
}
_WRITTEN = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site, with its name and whether it takes a form."""

    name: str
    path: str
    takes_form: bool


def list_addresses() -> Iterator[Address]:
    """Yield every address of the URLconf, with sample values in it."""
    return _walk(get_resolver(), "", "")


def _walk(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, f"{entry.namespace}:" if entry.namespace else space)
        else:
            assert isinstance(entry, URLPattern)
            takes_form = getattr(entry.callback, BODY_LIMIT, 0) > 0
            yield Address(space + (entry.name or ""), "/" + _fill(here), takes_form)


def _fill(route: str) -> str:
    def sample(found: re.Match[str]) -> str:
        kind, name = found.groups()
        if kind == "misspelt":
            return "blr"
        return _SAMPLES.get(name, "999999" if kind == "int" else "none")

    return _WRITTEN.sub(sample, route).replace("/organisation/csv/", "/organisation/offer/")


def test_every_address_is_in_the_table() -> None:
    unknown = {one.name for one in list_addresses()} - set(EXPECTED)
    assert not unknown, f"say in EXPECTED who these are for: {sorted(unknown)}"
    gone = set(EXPECTED) - {one.name for one in list_addresses()}
    assert not gone, f"there is no such address any more: {sorted(gone)}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["nobody", "no role", "not approved", *HeldRole])
def test_each_role_gets_in_where_it_may_and_nowhere_else(role: str) -> None:
    edition = make.edition()
    client, taking_part = _enter(edition, role)
    wrong = []
    for address in list_addresses():
        rule = EXPECTED.get(address.name)
        if rule is None or (rule == ANYONE and role not in ("nobody", "visitor", "owner")):
            continue
        expected = _expect(rule, role, taking_part=taking_part)
        got = _ask(client, address, expected)
        if got != expected:
            wrong.append(f"{address.name}: expected {expected}, got {got}")
    assert wrong == []


def _expect(rule: str | Act, role: str, *, taking_part: bool) -> str:
    """Return ``in``, ``sign in``, ``refused`` or ``led away``."""
    if role == "not approved" and rule in (APPROVED, *_OF_OWN):
        return "led away"  # to what there is of the registration
    if rule == ANYONE:
        return "in"
    if role == "nobody":
        return "sign in"
    if rule == SIGNED_IN:
        return "in"
    if rule == TAKES_PART:
        return "in" if taking_part else "refused"
    if rule in _OF_OWN:
        return "in" if taking_part and role in ALLOWED[_OF_OWN[rule]] else "refused"
    if rule == APPROVED:
        return "in" if taking_part else "refused"
    if rule == ANY_OFFICE:
        return "in" if role in EDITION_ROLES else "refused"
    assert isinstance(rule, Act)
    return "in" if role in ALLOWED[rule] else "refused"


def _ask(client: Client, address: Address, expected: str) -> str:
    """Return how the address is answered; a form is sent where one is taken and it should fail."""
    if expected == "led away":
        page = client.get(address.path)
        led = page.status_code == 405 or (
            page.status_code == 302 and page.headers["Location"].endswith("/desk/")
        )
        refused = not address.takes_form or client.post(address.path).status_code == 403
        return "led away" if led and refused else f"{page.status_code}"
    cookies = {name: one.value for name, one in client.cookies.items()}
    methods = ["GET"] if expected == "in" or not address.takes_form else ["GET", "POST"]
    found = []
    for method in methods:
        with transaction.atomic():
            answer = client.generic(method, address.path)
            if method == "GET":
                assert client.head(address.path).status_code == answer.status_code, address.name
            if answer.status_code == 405 and method == "GET":
                assert address.takes_form, f"{address.name} takes a form and not its body"
                answer = client.post(address.path)
            transaction.set_rollback(True)
        found.append(_judge(answer))
        client.cookies.load(cookies)
    return found[0] if len(set(found)) == 1 else " and ".join(found)


def _judge(answer: HttpResponseBase) -> str:
    if answer.status_code >= 500:
        return f"error {answer.status_code}"
    if answer.status_code == 403:
        return "refused"
    if answer.status_code == 302 and "sign-in/?next=" in answer.headers["Location"]:
        return "sign in"
    return "in"


def _enter(edition: Edition, role: str) -> tuple[Client, bool]:
    """Return the browser of somebody with one role, and whether they take part."""
    client = Client(raise_request_exception=False)
    if role == "nobody":
        return client, False
    account = Account.objects.create_user("somebody@example.org")
    participates: dict[str, tuple[str, str]] = {
        "not approved": ("visitor", "waiting"),
        HeldRole.EXHIBITOR_ADMIN: ("exhibitor", "approved"),
        HeldRole.EXHIBITOR_MEMBER: ("exhibitor", "approved"),
        HeldRole.DELEGATION_HEAD: ("delegate", "approved"),
        **{one: (one.value, "approved") for one in _PARTICIPATE},
    }
    firm = make.exhibitor(edition).organisation
    if role in participates:
        name, state = participates[role]
        who = make.participation(edition, roles=[name], state=state, organisation=firm)
        account.person = who.person
        account.save()
    if role in EDITION_ROLES:
        appoint(account, MemberRole(role), edition=edition, by=COMMAND_LINE)
    if role in ORGANISATION_ROLES:
        appoint(account, MemberRole(role), organisation=firm, by=COMMAND_LINE)
    client.force_login(account)
    return client, role in participates


_PARTICIPATE = (
    HeldRole.DELEGATE,
    HeldRole.BUYER,
    HeldRole.VISITOR,
    HeldRole.SPEAKER,
    HeldRole.PRESS,
)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["first factor only", "of another edition", "dismissed"])
def test_no_address_of_an_office_lets_in_who_may_not_enter(who: str) -> None:
    edition, elsewhere = make.edition(), make.edition("elsewhere")
    account = Account.objects.create_user("somebody@example.org")
    at = elsewhere if who == "of another edition" else edition
    for role in EDITION_ROLES:
        appoint(account, MemberRole(role), edition=at, by=COMMAND_LINE)
    client = Client(raise_request_exception=False)
    client.force_login(account)
    assert client.get("/office/").status_code == 200
    if who == "first factor only":
        OfficeRules.objects.create(edition=edition, second_factor=True)
    elif who == "dismissed":
        for held in account.memberships.all():
            dismiss(held, by=COMMAND_LINE)
    expected = (302, "/account/") if who == "first factor only" else (403, None)
    wrong = []
    for address in list_addresses():
        if not address.path.startswith(f"/office/{edition.code}/"):
            continue
        for method in ("GET", "HEAD", "POST"):
            answer = client.generic(method, address.path)
            got = answer.status_code, answer.headers.get("Location")
            if got != expected and got[0] != 405:
                wrong.append(f"{method} {address.name}: {got}")
    assert wrong == []
