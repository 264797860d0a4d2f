"""What waits for a decision in an edition's office, of all that one may decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.congress.models import Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.row_count import RowCount
from fairlead.apps.messages.models import MailState
from fairlead.apps.messages.queries.outbox import list_outbox
from fairlead.apps.people.models import Account, Participation, ParticipationState
from fairlead.apps.people.models.participations import GONE
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.practices.models import PracticeState
from fairlead.apps.practices.queries.own import list_all
from fairlead.apps.proposals.models import Proposal, ProposalState
from fairlead.apps.screening.models import HitState
from fairlead.apps.screening.queries.hits import list_hits
from fairlead.apps.trade.queries.own_pages import list_proposals


@dataclass(frozen=True, slots=True)
class _Kind:
    """What may wait: what it is called, its page with what to ask of it, its rows, who decides."""

    words: str
    page: str
    rows: QuerySet[Any]
    acts: tuple[Act, ...]
    query: str = ""


def list_waiting(account: Account, edition: Edition) -> list[tuple[str, str, int]]:
    """Return what waits for the account: what it is, where it is decided, how much; a query."""
    kinds = [
        kind
        for kind in _list_kinds(edition)
        if all(may(account, act, edition=edition) for act in kind.acts)
    ]
    if not kinds:
        return []
    counts = map(RowCount, (kind.rows for kind in kinds))
    counted = Edition.objects.filter(pk=edition.pk).values_list(*counts).get()
    return [
        (kind.words, reverse(f"office:{kind.page}", args=(edition.code,)) + kind.query, count)
        for kind, count in zip(kinds, counted, strict=True)
        if count
    ]


def _list_kinds(edition: Edition) -> Iterator[_Kind]:
    registered, waiting = ParticipationState.REGISTERED, PracticeState.WAITING
    coming = Participation.objects.filter(edition=edition, state=registered)
    submitted = Proposal.objects.filter(call__edition=edition, state=ProposalState.SUBMITTED)
    yield _Kind(
        _("Registrations to decide"),
        "registrations",
        coming,
        (Act.DECIDE_REGISTRATIONS,),
        f"?state={registered}",
    )
    yield _Kind(_("Texts to look at"), "moderation", list_proposals(edition), (Act.MODERATE,))
    yield _Kind(
        _("Practices to look at"),
        "practices",
        list_all(edition, state=waiting),
        (Act.MODERATE, Act.SEE_PROJECTS),
        f"?state={waiting}",
    )
    yield _Kind(_("Proposals to decide"), "calls", submitted, (Act.EDIT_PROGRAMME,))
    gone = Speaker.objects.filter(session__edition=edition, participation__state__in=GONE)
    missed = gone.filter(session__cancelled=False)
    words = _("Speakers who do not take part any more")
    yield _Kind(words, "programme", missed, (Act.EDIT_PROGRAMME,))
    yield _Kind(
        _("Screening hits to decide"),
        "screening",
        list_hits(edition, state=HitState.OPEN),
        (Act.DECIDE_SCREENING,),
        f"?state={HitState.OPEN}",
    )
    for state, words in (
        (MailState.HELD, _("Mails held for you to send")),
        (MailState.DOUBTFUL, _("Mails that may have arrived")),
        (MailState.FAILED, _("Mails not delivered")),
    ):
        rows = list_outbox(edition, state=state)
        yield _Kind(words, "outbox", rows, (Act.SEND_MESSAGES,), f"?state={state}")
