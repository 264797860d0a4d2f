"""The roles people have, the acts there are, and who may do what: the one table of it.

docs/reference/roles.md is written from here: ``python -m fairlead.apps.people.roles_page``.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MemberRole(TextChoices):
    """What an account may be made: by the organiser, or in an organisation by its own."""

    OWNER = "owner", _("owner")
    ORGANISER = "organiser", _("organiser")
    REGISTRATION = "registration", _("registration")
    PROGRAMME = "programme", _("programme")
    HALL_MANAGER = "hall_manager", _("hall manager")
    CHECK_IN = "check_in", _("check-in")
    PROJECT_OFFICER = "project_officer", _("project officer")
    APPROVER = "approver", _("approver")
    AUDITOR = "auditor", _("auditor")
    EXHIBITOR_ADMIN = "exhibitor_admin", _("exhibitor admin")
    EXHIBITOR_MEMBER = "exhibitor_member", _("exhibitor member")
    DELEGATION_HEAD = "delegation_head", _("head of delegation")


ORGANISATION_ROLES = (
    MemberRole.EXHIBITOR_ADMIN,
    MemberRole.EXHIBITOR_MEMBER,
    MemberRole.DELEGATION_HEAD,
)
# Those who manage an organisation's pages and its team, and are told of what concerns them.
MANAGING_ROLES = (MemberRole.EXHIBITOR_ADMIN, MemberRole.DELEGATION_HEAD)
EDITION_ROLES = tuple(role for role in MemberRole if role not in ORGANISATION_ROLES)


class HeldRole(StrEnum):
    """A role as rules ask for it: a membership's, or what a participation brings."""

    OWNER = "owner"
    ORGANISER = "organiser"
    REGISTRATION = "registration"
    PROGRAMME = "programme"
    HALL_MANAGER = "hall_manager"
    CHECK_IN = "check_in"
    PROJECT_OFFICER = "project_officer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    EXHIBITOR_ADMIN = "exhibitor_admin"
    EXHIBITOR_MEMBER = "exhibitor_member"
    DELEGATION_HEAD = "delegation_head"
    DELEGATE = "delegate"
    BUYER = "buyer"
    VISITOR = "visitor"
    SPEAKER = "speaker"
    PRESS = "press"


# What the roles of a participation are to the rules. Taking part as organiser's staff opens no
# office: a folder or a list of people that somebody loads must give nobody rights there.
OF_PARTICIPATION = {
    "visitor": HeldRole.VISITOR,
    "buyer": HeldRole.BUYER,
    "exhibitor": HeldRole.EXHIBITOR_MEMBER,
    "speaker": HeldRole.SPEAKER,
    "delegate": HeldRole.DELEGATE,
    "press": HeldRole.PRESS,
    "organiser": HeldRole.VISITOR,
}


class Act(StrEnum):
    """Something that not everybody may do at an edition."""

    SEE_OFFICE = "see_office"
    SEE_PEOPLE = "see_people"
    SEE_AUDIT = "see_audit"
    SET_UP = "set_up"
    APPOINT = "appoint"
    RUN_ENGINES = "run_engines"
    RELEASE = "release"
    DECIDE_REGISTRATIONS = "decide_registrations"
    IMPORT_PEOPLE = "import_people"
    ACT_FOR = "act_for"
    EXPORT_PERSON = "export_person"
    ERASE_PERSON = "erase_person"
    SEND_MESSAGES = "send_messages"
    MODERATE = "moderate"
    SEE_PROGRAMME = "see_programme"
    EDIT_PROGRAMME = "edit_programme"
    CHANGE_ON_THE_DAY = "change_on_the_day"
    RUN_SESSIONS = "run_sessions"
    SEE_ATTENDANCE = "see_attendance"
    EDIT_HALLS = "edit_halls"
    EDIT_TIMETABLE = "edit_timetable"
    CHECK_PEOPLE_IN = "check_people_in"
    SEE_PROJECTS = "see_projects"
    EDIT_PROJECTS = "edit_projects"
    APPROVE_PROJECTS = "approve_projects"
    ASK_FOR_MEETING = "ask_for_meeting"
    EDIT_ORGANISATION = "edit_organisation"
    POST_ENTRIES = "post_entries"
    MANAGE_TEAM = "manage_team"
    POST_NEED_FROM_IMPORT = "post_need_from_import"
    LEAD_DELEGATION = "lead_delegation"
    JOIN_CONSORTIUM = "join_consortium"
    EDIT_DELEGATIONS = "edit_delegations"
    EDIT_SIGNINGS = "edit_signings"
    SEE_SCREENING = "see_screening"
    DECIDE_SCREENING = "decide_screening"


# Acts upon one organisation, which only its own people do; and the office for it.
OF_ORGANISATION = frozenset(
    {
        Act.EDIT_ORGANISATION,
        Act.POST_ENTRIES,
        Act.MANAGE_TEAM,
        Act.LEAD_DELEGATION,
        Act.JOIN_CONSORTIUM,
    }
)

_RUNS = frozenset({HeldRole.OWNER, HeldRole.ORGANISER})
_OFFICE = _RUNS | {
    HeldRole.REGISTRATION,
    HeldRole.PROGRAMME,
    HeldRole.HALL_MANAGER,
    HeldRole.CHECK_IN,
    HeldRole.PROJECT_OFFICER,
    HeldRole.APPROVER,
    HeldRole.AUDITOR,
}
_FIRM = frozenset({HeldRole.EXHIBITOR_ADMIN, HeldRole.EXHIBITOR_MEMBER})
_DELEGATION = frozenset({HeldRole.DELEGATION_HEAD, HeldRole.DELEGATE})
_TAKE_PART = (
    _FIRM | _DELEGATION | {HeldRole.BUYER, HeldRole.VISITOR, HeldRole.SPEAKER, HeldRole.PRESS}
)

# Who may do what; what is not here nobody may.
ALLOWED: dict[Act, frozenset[HeldRole]] = {
    Act.SEE_OFFICE: _OFFICE,
    Act.SEE_PEOPLE: _RUNS | {HeldRole.REGISTRATION, HeldRole.CHECK_IN, HeldRole.AUDITOR},
    Act.SEE_AUDIT: _RUNS | {HeldRole.AUDITOR},
    Act.SET_UP: _RUNS,
    Act.APPOINT: frozenset({HeldRole.OWNER}),
    Act.RUN_ENGINES: _RUNS,
    Act.RELEASE: _RUNS,
    Act.DECIDE_REGISTRATIONS: _RUNS | {HeldRole.REGISTRATION},
    Act.IMPORT_PEOPLE: _RUNS | {HeldRole.REGISTRATION},
    Act.ACT_FOR: _RUNS,
    Act.EXPORT_PERSON: _RUNS,
    Act.ERASE_PERSON: frozenset({HeldRole.OWNER}),
    Act.SEND_MESSAGES: _RUNS | {HeldRole.REGISTRATION},
    Act.MODERATE: _RUNS | {HeldRole.REGISTRATION},
    Act.SEE_PROGRAMME: _RUNS | {HeldRole.PROGRAMME, HeldRole.HALL_MANAGER, HeldRole.AUDITOR},
    Act.EDIT_PROGRAMME: _RUNS | {HeldRole.PROGRAMME},
    Act.CHANGE_ON_THE_DAY: _RUNS | {HeldRole.PROGRAMME, HeldRole.HALL_MANAGER},
    Act.RUN_SESSIONS: _RUNS | {HeldRole.PROGRAMME, HeldRole.REGISTRATION, HeldRole.CHECK_IN},
    Act.SEE_ATTENDANCE: _RUNS
    | {HeldRole.PROGRAMME, HeldRole.HALL_MANAGER, HeldRole.REGISTRATION, HeldRole.AUDITOR},
    Act.EDIT_HALLS: _RUNS | {HeldRole.HALL_MANAGER},
    Act.EDIT_TIMETABLE: _RUNS,
    Act.CHECK_PEOPLE_IN: _RUNS | {HeldRole.REGISTRATION, HeldRole.CHECK_IN},
    Act.SEE_PROJECTS: _RUNS | {HeldRole.PROJECT_OFFICER, HeldRole.APPROVER, HeldRole.AUDITOR},
    Act.EDIT_PROJECTS: _RUNS | {HeldRole.PROJECT_OFFICER},
    Act.APPROVE_PROJECTS: frozenset({HeldRole.APPROVER}),
    Act.ASK_FOR_MEETING: _TAKE_PART - {HeldRole.PRESS},
    Act.EDIT_ORGANISATION: _RUNS | {HeldRole.EXHIBITOR_ADMIN, HeldRole.DELEGATION_HEAD},
    Act.POST_ENTRIES: _RUNS | _FIRM | _DELEGATION,
    Act.MANAGE_TEAM: _RUNS | {HeldRole.EXHIBITOR_ADMIN, HeldRole.DELEGATION_HEAD},
    Act.POST_NEED_FROM_IMPORT: _RUNS | _DELEGATION,
    Act.LEAD_DELEGATION: _RUNS | {HeldRole.DELEGATION_HEAD},
    Act.JOIN_CONSORTIUM: _RUNS | _FIRM | _DELEGATION,
    Act.EDIT_DELEGATIONS: _RUNS | {HeldRole.REGISTRATION},
    Act.EDIT_SIGNINGS: _RUNS | {HeldRole.PROGRAMME, HeldRole.PROJECT_OFFICER},
    Act.SEE_SCREENING: _RUNS | {HeldRole.PROJECT_OFFICER, HeldRole.AUDITOR},
    Act.DECIDE_SCREENING: _RUNS | {HeldRole.PROJECT_OFFICER},
}

WORDS: dict[Act, str] = {
    Act.SEE_OFFICE: "see the office's pages of the edition",
    Act.SEE_PEOPLE: "see who is registered, with addresses",
    Act.SEE_AUDIT: "see who changed what",
    Act.SET_UP: "set the edition up: its participation types, its settings",
    Act.APPOINT: "give and take roles of the office",
    Act.RUN_ENGINES: "run the engines",
    Act.RELEASE: "release a timetable, a programme, lists",
    Act.DECIDE_REGISTRATIONS: "approve and reject registrations",
    Act.IMPORT_PEOPLE: "invite people and import lists of them",
    Act.ACT_FOR: "act for somebody who takes part",
    Act.EXPORT_PERSON: "give out all that is kept of a person",
    Act.ERASE_PERSON: "erase a person's data",
    Act.SEND_MESSAGES: "write to people",
    Act.MODERATE: "let texts of exhibitors be seen, or not",
    Act.SEE_PROGRAMME: "see drafts and versions of the programme",
    Act.EDIT_PROGRAMME: "change the programme",
    Act.CHANGE_ON_THE_DAY: "say that a session is late, moved or cancelled",
    Act.RUN_SESSIONS: "let people in at sessions, moderate what is asked there",
    Act.SEE_ATTENDANCE: "see how many came to each session, as counts",
    Act.EDIT_HALLS: "change halls and stands",
    Act.EDIT_TIMETABLE: "change the timetable of meetings",
    Act.CHECK_PEOPLE_IN: "check people in",
    Act.SEE_PROJECTS: "see every project with its money",
    Act.EDIT_PROJECTS: "write projects, their partners and their stages",
    Act.APPROVE_PROJECTS: "approve a project's stage",
    Act.ASK_FOR_MEETING: "ask for a meeting and answer one",
    Act.EDIT_ORGANISATION: "change the own organisation's profile",
    Act.POST_ENTRIES: "post offers and needs of the own organisation",
    Act.MANAGE_TEAM: "manage the own organisation's team",
    Act.POST_NEED_FROM_IMPORT: "post a need of the own country from a critical import",
    Act.LEAD_DELEGATION: "lead the own delegation",
    Act.JOIN_CONSORTIUM: "act for the own organisation in a consortium",
    Act.EDIT_DELEGATIONS: "set up delegations, their delegates and interpreters",
    Act.EDIT_SIGNINGS: "set up signings and release them",
    Act.SEE_SCREENING: "see hits of lists of restricted parties and goods",
    Act.DECIDE_SCREENING: "bring in such lists and decide about their hits",
}
