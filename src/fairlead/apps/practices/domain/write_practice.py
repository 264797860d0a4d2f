"""Writing a practice: by who took part, looked at by the organiser before everybody sees it."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.practices.models import Practice, PracticeState
from fairlead.apps.practices.practice_texts import EFFECT_TEXTS, Values, put_values

MOST_EFFECTS = 20
MOST_WAITING = 20  # that one organisation has before the organiser at a time


class EditConflict(Exception):
    """Somebody else saved since the form was opened."""


def write_practice(
    edition: Edition,
    values: Values,
    *,
    by: Doer,
    held: Practice | None = None,
    seen: int = 0,
    writer: Participation | None = None,
) -> Practice:
    """Return the practice that says this, or will once the organiser has approved it.

    ``seen`` is the number of the saving that the form of one held was opened with. What the
    organiser writes is seen at once. Raises Refusal, and ChangedMeanwhile where another saving
    came in between.
    """
    _check(edition, values)
    at_once = by.account is None or may(by.account, Act.MODERATE, edition=edition)
    with transaction.atomic():
        if held is None:
            made = _begin(edition, values, writer)
        else:
            made = Practice.objects.select_for_update(no_key=True).get(pk=held.pk)
            if made.number != seen:
                raise EditConflict
            made.number += 1
        made.edition = edition
        made.reason, made.written_at = "", Now()
        if at_once:
            made.state, made.proposed = PracticeState.PUBLISHED, None
            put_values(made, values)
        elif made.pk and made.state == PracticeState.PUBLISHED:
            made.proposed = values
            made.save()
        else:
            made.state = PracticeState.WAITING
            put_values(made, values)
        act = "write_practice" if at_once else "propose_practice"
        record_change(act, made, by=by, edition=edition, after={"number": made.number})
    return made


def _begin(edition: Edition, values: Values, writer: Participation | None) -> Practice:
    if writer is not None and values["organisation"]:
        # What waits is counted: two windows of an organisation come one after the other.
        of = Organisation.objects.select_for_update(no_key=True)
        of.filter(edition=edition, code=values["organisation"]).first()
        waiting = Practice.objects.filter(
            edition=edition,
            organisation__code=values["organisation"],
            state=PracticeState.WAITING,
        )
        if waiting.count() >= MOST_WAITING:
            raise Refusal(_("Too many practices wait for the organiser. Wait for some first."))
    return Practice(edition=edition, code=draw_code("g"), written_by=writer)


def _check(edition: Edition, values: Values) -> None:
    own = edition.languages[0]
    for name in ("title", "problem", "solution"):
        if not values[name].get(own, "").strip():
            raise Refusal(_("Expected the text in the edition's own language."))
    if not values["products"] and not values["sectors"]:
        raise Refusal(_("Expected a product code or a branch, so that others find it."))
    if len(values["effects"]) > MOST_EFFECTS:
        raise Refusal(_("Expected at most %d effects.") % MOST_EFFECTS)
    for one in values["effects"]:
        if not all(one[name].get(own, "").strip() for name in EFFECT_TEXTS):
            raise Refusal(_("Expected of each effect what was measured, its unit and by whom."))


def withdraw_practice(practice: Practice, *, by: Doer) -> None:
    """Take a practice out of the library; what waited goes with it, writing it again brings it."""
    with transaction.atomic():
        held = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if held.state == PracticeState.WITHDRAWN:
            return
        before = {"state": str(held.state)}
        held.state, held.proposed, held.number = PracticeState.WITHDRAWN, None, held.number + 1
        held.save()
        after = {"state": str(held.state)}
        edition = practice.edition
        record_change("withdraw_practice", held, by=by, edition=edition, before=before, after=after)
