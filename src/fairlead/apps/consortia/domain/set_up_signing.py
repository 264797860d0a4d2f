"""Setting up a signing in the programme, its signatories, and releasing it to the press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.congress.models import Session, SessionKind
from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.cooperation.domain.refuse_screened_project import refuse_screened_project
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.screening.domain.screen_parties import Party, find_blocks, refuse_blocked
from fairlead.apps.screening.models import PartyKind
from fairlead.folder.localized_text import LocalizedText

MOST_SIGNATORIES = 60


def set_up_signing(
    session: Session,
    *,
    title: LocalizedText,
    signatories: Sequence[Signatory],
    project: Project | None,
    press: LocalizedText,
    by: Doer,
    held: Signing | None = None,
) -> Signing:
    """Return the signing in a session of the programme, with its signatories in their order.

    The session becomes one of kind "signing": room and hour are its own. Raises Refusal without
    two parties, for a session of another signing, and for one that is released: what the press
    was told stays.
    """
    if len({one.party for one in signatories}) < 2:
        raise Refusal(_("Expected two parties at least, each with its signatory."))
    if len(signatories) > MOST_SIGNATORIES:
        raise Refusal(_("Expected at most %(most)d signatories.") % {"most": MOST_SIGNATORIES})
    made = held or Signing(edition=session.edition, code=session.code)
    if made.released_at is not None:
        raise Refusal(_("This signing is released: take the release back first."))
    made.session, made.title, made.project, made.press = session, title, project, press
    try:
        with transaction.atomic():
            made.save()
            if session.kind != SessionKind.SIGNING:
                Session.objects.filter(pk=session.pk).update(kind=SessionKind.SIGNING)
            made.signatories.all().delete()
            for place, one in enumerate(signatories, 1):
                one.signing, one.position = made, place
            Signatory.objects.bulk_create(signatories)
            record_change(
                "set_up_signing",
                made,
                by=by,
                edition=session.edition,
                after={"session": session.code, "signatories": _describe(signatories)},
            )
    except IntegrityError as error:
        if "session" not in str(error) and "signing_code" not in str(error):
            raise
        raise Refusal(_("There is a signing in this session already.")) from None
    # Those who decide learn of it at once; the release waits for them.
    find_blocks(session.edition, describe_signatories(made.signatories.select_related("signing")))
    return made


def _describe(signatories: Sequence[Signatory]) -> list[dict[str, Any]]:
    return [{"party": dict(one.party), "person": dict(one.person)} for one in signatories]


def describe_signatories(rows: Iterable[Signatory]) -> list[Party]:
    """Return who signs, and for whom, in all languages, as lists of restricted parties may."""
    return [
        Party(
            PartyKind.SIGNATORY,
            f"{one.signing.code[:58]}.{one.position}",
            tuple(dict.fromkeys((*one.person.values(), *one.party.values()))),
        )
        for one in rows
    ]


def release_signing(signing: Signing, *, release: bool, by: Doer) -> Signing:
    """Show the page for the press, or show it no more; a second press changes nothing.

    Raises Refusal where a list may name who signs, a party or the project, until somebody has
    decided about it.
    """
    if release:
        if signing.project is not None:
            refuse_screened_project(signing.project)
        signatories = signing.signatories.select_related("signing")
        refuse_blocked(signing.edition, describe_signatories(signatories))
    with transaction.atomic():
        held = Signing.objects.select_for_update(of=("self",)).get(pk=signing.pk)
        if (held.released_at is not None) != release:
            held.released_at = timezone.now() if release else None
            held.save(update_fields=("released_at",))
            act = "release_signing" if release else "take_back_signing"
            record_change(act, held, by=by, edition=signing.edition)
    return held
