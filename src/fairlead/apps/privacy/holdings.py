"""The data stored about a person, table by table: how to find them, and what erasure does to them.

One list for giving out and for erasing. A test fails when a table refers to a person, a
participation or an account and is not here: anyone who adds one says what becomes of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.messages.purposes import SECRET


class ErasureRule(StrEnum):
    """What becomes of rows when the person is erased."""

    REMOVE = "remove"
    EMPTY = "empty"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person with what else it is in the tables; addresses are in small letters."""

    person: int
    participations: tuple[int, ...]
    accounts: tuple[int, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of a table that are of a person.

    ``words`` name to people what kind of thing it is; several tables may be of one. ``find`` leads
    from a row to the person: a look-up of the ORM to the part of the `Subject` that
    it is compared with; any of them will do. ``leaves_out`` are columns that are given to nobody.
    ``of_others`` are look-ups of rows in which others said something of the person: erased with it,
    and given to nobody. Rows to be emptied get ``empty``; ``of`` narrows those to rows found by
    these look-ups alone. ``own_eyes`` are rows that are given to the person itself and to no other.
    ``why`` tells the person why rows stay, or what stays of them.
    """

    model: str
    words: Promise
    find: Mapping[str, str]
    at_erasure: ErasureRule
    why: str | Promise = ""
    empty: Mapping[str, Any] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    of_others: tuple[str, ...] = ()
    own_eyes: bool = False
    leaves_out: tuple[str, ...] = ()
    only: Q = field(default_factory=Q)

    def find_rows(self, subject: Subject, *, looked_up: tuple[str, ...] = ()) -> Q | None:
        """Return the condition on rows that are of the person; None when there can be none."""
        found: Q | None = None
        for lookup, part in self.find.items():
            if looked_up and lookup not in looked_up:
                continue
            value = getattr(subject, part)
            if value != ():
                one = Q(**{lookup: value})
                found = one if found is None else found | one
        return None if found is None else found & self.only


_SAID = _("what was said at registration and on the desk")
_SPEAKS = _("sessions: to speak at, booked, asked at")
_PROPOSES = _("sessions proposed and reviewed")
_AGREED = _("what was agreed to")
_FOUND = _("lists of people to meet")
_MEETS = _("requests for meetings, and meetings")
_TOLD = _("messages")
_LETTERS = _("conversations")
_ACCOUNT = _("the account and the ways to sign in")
_ROLES = _("roles and rights")
_DID = _("what was done: changes, uploaded lists, background work")
_PROJECTS = _("signed records of projects")

_PARTICIPATION = {"participation__in": "participations"}
_USER = {"user__in": "accounts"}
_COUNTED = _("It stays in the counts, without your name.")
_SIGNED = _("What was signed stays as it was signed, with the name: others rely on it.")
_ACCEPTED = _("A session that came of it stays in the programme, without you.")
_PROOF = _("What you agreed to, and when, is kept as proof, without your name.")
_HELD = _("That a meeting was held stays on record, without your name.")
_OF_FIRM = _("It is the organisation's own text.")
_RECORD = _("Who changed what stays as a number without a name.")

HOLDINGS: tuple[Holding, ...] = (
    # What a person said of itself.
    Holding("people.AnswerGiven", _SAID, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("people.Availability", _SAID, _PARTICIPATION, ErasureRule.REMOVE),
    Holding(
        "people.Mark",
        _SAID,
        {**_PARTICIPATION, "other__in": "participations"},
        ErasureRule.REMOVE,
        of_others=("other__in",),
    ),
    Holding("congress.Speaker", _SPEAKS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("congress.PlannedSpeaker", _SPEAKS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("attendance.Seat", _SPEAKS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding(
        "attendance.Arrival",
        _SPEAKS,
        {**_PARTICIPATION, "account__in": "accounts"},
        ErasureRule.KEEP,
        _COUNTED,
    ),
    Holding("attendance.FloorQuestion", _SPEAKS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("attendance.QuestionVote", _SPEAKS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding(
        "proposals.Proposal", _PROPOSES, {"account__in": "accounts"}, ErasureRule.REMOVE, _ACCEPTED
    ),
    Holding(
        "proposals.ProposalSpeaker",
        _PROPOSES,
        {"account__in": "accounts", "email__in": "addresses"},
        ErasureRule.REMOVE,
        leaves_out=("token",),
    ),
    Holding("proposals.Reviewer", _PROPOSES, {"account__in": "accounts"}, ErasureRule.REMOVE),
    Holding(
        "proposals.Review",
        _PROPOSES,
        {"account__in": "accounts"},
        ErasureRule.EMPTY,
        _COUNTED,
        empty={"comment": ""},
    ),
    Holding("consent.Consent", _AGREED, {"person": "person"}, ErasureRule.KEEP, _PROOF),
    # What others and the engines made of it.
    Holding("trade.MatchList", _FOUND, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("trade.Standing", _FOUND, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("trade.ShownList", _FOUND, {"viewer__in": "participations"}, ErasureRule.REMOVE),
    Holding(
        "practices.Practice",
        _SAID,
        {"contact__in": "participations", "written_by__in": "participations"},
        ErasureRule.EMPTY,
        _OF_FIRM,
        empty={"contact": None, "contact_agreed_at": None},
        of=("contact__in",),
    ),
    # Meetings.
    Holding(
        "meetings.AgendaFeed", _MEETS, _PARTICIPATION, ErasureRule.REMOVE, leaves_out=("token",)
    ),
    Holding(
        "meetings.Block",
        _MEETS,
        {"by__in": "participations", "whom__in": "participations"},
        ErasureRule.REMOVE,
        of_others=("whom__in",),
    ),
    Holding(
        "meetings.MeetingRequest",
        _MEETS,
        {
            "requester__in": "participations",
            "author__in": "participations",
            "invitee__in": "participations",
            "assigned__in": "participations",
            "changed_by__in": "participations",
        },
        ErasureRule.EMPTY,
        _HELD,
        empty={"message": "", "reason": ""},
        of=("requester__in", "author__in"),
    ),
    Holding(
        "meetings.RequestEvent",
        _MEETS,
        {"by__in": "participations"},
        ErasureRule.EMPTY,
        _HELD,
        empty={"note": None},
    ),
    Holding(
        "meetings.RequestParty",
        _MEETS,
        {"participation__in": "participations", "attends__in": "participations"},
        ErasureRule.KEEP,
        _HELD,
    ),
    Holding(
        "meetings.Meeting",
        _MEETS,
        {"representative__in": "participations"},
        ErasureRule.KEEP,
        _HELD,
    ),
    Holding("meetings.Attendee", _MEETS, _PARTICIPATION, ErasureRule.KEEP, _HELD),
    Holding("meetings.Booking", _MEETS, _PARTICIPATION, ErasureRule.KEEP, _HELD),
    Holding(
        "meetings.Change", _MEETS, {"people__overlap": "participations"}, ErasureRule.KEEP, _HELD
    ),
    Holding("meetings.PersonSlot", _MEETS, _PARTICIPATION, ErasureRule.KEEP, _HELD),
    Holding("meetings.PersonLimit", _MEETS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("meetings.CheckIn", _MEETS, _PARTICIPATION, ErasureRule.KEEP, _HELD),
    Holding(
        "meetings.NoShow",
        _MEETS,
        {"by__in": "participations", "absent__overlap": "participations"},
        ErasureRule.KEEP,
        _HELD,
    ),
    Holding(
        "meetings.FreedTime", _MEETS, {"people__overlap": "participations"}, ErasureRule.KEEP, _HELD
    ),
    Holding(
        "meetings.Outcome",
        _MEETS,
        {**_PARTICIPATION, "by__in": "participations"},
        ErasureRule.KEEP,
        _HELD,
    ),
    Holding("meetings.Started", _MEETS, {"by__in": "participations"}, ErasureRule.KEEP, _HELD),
    Holding("meetings.PrivateNote", _MEETS, _PARTICIPATION, ErasureRule.REMOVE, own_eyes=True),
    Holding("meetings.FollowUp", _MEETS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("meetings.FollowedSession", _MEETS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("meetings.Visit", _MEETS, _PARTICIPATION, ErasureRule.REMOVE),
    Holding(
        "market.Conversation",
        _LETTERS,
        {"asker__in": "participations", "answered_by__in": "participations"},
        ErasureRule.KEEP,
        _COUNTED,
    ),
    Holding(
        "market.Letter",
        _LETTERS,
        {"author__in": "participations"},
        ErasureRule.EMPTY,
        _COUNTED,
        empty={"text": "–"},
    ),
    Holding("market.Reading", _LETTERS, {"reader__in": "participations"}, ErasureRule.REMOVE),
    Holding("market.Watch", _SAID, _PARTICIPATION, ErasureRule.REMOVE),
    Holding("trade.Proposal", _DID, {"account_id__in": "accounts"}, ErasureRule.KEEP, _OF_FIRM),
    Holding("delegations.Delegate", _SAID, _PARTICIPATION, ErasureRule.REMOVE),
    # Messages.
    Holding(
        "outbox.Message",
        _TOLD,
        {"person": "person"},
        ErasureRule.EMPTY,
        _COUNTED,
        empty={"subject": "", "body": "", "link": "", "address": "", "error": "", "calendar": ""},
        only=~Q(purpose__in=SECRET),
    ),
    Holding("outbox.MailWish", _TOLD, {"person": "person"}, ErasureRule.REMOVE),
    # The account, and what it may do.
    Holding("people.Membership", _ROLES, {"account__in": "accounts"}, ErasureRule.REMOVE),
    Holding("cooperation.Approver", _ROLES, {"account__in": "accounts"}, ErasureRule.REMOVE),
    Holding(
        "account.EmailConfirmation",
        _ACCOUNT,
        {"email_address__user__in": "accounts"},
        ErasureRule.REMOVE,
        leaves_out=("key",),
    ),
    Holding("account.EmailAddress", _ACCOUNT, _USER, ErasureRule.REMOVE),
    Holding("mfa.Authenticator", _ACCOUNT, _USER, ErasureRule.REMOVE, leaves_out=("data",)),
    Holding(
        "socialaccount.SocialToken",
        _ACCOUNT,
        {"account__user__in": "accounts"},
        ErasureRule.REMOVE,
        leaves_out=("token", "token_secret"),
    ),
    Holding("socialaccount.SocialAccount", _ACCOUNT, _USER, ErasureRule.REMOVE),
    Holding(
        "usersessions.UserSession",
        _ACCOUNT,
        _USER,
        ErasureRule.REMOVE,
        leaves_out=("session_key", "data"),
    ),
    Holding(
        "privacy.PersonalFile",
        _ACCOUNT,
        {"person_id": "person", "account__in": "accounts"},
        ErasureRule.REMOVE,
        leaves_out=("content",),
    ),
    # What was done and signed.
    Holding("meetings.Adjustment", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD),
    Holding("congress.ProgrammeStep", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD),
    Holding("congress.LiveChange", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD),
    Holding("work.Work", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD),
    Holding(
        "transfer.UploadedList",
        _DID,
        {"account__in": "accounts"},
        ErasureRule.KEEP,
        _RECORD,
        leaves_out=("content", "faulty", "findings", "reading"),
    ),
    Holding("people.Revision", _DID, {"account_id__in": "accounts"}, ErasureRule.KEEP, _OF_FIRM),
    Holding(
        "people.Change",
        _DID,
        {"account_id__in": "accounts", "acted_for_id__in": "participations"},
        ErasureRule.KEEP,
        _RECORD,
        leaves_out=("before", "after"),  # they are of the person it was done to
    ),
    Holding(
        "screening.RestrictedList", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD
    ),
    Holding("screening.Decision", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _SIGNED),
    Holding(
        "standing_search.ProposedNeed", _DID, {"account__in": "accounts"}, ErasureRule.KEEP, _RECORD
    ),
    Holding(
        "consortia.Interest",
        _PROJECTS,
        {"by__in": "participations"},
        ErasureRule.EMPTY,
        _COUNTED,
        empty={"message": ""},
    ),
    Holding(
        "consortia.Consortium",
        _PROJECTS,
        {"opened_by__in": "participations"},
        ErasureRule.KEEP,
        _RECORD,
    ),
    Holding(
        "consortia.SharedFile", _PROJECTS, {"by__in": "participations"}, ErasureRule.KEEP, _OF_FIRM
    ),
    Holding("consortia.Note", _PROJECTS, {"by__in": "participations"}, ErasureRule.KEEP, _OF_FIRM),
    Holding(
        "consortia.Agreement", _PROJECTS, {"account__in": "accounts"}, ErasureRule.KEEP, _SIGNED
    ),
    Holding("consortia.SignOff", _PROJECTS, {"account__in": "accounts"}, ErasureRule.KEEP, _SIGNED),
    Holding(
        "cooperation.ProjectAppraisal",
        _PROJECTS,
        {"account__in": "accounts"},
        ErasureRule.KEEP,
        _SIGNED,
        leaves_out=("inputs", "supply"),
    ),
    Holding("cooperation.Entry", _PROJECTS, {"account__in": "accounts"}, ErasureRule.KEEP, _SIGNED),
    # Last what all of it hangs on.
    Holding(
        "people.Participation",
        _SAID,
        {"person": "person"},
        ErasureRule.EMPTY,
        _COUNTED,
        empty={"position": {}, "reason": "", "hidden": True},
    ),
    Holding(
        "people.Account",
        _ACCOUNT,
        {"pk__in": "accounts"},
        ErasureRule.EMPTY,
        _RECORD,
        leaves_out=("password",),
    ),
    Holding("people.Person", _SAID, {"pk": "person"}, ErasureRule.EMPTY, _COUNTED),
)
"""In the order in which rows go."""

BY_ADDRESS = {
    "people.SignInCode": "address",
    "outbox.BouncedAddress": "address",
}
"""Tables that know people by their address alone; such rows go."""

NOT_OF_A_PERSON = {
    "people.ErasedEntry": "It keeps no more than it takes to pass over an entry.",
    "privacy.Erasure": "It says that somebody was erased, and names nobody.",
    "people.Person.email": "of the person itself",
    "people.Organisation.email": "It is the organisation's own, on its public page.",
    "outbox.Message.address": "found by the address: `erase_messages`",
    "cooperation.Headline.person": "It names who published a figure, as part of what was said.",
    "cooperation.Entry.person": "found by the account; a name alone is part of what was signed",
    "cooperation.ProjectAppraisal.person": "found by the account; the name is part of the version",
    "people.Account.person": "found by the account's own number",
    "consent.Consent.account_id": "found by the person who is agreed for",
    "consent.Consent.acted_for_id": "found by the person who is agreed for",
    "people.Account.email": "of the account itself",
    "account.EmailAddress.email": "of the account",
    "screening.Decision.person": "found by the account; the name is part of what was decided",
    "consortia.Agreement.person": "found by the account; the name is part of what was signed",
    "consortia.SignOff.person": "found by the account; the name is part of what was signed",
    "consortia.Signatory.person": "It names who signs for a party, in a public act.",
    "cooperation.Entry.party": "a body of an economy",
}
"""Tables and columns that look as if they were of a person, and why they are not looked up."""
