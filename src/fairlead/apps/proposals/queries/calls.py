"""Who is led to the calls for sessions."""

from __future__ import annotations

from django.db.models import Exists, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Now
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation
from fairlead.apps.proposals.models import Call, Proposal, Reviewer


def may_be_proposed(edition: Edition) -> bool:
    """Return whether a call of an edition is open or will be."""
    return Call.objects.filter(edition=edition, closes_at__gt=timezone.now()).exists()


def note_proposals(
    rows: QuerySet[Participation], *, account: Combinable, edition: Combinable
) -> QuerySet[Participation]:
    """Return the rows, each with ``proposes``: whether calls are of use to the account.

    One is open, or the account proposed something or reviews. No more queries.
    """
    calls = Call.objects.filter(edition=edition, opens_at__lte=Now(), closes_at__gt=Now())
    own = Proposal.objects.filter(edition=edition, account=account)
    reviews = Reviewer.objects.filter(call__edition=edition, account=account)
    return rows.annotate(proposes=Q(Exists(calls) | Exists(own) | Exists(reviews)))
