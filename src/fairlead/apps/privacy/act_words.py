"""What was done to somebody's participation, in words for who reads its history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACT_WORDS: dict[str, Promise] = {
    "register": _("Registered"),
    "change_registration": _("Changed the registration"),
    "cancel_registration": _("Withdrew"),
    "approve": _("Approved the registration"),
    "reject": _("Rejected the registration"),
    "promote": _("Got a place from the waiting list"),
    "join_account": _("Signed in as this person for the first time"),
    "add_member": _("Added to the team of an exhibitor"),
    "act_for": _("Began to act for this person"),
    "stop_acting_for": _("Ceased to act for this person"),
    "answer_consent": _("Answered to a text of consent"),
    "set_availability": _("Set the times for meetings"),
    "set_person_limit": _("Set the limits of meetings for this person"),
    "make_speaker": _("Became a speaker"),
}


def name_act(act: str) -> str:
    """Return an act in words, or the act itself where there are none."""
    return str(ACT_WORDS.get(act, act))
