"""Why something cannot be done at a session, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.refusal import RuleRefusal

_WORDS: Mapping[str, Promise] = {
    "no_booking": _("No place has to be booked here: just come."),
    "cancelled": _("This session is cancelled."),
    "begun": _("This session has begun."),
    "by_invitation": _("This session is by invitation, and you have none."),
    "delegates_only": _("This session is for delegates of certain economies."),
    "speaks": _("You speak here: your place is on the stage."),
    "clash": _("You have something else at this time. Book anyway if you can do both."),
    "nothing": _("You have no place here."),
    "invited_already": _("Everybody named has an invitation already."),
    "nobody": _("Nobody who takes part has this address or code."),
    "no_seat": _("No place is booked for this person."),
    "full": _("All places are taken."),
    "pass": _("This is no pass of this fair."),
    "scan_old": _("It was read more than two days ago: let them in by hand."),
    "no_part": _("Whose pass this is takes no part any more."),
    "question_empty": _("Please write a question of at most 500 characters."),
    "question_many": _("You have asked as many questions as are allowed here."),
    "question_closed": _("Questions are taken from a day before the session until its end."),
    "question_hidden": _("This question is not shown."),
    "not_yours": _("This is for those who moderate the session."),
}


class Refusal(RuleRefusal):
    """What was to be done cannot be."""

    words = _WORDS
