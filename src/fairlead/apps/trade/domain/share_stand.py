"""An exhibitor shares its stand: it invites, the other accepts, and either ends it."""

from __future__ import annotations

from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.urls import reverse

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.queries.team import list_managing
from fairlead.apps.trade.domain.set_market_rules import ensure_passes
from fairlead.apps.trade.models import ShareState, StandShare
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_line


class ShareRule(StrEnum):
    """Why a stand cannot be shared so."""

    NO_STAND = "no_stand"
    OWN = "own"
    HAS_STAND = "has_stand"
    INVITED = "invited"
    IS_GUEST = "is_guest"
    TOO_MANY = "too_many"
    NOT_OPEN = "not_open"
    IN_USE = "in_use"


MOST_GUESTS = 50


class ShareRefusal(Exception):
    """The stand cannot be shared so; ``rule`` says why."""

    def __init__(self, rule: ShareRule) -> None:
        """Keep why."""
        super().__init__(str(rule))
        self.rule = rule


def invite_guest(host: Organisation, guest: Organisation, *, message: str, by: Doer) -> StandShare:
    """Return the invitation of an organisation of the same edition to an exhibitor's stand.

    Raises ShareRefusal and TooLong.
    """
    said = check_line(message, bounds.TEXT_LENGTH)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=host.pk)
        exhibits = Exhibitor.objects.filter(organisation=host).first()
        rule = _find_hindrance(exhibits, host, guest)
        if rule is not None or exhibits is None:
            raise ShareRefusal(rule or ShareRule.NO_STAND)
        made = StandShare.objects.create(host=exhibits, guest=guest, message=said)
        _record("invite_guest", made, guest, by=by)
        _tell(made, guest, "invited", by=by)
    return made


def _find_hindrance(
    exhibits: Exhibitor | None, host: Organisation, guest: Organisation
) -> ShareRule | None:
    if exhibits is None:
        return ShareRule.NO_STAND
    if host.pk == guest.pk or host.edition_id != guest.edition_id:
        return ShareRule.OWN
    if StandShare.objects.filter(guest=host, state=ShareState.ACCEPTED).exists():
        return ShareRule.IS_GUEST
    if Exhibitor.objects.filter(organisation=guest).exists():
        return ShareRule.HAS_STAND
    open_ones = StandShare.objects.filter(
        host=exhibits, state__in=(ShareState.INVITED, ShareState.ACCEPTED)
    )
    if open_ones.filter(guest=guest).exists():
        return ShareRule.INVITED
    return ShareRule.TOO_MANY if open_ones.count() >= MOST_GUESTS else None


def answer_invitation(share: StandShare, *, accept: bool, by: Doer) -> None:
    """Accept an invitation, which makes the guest an exhibitor at that stand, or decline it.

    Raises ShareRefusal when it was answered or ended, or the guest has a stand by now.
    """
    try:
        with transaction.atomic():
            now = _lock(share)
            if now.state != ShareState.INVITED:
                raise ShareRefusal(ShareRule.NOT_OPEN)
            guest, host = now.guest, now.host
            if accept and Exhibitor.objects.filter(organisation=guest).exists():
                raise ShareRefusal(ShareRule.HAS_STAND)
            now.state = ShareState.ACCEPTED if accept else ShareState.DECLINED
            now.answered_at = Now()
            now.save(update_fields=["state", "answered_at"])
            if accept:
                Exhibitor.objects.create(
                    organisation=guest, edition_id=guest.edition_id, stand_id=host.stand_id
                )
                ensure_passes(guest, by=by)
            _record("accept_stand" if accept else "decline_stand", now, guest, by=by)
            _tell(now, host.organisation, "accepted" if accept else "declined", by=by)
    except IntegrityError as error:
        raise ShareRefusal(ShareRule.HAS_STAND) from error


def end_sharing(share: StandShare, *, by: Doer) -> None:
    """Take an invitation back, or end the sharing: the guest is no exhibitor any more.

    Raises ShareRefusal when it ended before, or people ask the guest for meetings: the organiser
    then gives it another stand.
    """
    with transaction.atomic():
        now = _lock(share)
        if now.state not in (ShareState.INVITED, ShareState.ACCEPTED):
            raise ShareRefusal(ShareRule.NOT_OPEN)
        if now.state == ShareState.ACCEPTED:
            placed = Exhibitor.objects.filter(organisation=now.guest_id)
            if _is_in_use(now.guest_id):
                raise ShareRefusal(ShareRule.IN_USE)
            placed.delete()
        now.state, now.answered_at = ShareState.ENDED, Now()
        now.save(update_fields=["state", "answered_at"])
        _record("end_sharing", now, now.guest, by=by)
        for one in (now.guest, now.host.organisation):
            _tell(now, one, "ended", by=by)


def _is_in_use(organisation: int) -> bool:
    """Return whether anything refers to the exhibitor, such as requests for meetings."""
    for relation in Exhibitor._meta.related_objects:
        if relation.related_model is not StandShare:
            field = relation.field.name
            rows = relation.related_model._base_manager
            if rows.filter(**{field: organisation}).exists():
                return True
    return False


def _lock(share: StandShare) -> StandShare:
    rows = StandShare.objects.select_for_update(no_key=True, of=("self",))
    found: StandShare = rows.select_related("guest__edition", "host__organisation__edition").get(
        pk=share.pk
    )
    return found


def _record(act: str, share: StandShare, guest: Organisation, *, by: Doer) -> None:
    record_change(
        act,
        share,
        by=by,
        edition=guest.edition,
        after={"host": share.host_id, "guest": guest.pk, "state": str(share.state)},
    )


def _tell(share: StandShare, whom: Organisation, act: str, *, by: Doer) -> None:
    """Tell those who manage an organisation, but for who did it."""
    doer = by.account.person_id if by.account is not None else None
    drafts = [
        Draft(
            key=f"share:{share.pk}:{act}",
            person=one,
            template="stand_share",
            context={
                "act": act,
                "host": share.host.organisation.name,
                "guest": share.guest.name,
                "words": share.message if act == "invited" else "",
                "fair": whom.edition.name,
            },
            link=reverse("desk:sharing", args=(whom.edition.code,)),
        )
        for one in list_managing([whom.pk]).get(whom.pk, ())
        if one.pk != doer
    ]
    queue_messages(drafts, edition=whom.edition, purpose="team")
