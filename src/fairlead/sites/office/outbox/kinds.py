"""Every kind of mail there is, with what makes a sample of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fairlead.apps.attendance.domain.book_seat import SEAT_WORDS
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.words import word_message
from fairlead.apps.people.domain.tell_registered import STATE_WORDS
from fairlead.apps.people.models import ParticipationState
from fairlead.apps.proposals.domain.tell_author import PROPOSAL_WORDS
from fairlead.apps.screening.domain.screen_parties import HITS_WAIT, HITS_WAIT_WHY
from fairlead.sites.office.outbox.sample_words import (
    OTHERWISE,
    SAMPLE_ROOM,
    Make,
    Sample,
    invent,
    say_plainly,
    word_code,
    word_programme,
    word_release,
    word_session,
)


@dataclass(frozen=True, slots=True)
class MailKind:
    """A kind of mail: what it is called in the office, its purpose, and what makes its sample.

    ``source`` is the module that queues it.
    """

    name: str
    words: str | Promise
    purpose: str
    source: str
    make: Make


def _tell(
    purpose: str, source: str, template: str, link: str, acts: Mapping[str, Any]
) -> list[MailKind]:
    """Return the kinds of one template, one for each thing it tells of."""

    def make(act: str) -> Make:
        def word(edition: Edition, language: str) -> Sample:
            subject, body = word_message(
                language=language,
                declared=edition.languages,
                template=template,
                context={
                    **invent(edition),
                    **OTHERWISE.get(template, {}),
                    "act": act,
                    "kind": act,
                    "approved": act == "approved",
                },
            )
            return Sample(subject, body, link.format(code=edition.code))

        return word

    return [
        MailKind(f"{template}-{act}" if act else template, words, purpose, source, make(act))
        for act, words in acts.items()
    ]  # fmt: skip


def _word(
    purpose: str,
    source: str,
    template: str,
    link: str,
    acts: Mapping[str, tuple[str | Promise, str | Promise]],
    **given: Any,
) -> list[MailKind]:
    """Return the kinds of a template that is given its subject and its words."""

    def make(subject: str | Promise, words: str | Promise) -> Make:
        def word(edition: Edition, language: str) -> Sample:
            said = {"subject": subject, "words": words, "room": SAMPLE_ROOM, **given}
            heading, body = word_message(
                language=language,
                declared=edition.languages,
                template=template,
                context={**invent(edition), "start": dt.time(10, 30), **said},
            )
            return Sample(heading, body, link.format(code=edition.code))

        return word

    return [
        MailKind(f"{template}-{act}", subject, purpose, source, make(subject, words))
        for act, (subject, words) in acts.items()
    ]


def _make_entry() -> str:
    return _("Sample consortium 001")


def _make_member() -> str:
    return _("Sample Organisation 002")


_DESK = "/{code}/desk/"
_CONSORTIUM = f"{_DESK}consortia/sample/"
_APPS = "fairlead.apps"
_STATES = {
    ParticipationState.REGISTERED: gettext_lazy("A registration has come in"),
    ParticipationState.APPROVED: gettext_lazy("A registration is approved"),
    ParticipationState.WAITING: gettext_lazy("Somebody is on the waiting list"),
    ParticipationState.REJECTED: gettext_lazy("A registration is not accepted"),
}
# What is told of a consortium: the subject, and what the body names.
_CONSORTIA: dict[str, tuple[Any, Callable[[], str]]] = {
    "invited": (gettext_lazy("You are invited to a consortium"), _make_entry),
    "joined": (gettext_lazy("A member has joined your consortium"), _make_member),
    "declined": (gettext_lazy("An invitation to your consortium was declined"), _make_member),
    "left": (gettext_lazy("A member has left your consortium"), _make_member),
    "wrote": (gettext_lazy("Something new in your consortium"), _make_entry),
    "agreement": (
        gettext_lazy("A version of your consortium's agreement waits for you"),
        _make_entry,
    ),
    "signed": (gettext_lazy("A member has signed your consortium's agreement"), _make_entry),
    "project": (gettext_lazy("Your consortium is a project now"), _make_entry),
}
_OF_CONSORTIA = {
    "invited": "form_consortium",
    "joined": "form_consortium",
    "declined": "form_consortium",
    "left": "form_consortium",
    "wrote": "talk",
    "agreement": "agree",
    "signed": "agree",
    "project": "make_project",
}

KINDS: tuple[MailKind, ...] = (
    MailKind(
        "code", gettext_lazy("A code to sign in"), "sign_in", "fairlead.sites.desk.account.mail",
        word_code,
    ),
    *(
        MailKind(
            f"registration-{state}",
            words,
            "registration",
            f"{_APPS}.people.domain.tell_registered",
            say_plainly(*STATE_WORDS[state], _DESK),
        )
        for state, words in _STATES.items()
    ),
    *_tell("invitation", f"{_APPS}.transfer.domain.invite_people", "invitation", "", {
        "": gettext_lazy("An invitation to the fair"),
    }),
    *_tell("team", f"{_APPS}.people.domain.manage_team", "added_to_team", _DESK, {
        "": gettext_lazy("Somebody is added to a team"),
    }),
    *_tell(
        "meeting_request",
        f"{_APPS}.meetings.domain.notices",
        "meeting_request",
        "/{code}/meeting/sample/",
        {
            "asked": gettext_lazy("Somebody asks for a meeting"),
            "proposed": gettext_lazy("Another time is proposed"),
        },
    ),
    *_tell("meeting", f"{_APPS}.meetings.domain.notices", "meeting_request", f"{_DESK}requests/", {
        "declined": gettext_lazy("A request is declined"),
        "handed": gettext_lazy("A meeting is handed to a colleague"),
        "withdrawn": gettext_lazy("A request is withdrawn"),
        "expired": gettext_lazy("A request was not answered in time"),
    }),
    *_tell("meeting", f"{_APPS}.meetings.domain.notices", "meeting_request", f"{_DESK}agenda/", {
        "accepted": gettext_lazy("A meeting is agreed"),
        "booked": gettext_lazy("A time has become free"),
        "moved": gettext_lazy("A meeting is at another time"),
        "place": gettext_lazy("A meeting is at another place"),
        "left": gettext_lazy("A third party stays away"),
        "cancelled": gettext_lazy("A meeting is cancelled"),
        "no_show": gettext_lazy("Somebody did not come"),
    }),
    *_tell(
        "meeting",
        f"{_APPS}.meetings.domain.set_availability",
        "hours_set",
        f"{_DESK}availability/",
        {"": gettext_lazy("A manager has set when a colleague is free")},
    ),
    *_tell(
        "meeting",
        f"{_APPS}.meetings.domain.tell_of_hours",
        "hours_follow",
        f"{_DESK}availability/",
        {"": gettext_lazy("Days or a stay that somebody's times follow have changed")},
    ),
    *_tell("meeting", f"{_APPS}.meetings.domain.follow_up", "follow_up", f"{_DESK}to-do/", {
        "": gettext_lazy("Something to do after a meeting"),
    }),
    MailKind(
        "timetable",
        gettext_lazy("A released timetable changes meetings"),
        "timetable",
        f"{_APPS}.meetings.domain.tell_of_release",
        word_release,
    ),
    MailKind(
        "programme",
        gettext_lazy("A released programme changes sessions"),
        "timetable",
        f"{_APPS}.meetings.domain.release_sessions",
        word_programme,
    ),
    MailKind(
        "session",
        gettext_lazy("A session is late, moved or cancelled on the day"),
        "programme_now",
        f"{_APPS}.meetings.domain.release_sessions",
        word_session,
    ),
    *_tell(
        "conversation",
        f"{_APPS}.market.domain.converse",
        "conversation",
        f"{_DESK}conversations/sample/",
        {
            "asked": gettext_lazy("Somebody is interested in an entry"),
            "accepted": gettext_lazy("Interest is accepted"),
            "declined": gettext_lazy("Interest is declined"),
            "wrote": gettext_lazy("A letter of a conversation"),
        },
    ),
    *_tell("team", f"{_APPS}.market.domain.look_after_market", "entry_ends", _DESK, {
        "": gettext_lazy("An entry ends soon"),
    }),
    *_tell("marketplace", f"{_APPS}.market.domain.look_after_market", "watched", _DESK, {
        "offer": gettext_lazy("A new offer that is watched for"),
        "need": gettext_lazy("A new need that is watched for"),
    }),
    *_tell("team", f"{_APPS}.trade.domain.share_stand", "stand_share", f"{_DESK}organisation/", {
        "invited": gettext_lazy("An invitation to share a stand"),
        "accepted": gettext_lazy("A stand is shared"),
        "declined": gettext_lazy("A stand is not shared"),
        "ended": gettext_lazy("A stand is no longer shared"),
    }),
    *_tell("team", f"{_APPS}.trade.domain.decide_proposal", "proposal", f"{_DESK}organisation/", {
        "approved": gettext_lazy("A text can be seen now"),
        "rejected": gettext_lazy("A text was not approved"),
    }),
    *_tell("team", f"{_APPS}.practices.domain.decide_practice", "practice", f"{_DESK}practices/", {
        "approved": gettext_lazy("A text can be seen now"),
        "rejected": gettext_lazy("A text was not approved"),
    }),
    *_tell(
        "standing_search",
        f"{_APPS}.standing_search.domain.propose_needs",
        "proposed_needs",
        f"{_DESK}proposed-needs/",
        {"": gettext_lazy("Proposed needs")},
    ),
    *_tell(
        "marketplace",
        f"{_APPS}.standing_search.domain.tell_makers",
        "need_to_make",
        f"{_DESK}",
        {"": gettext_lazy("Standing search")},
    ),
    *_word(
        "session", f"{_APPS}.attendance.domain.book_seat", "seat", f"{_DESK}sessions/", SEAT_WORDS
    ),
    *_word(
        "proposal",
        f"{_APPS}.proposals.domain.tell_author",
        "session_proposal",
        f"{_DESK}proposals/",
        {str(state): words for state, words in PROPOSAL_WORDS.items()},
    ),
    *_tell("proposal", f"{_APPS}.proposals.domain.propose", "speaker_asked", _DESK, {
        "": gettext_lazy("Somebody is asked to speak"),
    }),
    *(
        MailKind(
            f"consortium-{name}",
            subject,
            "consortium",
            f"{_APPS}.consortia.domain.{_OF_CONSORTIA[name]}",
            say_plainly(subject, body, _CONSORTIUM),
        )
        for name, (subject, body) in _CONSORTIA.items()
    ),
    MailKind(
        "screening",
        HITS_WAIT,
        "screening",
        f"{_APPS}.screening.domain.screen_parties",
        say_plainly(HITS_WAIT, HITS_WAIT_WHY, "/office/{code}/screening/"),
    ),
    MailKind(
        "letter",
        gettext_lazy("A letter of the office"),
        "news",
        "fairlead.sites.office.dashboard.views",
        say_plainly(
            pgettext_lazy("sample", "Sample subject"),
            gettext_lazy("Sample of what the office writes."),
            "",
        ),
    ),
)  # fmt: skip
