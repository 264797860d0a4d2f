"""Setting up a delegation, and who is in it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fairlead.apps.delegations.domain.follow_stay import StayOutcome, follow_stay
from fairlead.apps.delegations.models import Delegate, Delegation, Office
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.meetings.domain.tell_of_hours import tell_of_hours
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.apps.screening.domain.screen_parties import describe_people, refuse_blocked

_FIELDS = (
    "name", "kind", "economy", "exposition_id", "organisation_id", "position", "quota",
    "arrives_at", "leaves_at", "language",
)  # fmt: skip


def set_up_delegation(made: Delegation, *, by: Doer, seen: str | None = None) -> StayOutcome:
    """Write a delegation, new or changed; its delegates are free from arrival to departure.

    Returns whose times follow, each of whom is told, and who keeps others. ``seen`` is the stamp
    of what a form was opened with. Raises Refusal where the delegation is another since, for a
    quota below the delegates there are, a stay that ends before it begins, and a code that is
    taken.
    """
    followed = StayOutcome()
    try:
        with transaction.atomic():
            old = _lock(made.pk) if made.pk else None
            if seen is not None and old is not None and seen != stamp_delegation(old):
                raise Refusal(
                    _(
                        "Somebody saved this meanwhile. Nothing of yours was saved: save again to"
                        " replace what they wrote, or reload the page to see it."
                    )
                )
            # How many are in it is the database's to count.
            made.save(update_fields=None if old is None else _FIELDS)
            change = record_change(
                "set_up_delegation",
                made,
                by=by,
                edition=made.edition,
                before=_describe(old) if old is not None else {},
                after=_describe(made),
            )
            if old is not None:
                people = Participation.objects.filter(delegate__delegation=made)
                # In an order that all lock them in.
                people = people.select_related("edition", "type").order_by("pk")
                followed = follow_stay(people, old, made, by=by)
                who = [one.pk for one in followed.changed]
                tell_of_hours(made.edition, who, name=made.name, of="delegation", change=change)
    except IntegrityError as error:
        raise _explain(error) from None
    return followed


def _lock(key: int) -> Delegation | None:
    """Return a delegation, locked: others who change it or its members wait."""
    rows = Delegation.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("edition").filter(pk=key).first()


def stamp_delegation(one: Delegation) -> str:
    """Return a digest of a delegation by which a form tells that it changed since."""
    return hashlib.sha256(repr(sorted(_describe(one).items())).encode()).hexdigest()[:16]


def _explain(error: IntegrityError) -> Refusal:
    said = str(error)
    if "delegation_quota" in said:
        return Refusal(_("More delegates are in it already than the quota would hold."))
    if "delegation_stay" in said:
        return Refusal(_("Expected a departure after the arrival."))
    if "delegate_one_head" in said:
        return Refusal(_("This delegation has a head already."))
    if "delegate_participation" in said or "participation_id" in said:
        return Refusal(_("This person is in a delegation already."))
    if "delegation_code" in said:
        return Refusal(_("There is a delegation of this code already."))
    raise error


def _describe(one: Delegation) -> dict[str, Any]:
    def write(value: Any) -> Any:
        if value is None or isinstance(value, int | str):
            return value
        return dict(value) if hasattr(value, "keys") else str(value)

    return {name: write(getattr(one, name)) for name in _FIELDS}


def add_delegate(
    delegation: Delegation, who: Participation, office: Office, *, position: int, by: Doer
) -> Delegate:
    """Return the delegate; the quota holds however many are added at once.

    Raises Refusal for a full delegation, a second head, somebody of another delegation, who does
    not take part, and whom a list of restricted parties may name until somebody has decided.
    """
    if who.edition_id != delegation.edition_id or who.state != ParticipationState.APPROVED:
        raise Refusal(_("Expected somebody who takes part in this edition."))
    refuse_blocked(delegation.edition, describe_people([who]))
    try:
        with transaction.atomic():
            held = _lock(delegation.pk)
            if held is None:
                raise Refusal(_("There is no such delegation any more."))
            made = Delegate.objects.create(
                edition_id=held.edition_id,
                delegation=held,
                participation=who,
                office=office,
                position=position,
            )
            after = {"delegation": delegation.code, "person": who.code, "office": str(office)}
            record_change("add_delegate", made, by=by, edition=delegation.edition, after=after)
            follow_stay([who], None, held, by=by)
    except IntegrityError as error:
        if "delegation_quota" in str(error):
            raise Refusal(_("The quota of this delegation is full.")) from None
        raise _explain(error) from None
    return made


def remove_delegate(held: Delegate, *, by: Doer) -> None:
    """Take somebody out of a delegation."""
    with transaction.atomic():
        delegation = _lock(held.delegation_id)
        before = {
            "delegation": held.delegation.code,
            "person": held.participation.code,
            "office": held.office,
        }
        record_change(
            "remove_delegate", held, by=by, edition=held.delegation.edition, before=before
        )
        follow_stay([held.participation], delegation, None, by=by)
        held.delete()
