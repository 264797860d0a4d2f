"""Calls for sessions, what is proposed, and reviews, out of the database."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import ERASED
from fairlead.apps.proposals.models import (
    Call,
    CallQuestion,
    Criterion,
    Proposal,
    ProposalSpeaker,
    Review,
    Reviewer,
)
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.json_kind import write_json


def gather_proposals(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; seven queries."""

    def tell(name: str, rows: QuerySet[Any], **paths: Any) -> pa.Table:
        says = list_columns(name, **paths)
        told = rows.order_by("pk").values_list(*says.values())
        return tabulate(name, list(says), told, edition.languages)

    of_call = {"call": "call__code", "number": "position"}
    return {
        "calls": tell("calls", Call.objects.filter(edition=edition), id="code"),
        "call_questions": tell(
            "call_questions",
            CallQuestion.objects.filter(call__edition=edition),
            required=say_yes("required"),
            **of_call,
        ),
        "call_criteria": tell(
            "call_criteria", Criterion.objects.filter(call__edition=edition), **of_call
        ),
        "call_reviewers": tell(
            "call_reviewers",
            Reviewer.objects.filter(call__edition=edition),
            call="call__code",
            email="account__email",
        ),
        "session_proposals": _gather_proposals(edition),
        "proposed_speakers": tell(
            "proposed_speakers",
            ProposalSpeaker.objects.filter(proposal__edition=edition),
            proposal="proposal__code",
            account="account__email",
        ),
        "proposal_reviews": _gather_reviews(edition),
    }


def _gather_proposals(edition: Edition) -> pa.Table:
    says = list_columns("session_proposals", id="code", call="call__code", author="account__email")
    rows = Proposal.objects.filter(edition=edition).order_by("pk")
    place = list(says).index("answers")
    told = [
        (*row[:place], write_json(row[place]) if row[place] else None, *row[place + 1 :])
        for row in rows.values_list(*says.values())
    ]
    return tabulate("session_proposals", list(says), told, edition.languages)


def _gather_reviews(edition: Edition) -> pa.Table:
    """Return the reviews; those of somebody who was erased say nobody's address."""
    rows = Review.objects.filter(proposal__edition=edition).order_by("pk")
    count: Counter[str] = Counter()
    told = []
    for proposal, address, scores, comment, conflicted, given_at in rows.values_list(
        "proposal__code",
        "account__email",
        "scores",
        "comment",
        "conflicted",
        "given_at",
    ):
        count[proposal] += 1
        told.append((
            proposal,
            count[proposal],
            None if (address or "").endswith(ERASED) else address,
            write_json(scores) if scores else None,
            comment,
            "yes" if conflicted else "",
            given_at,
        ))  # fmt: skip
    columns = ("proposal", "number", "reviewer", "scores", "comment", "conflicted", "given_at")
    return tabulate("proposal_reviews", columns, told, edition.languages)
