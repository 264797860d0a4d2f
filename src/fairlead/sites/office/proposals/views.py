"""Calls for sessions, what was proposed, what reviewers say, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.congress.models import SessionKind
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.find_account import find_account
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import Act
from fairlead.apps.proposals.domain.decide_proposals import decide_proposals
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.domain.set_up_call import CallText, set_reviewers, set_up_call
from fairlead.apps.proposals.models import Call, Proposal, ProposalState
from fairlead.apps.proposals.queries.reviewing import list_review_summaries, weigh
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.reading import UnreadableField, read_languages, read_moment
from fairlead.ui.formats import name_zone
from fairlead.ui.forms.lengths import check_length, check_line
from fairlead.ui.serving import TEXTS_BYTES, accept_body

# What a button of a decision says.
_DECISIONS = {
    ProposalState.ACCEPTED: gettext_lazy("Accept"),
    ProposalState.WAITING: gettext_lazy("Onto the waiting list"),
    ProposalState.REJECTED: gettext_lazy("Decline"),
}
_MOST_LINES, _MOST_REVIEWERS = 50, 200


@never_cache
@require_safe
@admit(Act.EDIT_PROGRAMME)
def show_calls(request: OfficeRequest) -> HttpResponse:
    """Show the calls with how many proposals each has."""
    edition = request.edition
    seen = ~Q(proposals__state=ProposalState.DRAFT)
    calls = Call.objects.filter(edition=edition).annotate(many=Count("proposals", filter=seen))
    return show_page(request, "calls", {"edition": edition, "calls": calls, "zone": edition.zone})


@never_cache
@accept_body(TEXTS_BYTES)
@admit(Act.EDIT_PROGRAMME)
def edit_call(request: OfficeRequest, call: str = "") -> HttpResponse:
    """Show the form of a call, and save what was submitted."""
    edition = request.edition
    held = get_object_or_404(Call, edition=edition, code=call) if call else None
    error = ""
    if request.method == "POST":
        by = Doer(request.user)
        try:
            accounts = _read_reviewers(request.POST)
            made = set_up_call(edition, _read(edition, request.POST), held=held, by=by)
        except (Refusal, UnreadableField) as refused:
            error = str(refused)
        else:
            set_reviewers(made, accounts, by=by)
            messages.success(request, _("Saved."))
            return redirect("office:call", edition.code, made.code)
    context = {
        "edition": edition,
        "call": held,
        "error": error,
        "given": _describe(request, held),
        "kinds": SessionKind.choices,
        "zone_name": name_zone(edition.zone, edition.first_day),
    }
    return show_page(request, "call", context, status=400 if error else 200)


def _read(edition: Edition, given: Any) -> CallText:
    opens_at = read_moment(edition, given, "opens_at")
    closes_at = read_moment(edition, given, "closes_at")
    if opens_at is None or closes_at is None:
        raise UnreadableField(_("Please say from when to when it is open."))
    questions = []
    for text in _read_lines(edition, given, "questions"):
        bare = LocalizedText({tag: said.rstrip("* ") for tag, said in text.items()})
        if bare:
            questions.append((bare, next(iter(text.values())).endswith("*")))
    return CallText(
        title=read_languages(edition, given, "title"),
        text=read_languages(edition, given, "text", long=True),
        kinds=[kind for kind in SessionKind.values if kind in given.getlist("kinds")],
        opens_at=opens_at,
        closes_at=closes_at,
        questions=questions,
        criteria=_read_lines(edition, given, "criteria"),
    )


def _read_lines(edition: Edition, given: Mapping[str, str], name: str) -> list[LocalizedText]:
    """Return texts of which each language has a line, in the same order.

    An empty line is a text that a language lacks; one that all lack is no text. Raises
    UnreadableField.
    """
    columns = [
        [
            check_line(line, bounds.TEXT_LENGTH)
            for line in given.get(f"{name}_{tag}", "").splitlines()
        ]
        for tag in edition.languages
    ]
    rows = zip_longest(*columns, fillvalue="")
    texts = [LocalizedText(zip(edition.languages, row, strict=True)) for row in rows]
    found = [one for one in texts if one]
    _check_count(found, _MOST_LINES)
    return found


def _check_count(said: Sized, most: int) -> None:
    if len(said) > most:
        raise UnreadableField(_("Expected at most %d lines.") % most)


def _read_reviewers(given: Mapping[str, str]) -> list[Account]:
    said = given.get("reviewers", "").replace(",", " ").replace(";", " ").split()
    _check_count(said, _MOST_REVIEWERS)
    found = []
    for address in said:
        account = find_account(address)
        if account is None:
            words = _(
                "Nobody has an account with the address %(address)s: ask them to sign in once."
            )
            raise UnreadableField(words % {"address": address[:80]})
        found.append(account)
    return found


def _describe(request: OfficeRequest, held: Call | None) -> dict[str, Any]:
    """Return the form's fields: as they were sent, or as they are kept."""
    edition, sent = request.edition, request.POST if request.method == "POST" else None

    def find(name: str, kept: str) -> str:
        return sent.get(name, "") if sent is not None else kept

    def write(moment: Any) -> str:
        return moment.astimezone(edition.zone).strftime("%Y-%m-%dT%H:%M") if moment else ""

    questions = list(held.questions.all()) if held else []
    criteria = list(held.criteria.all()) if held else []
    return {
        "texts": [
            {
                "tag": tag,
                "title": find(f"title_{tag}", held.title.get(tag, "") if held else ""),
                "text": find(f"text_{tag}", held.text.get(tag, "") if held else ""),
                "questions": find(
                    f"questions_{tag}",
                    "\n".join(
                        f"{said} *" if (said := one.text.get(tag, "")) and one.required else said
                        for one in questions
                    ),
                ),
                "criteria": find(
                    f"criteria_{tag}", "\n".join(one.name.get(tag, "") for one in criteria)
                ),
            }
            for tag in edition.languages
        ],
        "kinds": sent.getlist("kinds") if sent is not None else (held.kinds if held else []),
        "opens_at": find("opens_at", write(held.opens_at) if held else ""),
        "closes_at": find("closes_at", write(held.closes_at) if held else ""),
        "reviewers": find(
            "reviewers",
            "\n".join(held.reviewers.values_list("account__email", flat=True)) if held else "",
        ),
    }


@never_cache
@require_safe
@admit(Act.EDIT_PROGRAMME)
def show_submitted(request: OfficeRequest, call: str) -> HttpResponse:
    """Show what was proposed with means, spreads and how many reviewed, the best first."""
    found = get_object_or_404(Call, edition=request.edition, code=call)
    state = request.GET.get("state", "")
    states = (state,) if state in ProposalState.values else ()
    context = {
        "edition": request.edition,
        "call": found,
        "opinions": list_review_summaries(found, states=states),
        "state": state,
        "states": [one for one in ProposalState.choices if one[0] != ProposalState.DRAFT],
        "decisions": [(one.value, said) for one, said in _DECISIONS.items()],
    }
    return show_page(request, "submitted", context)


@never_cache
@require_safe
@admit(Act.EDIT_PROGRAMME)
def show_one(request: OfficeRequest, call: str, proposal: str) -> HttpResponse:
    """Show a proposal with all that was said of it."""
    rows = Proposal.objects.exclude(state=ProposalState.DRAFT).select_related("account__person")
    found = get_object_or_404(rows, edition=request.edition, call__code=call, code=proposal)
    reviews = list(found.reviews.select_related("account").order_by("given_at"))
    names = {str(one.position): one.name for one in found.call.criteria.all()}
    context = {
        "edition": request.edition,
        "call": found.call,
        "opinion": weigh(found, reviews),
        "proposal": found,
        "speakers": found.speakers.all(),
        "answers": [
            (one, found.answers.get(str(one.position), "")) for one in found.call.questions.all()
        ],
        "reviews": [
            (one, [(names[place], score) for place, score in one.scores.items() if place in names])
            for one in reviews
        ],
        "decisions": [(one.value, said) for one, said in _DECISIONS.items()],
    }
    return show_page(request, "submission", context)


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def decide(request: OfficeRequest, call: str) -> HttpResponse:
    """Decide the proposals that are marked, all or none, with words to their authors."""
    found = get_object_or_404(Call, edition=request.edition, code=call)
    given, state = request.POST, request.POST.get("state", "")
    chosen = list(found.proposals.filter(code__in=given.getlist("proposal")))
    if not chosen or state not in [str(one) for one in _DECISIONS]:
        messages.error(request, _("Please mark proposals and choose a decision."))
        return redirect("office:submitted", request.edition.code, found.code)
    words = check_length(given.get("words", ""), bounds.MESSAGE_LENGTH)
    try:
        decided = decide_proposals(chosen, ProposalState(state), words=words, by=Doer(request.user))
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext(
            "%(many)d proposal is decided; its author is told.",
            "%(many)d proposals are decided; their authors are told.",
            decided,
        )
        messages.success(request, said % {"many": decided})
    return redirect("office:submitted", request.edition.code, found.code)
