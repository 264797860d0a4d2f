"""Why something cannot be done with a request or a meeting, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.refusal import RuleRefusal
from fairlead.apps.fairs.models import Slot

_WORDS: Mapping[str, Promise] = {
    "request_waiting": _("You have accepted. The others still have to answer."),
    "request_answered": _("This request was answered before."),
    "request_not_yours": _("This request is for others to answer."),
    "request_of_pair": _("You have asked them already; that request is still open."),
    "request_of_two": _("You have asked them already; that request is still open."),
    "request_mutual": _("They have asked you: answer their request."),
    "request_own_firm": _("This is your own organisation."),
    "request_of_oneself": _("This is you."),
    "request_blocked": _("They take no requests from you."),
    "request_hidden": _("They take no requests."),
    "request_no_staff": _("Nobody of this exhibitor takes part yet."),
    "request_no_firm": _("You belong to no organisation to ask for."),
    "request_limit": _("You have as many open requests as you may have."),
    "request_limit_day": _("You have asked as often today as you may."),
    "request_over": _("The fair is over."),
    "request_no_stand": _("They have no stand: choose a table, or online."),
    "request_act": _("Nothing was chosen that can be done here. Nothing has changed."),
    "slot_unknown": _("Choose one of the times shown. Nothing has changed."),
    "slot_tables_beyond": _("Expected no more shared tables than there are."),
    "slot_tables_needed": _("Meetings at this time need more shared tables."),
    "request_link": _("Expected an address that begins with https://, or none."),
    "request_expired": _("The time to answer it is over."),
    "request_there_already": _("Your colleague is to come already."),
    "request_colleague_blocked": _("They take no requests from this colleague."),
    "request_colleague": _("Choose somebody of your own organisation."),
    "meeting_available": _("Somebody is not there at this time."),
    "hours_changed": _(
        "These times were changed meanwhile. Here they are as they are now; nothing was saved."
    ),
    "hours_of_meeting": _(
        "A meeting is outside these times: move or cancel it first. Nothing was saved."
    ),
    "meeting_speaking": _("Somebody speaks at a session at this time."),
    "meeting_seat": _("Somebody has booked a place at a session at this time."),
    "meeting_day_limit": _("Somebody has as many meetings on this day as is allowed."),
    "meeting_limit": _("Somebody has as many meetings as that person is to have."),
    "meeting_rest": _("Somebody needs some rest between this meeting and another."),
    "limit_of_meetings": _(
        "This person has meetings that these limits do not allow: move or cancel some first."
        " Nothing was saved."
    ),
    "meeting_tables": _("No table is free at this time."),
    "meeting_taking_part": _("Somebody no longer takes part."),
    "meeting_representative": _("A representative must belong to the exhibitor."),
    "meeting_stand": _("The exhibitor has another stand."),
    "meeting_length": _("The meeting would last beyond the end of the day, or into a pause."),
    "meeting_open": _("The request was closed meanwhile."),
    "meeting_accepted": _("The request is not accepted."),
    "draft_locked": _("This meeting is locked."),
    "draft_changed_since": _(
        "Somebody else has changed this since. It stays as it is; you can move it by hand."
    ),
    "draft_no_more": _("This version was released: it stays as it is."),
    "meeting_past": _("This time is over."),
    "meeting_over": _("This meeting is over."),
    "meeting_none": _("There is no such meeting now."),
    "check_in_early": _("It is too early: from half an hour before the meeting you can say so."),
    "check_in_over": _("This meeting is over."),
    "no_show_early": _("Please wait a little: the others still have some minutes."),
    "no_show_late": _("This meeting is over."),
    "no_show_there": _("Everybody is there."),
    "outcome_early": _("The meeting has not begun yet."),
    "outcome_value": _("Expected an amount like 250000 or 1500.50, with a currency like EUR."),
    "outcome_interest": _("Please say how much interest there is."),
    "outcome_next_step": _("Choose one of the next steps shown. Nothing has changed."),
    "stand_number": _("Another stand of this hall has this number."),
    "stand_number_empty": _("Expected a number for the stand."),
    "stand_same": _("That is where it is already. Nothing has changed."),
    "stand_unknown": _("Expected a stand of this edition by its id, such as 1-A2."),
    "stand_empty": _("Nobody exhibits at this stand."),
    "stand_no_meetings": _("Nobody of this stand was asked to meet there. Nothing has changed."),
    "stand_in_use": _("Exhibitors are at this stand: give them another one first."),
    "stand_in_versions": _(
        "Versions of the timetable have meetings at this stand. It stays, without an exhibitor."
    ),
    "visit_day": _("Choose a time on a day of the fair."),
    "follow_up_empty": _("Please say what is to be done, and by which day."),
    "follow_up_many": _("Your list has as much to do as it can hold."),
    "booking_person_once": _("Somebody has another meeting at this time."),
    "booking_table_once": _("No table is free at this time."),
    "booking_seat_once": _("No seat is free at the stand at this time."),
}


class Refusal(RuleRefusal):
    """What was to be done cannot be; the rule may be a constraint of the database."""

    words = _WORDS

    def __str__(self) -> str:
        """Return why, in the reader's language."""
        return explain_rule(self.rule)


class SlotTaken(Refusal):
    """The time is not free any more; ``free`` are the next ones that are."""

    def __init__(self, rule: str, free: Sequence[Slot]) -> None:
        """Take the rule's name and the next free slots."""
        super().__init__(rule)
        self.free = tuple(free)


class DraftChangedSince(Refusal):
    """A change of a draft cannot be undone or redone: somebody changed the same since."""

    def __init__(self, who: str) -> None:
        """Take who that was, empty when it is not known."""
        super().__init__("draft_changed_since")
        self.who = who

    def __str__(self) -> str:
        """Return why, with who it was."""
        if not self.who:
            return super().__str__()
        words = _("%(name)s has changed this since. It stays as it is; you can move it by hand.")
        return str(words) % {"name": self.who}


def explain_rule(rule: str) -> str:
    """Return a rule in the reader's words."""
    return str(_WORDS.get(rule, _("This cannot be done.")))


def find_rule(error: DatabaseError) -> str:
    """Return the name of the rule by which the database refused; empty for another error."""
    diagnostics = getattr(error.__cause__, "diag", None)
    name: str = getattr(diagnostics, "constraint_name", None) or ""
    return name
