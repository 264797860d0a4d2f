"""Calls for sessions, what is proposed, and reviews, into the database."""

from __future__ import annotations

import json
from statistics import fmean

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import Column, write_array_column
from fairlead.apps.proposals.models import (
    Call,
    CallQuestion,
    Criterion,
    Proposal,
    ProposalSpeaker,
    Review,
    Reviewer,
    draw_token,
)
from fairlead.apps.transfer.loading.accounts import refer_accounts
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain, lay_out_words
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet


def _lay_out_calls(load: Load) -> dict[str, Column]:
    rows = load.fair.calls
    return {
        "code": rows["id"],
        **load.texts("calls", "title", "text"),
        "kinds": write_array_column(rows["kinds"]),
        **lay_out_plain(rows, "opens_at", "closes_at"),
    }


def _lay_out_questions(load: Load) -> dict[str, Column]:
    rows = load.fair.call_questions
    return {
        "call_id": load.refer(rows["call"], "calls"),
        "position": rows["number"],
        **load.texts("call_questions", "text"),
        "required": rows["required"].is_valid(),
    }


def _lay_out_criteria(load: Load) -> dict[str, Column]:
    rows = load.fair.call_criteria
    return {
        "call_id": load.refer(rows["call"], "calls"),
        "position": rows["number"],
        **load.texts("call_criteria", "name"),
    }


def _lay_out_reviewers(load: Load) -> dict[str, Column]:
    rows = load.fair.call_reviewers
    return {
        "call_id": load.refer(rows["call"], "calls"),
        "account_id": refer_accounts(rows["email"]),
    }


def _lay_out_proposals(load: Load) -> dict[str, Column]:
    rows = load.fair.session_proposals
    return {
        "code": rows["id"],
        "call_id": load.refer(rows["call"], "calls"),
        "account_id": refer_accounts(rows["author"]),
        **load.texts("session_proposals", "title", "text"),
        **lay_out_words(rows, "kind", "level", "language", "words", "session"),
        "answers": pc.fill_null(rows["answers"], "{}"),
        **lay_out_plain(rows, "state", "minutes", "submitted_at", "decided_at", "saved_at"),
    }


def _lay_out_speakers(load: Load) -> dict[str, Column]:
    """Return who was asked; mailed links go on leading where they led."""
    rows = load.fair.proposed_speakers
    held = ProposalSpeaker.objects.filter(proposal__edition=load.edition)
    tokens = {
        (code, email): token
        for code, email, token in held.values_list("proposal__code", "email", "token")
    }
    keys = zip(rows["proposal"].to_pylist(), rows["email"].to_pylist(), strict=True)
    return {
        "proposal_id": load.refer(rows["proposal"], "session_proposals"),
        **lay_out_plain(rows, "email", "name", "state", "asked_at"),
        "account_id": refer_accounts(rows["account"]),
        "token": pa.array([tokens.get(key) or draw_token() for key in keys], pa.string()),
    }


def _lay_out_reviews(load: Load) -> dict[str, Column]:
    rows = load.fair.proposal_reviews
    scored = [json.loads(one) if one else {} for one in rows["scores"].to_pylist()]
    means = [fmean(one.values()) if one else None for one in scored]
    return {
        "proposal_id": load.refer(rows["proposal"], "session_proposals"),
        "account_id": refer_accounts(rows["reviewer"]),
        "scores": pc.fill_null(rows["scores"], "{}"),
        "mean": pa.array(means, pa.float64()),
        **lay_out_words(rows, "comment"),
        "conflicted": rows["conflicted"].is_valid(),
        "given_at": rows["given_at"],
    }


SHEETS = (
    Sheet("calls", Call, ("code",), _lay_out_calls, of_edition=True),
    Sheet("call_questions", CallQuestion, ("call__code", "position"), _lay_out_questions,
          edition="call__edition"),
    Sheet("call_criteria", Criterion, ("call__code", "position"), _lay_out_criteria,
          edition="call__edition"),
    Sheet("call_reviewers", Reviewer, ("call__code", "account__email"), _lay_out_reviewers,
          edition="call__edition"),
    Sheet("session_proposals", Proposal, ("code",), _lay_out_proposals, of_edition=True),
    Sheet("proposed_speakers", ProposalSpeaker, ("proposal__code", "email"), _lay_out_speakers,
          edition="proposal__edition"),
    Sheet("proposal_reviews", Review, ("proposal__code",), _lay_out_reviews,
          edition="proposal__edition", gives_way=True, counts=True),
)  # fmt: skip


def load_proposals(load: Load) -> None:
    """Write calls with what they ask, and proposals with their speakers and reviews."""
    for sheet in SHEETS:
        load_sheet(load, sheet)
