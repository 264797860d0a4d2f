"""Why something cannot be done with a proposal, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.refusal import RuleRefusal

_WORDS: Mapping[str, Promise] = {
    "closed": _("The call is not open: proposals are taken in its times only."),
    "many": _("You have as many proposals as the call allows."),
    "title": _("Please give it a title."),
    "text": _("Please say what it is about."),
    "kind": _("Please choose one of the kinds that the call asks for."),
    "answer": _("Please answer the questions marked with a star."),
    "state": _("This cannot be done any more: it was decided or withdrawn."),
    "speakers": _("A proposal has at most 20 speakers."),
    "address": _("Expected an e-mail address such as name@example.org."),
    "name": _("Please give the speaker's name."),
    "conflict": _("You are not to review this: it is yours, or of your organisation."),
    "score": _("Expected a score from 0 to 10 for each criterion."),
    "criteria": _("The call has no criteria yet."),
    "not_submitted": _("It is not submitted, or was withdrawn."),
    "accepted": _("It is a session already: change it in the programme."),
    "times": _("A call closes after it opens."),
    "call_title": _("Please give the call a title."),
}


class Refusal(RuleRefusal):
    """What was to be done cannot be."""

    words = _WORDS
