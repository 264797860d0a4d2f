"""Proposing sessions and reviewing proposals: for anyone who is signed in, taking part or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.models import Level, Session, SessionKind
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Account
from fairlead.apps.proposals.domain.propose import (
    ProposalText,
    answer_as_speaker,
    ask_speaker,
    drop_speaker,
    save_proposal,
    submit_proposal,
    withdraw_proposal,
)
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.domain.review_proposal import declare_conflict, review_proposal
from fairlead.apps.proposals.models import (
    EDITABLE,
    HIGHEST,
    Call,
    Proposal,
    ProposalSpeaker,
    ProposalState,
    Reviewer,
)
from fairlead.apps.proposals.queries.reviewing import (
    find_to_review,
    is_reviewer,
    list_to_review,
)
from fairlead.folder import bounds
from fairlead.sites.public.frame import build_frame
from fairlead.sites.reading import UnreadableField, read_languages, read_number, read_text
from fairlead.ui.formats import name_language, name_zone
from fairlead.ui.forms.lengths import TextTooLong, check_length
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import TEXTS_BYTES, accept_body
from fairlead.ui.spoken import order_for_reader

_ANSWER = 2000  # characters of an answer and of a reviewer's comment
_MINUTES = 60  # where a proposal says no length


class SignedInRequest(HttpRequest):
    """A request of somebody signed in, at an edition."""

    user: Account
    edition: Edition


def admit_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Return the view of an edition for anybody who is signed in; others are asked to."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        edition = get_object_or_404(Edition.objects.with_stamps(), code=code)
        if not request.user.is_authenticated:
            way = request.get_full_path() if request.method == "GET" else _find_home(code)
            return redirect_to_login(way, reverse("account_login"))
        admitted = cast("SignedInRequest", request)
        admitted.edition = edition
        return view(admitted, **kwargs)

    return guarded


def _find_home(code: str) -> str:
    return reverse("desk:proposals", args=(code,))


def _show(
    request: SignedInRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    page = build_frame(request, edition=request.edition, section="programme")
    return render(
        request,
        f"desk/{template}.html",
        {**context, "page": page, "zone": request.edition.zone},
        status=status,
    )


@never_cache
@admit_signed_in
def show_proposals(request: SignedInRequest) -> HttpResponse:
    """Show the calls that are open, one's own proposals, and the calls that one reviews."""
    edition, now = request.edition, timezone.now()
    calls = Call.objects.filter(edition=edition)
    own = Proposal.objects.filter(edition=edition, account=request.user).select_related("call")
    reviews = Reviewer.objects.filter(account=request.user, call__edition=edition)
    context = {
        "calls": [one for one in calls if one.opens_at <= now < one.closes_at],
        "own": own.order_by("-saved_at"),
        "reviews": [one.call for one in reviews.select_related("call")],
        "zone_name": name_zone(edition.zone, edition.first_day),
    }
    return _show(request, "proposals", context)


@never_cache
@accept_body(TEXTS_BYTES)
@admit_signed_in
def new_proposal(request: SignedInRequest, call: str) -> HttpResponse:
    """Show the form of a new proposal, and save what was submitted as a draft."""
    found = get_object_or_404(Call, edition=request.edition, code=call)
    return _edit(request, found, None)


@never_cache
@accept_body(TEXTS_BYTES)
@admit_signed_in
def show_proposal(request: SignedInRequest, proposal: str) -> HttpResponse:
    """Show one's own proposal, with its form while it may be changed."""
    rows = Proposal.objects.select_related("call")
    held = get_object_or_404(rows, edition=request.edition, account=request.user, code=proposal)
    return _edit(request, held.call, held)


def _edit(request: SignedInRequest, call: Call, held: Proposal | None) -> HttpResponse:
    call.edition = request.edition
    error, by = "", Doer(request.user)
    if request.method == "POST":
        try:
            held = save_proposal(call, request.user, _read(request, call), held=held, by=by)
            if request.POST.get("act") == "submit" and held.state != ProposalState.SUBMITTED:
                submit_proposal(held, by=by)
                messages.success(request, _("Your proposal has come in."))
            else:
                messages.success(request, _("Saved."))
        except (Refusal, TextTooLong, UnreadableField) as refused:
            error = str(refused)
        else:
            return redirect("desk:proposal", request.edition.code, held.code)
    state = held.state if held is not None else ProposalState.DRAFT
    editable = call.is_open and state in EDITABLE
    context = {
        "call": call,
        "proposal": held,
        "error": error,
        "editable": editable,
        "given": _describe(request, call, held),
        "kinds": [(kind, SessionKind(kind).label) for kind in call.kinds],
        "levels": Level.choices,
        "languages": [(tag, name_language(tag)) for tag in _list_spoken(request.edition)],
        "speakers": held.speakers.all() if held is not None else (),
        "session": _find_session(held),
        "zone_name": name_zone(request.edition.zone, request.edition.first_day),
    }
    return _show(request, "proposal", context, status=400 if error else 200)


def _find_session(held: Proposal | None) -> Session | None:
    """Return the session that a proposal became, once the programme that holds has it."""
    if held is None or not held.session:
        return None
    rows = Session.objects.filter(edition=held.edition_id, code=held.session)
    return rows.select_related("room").first()


def _list_spoken(edition: Edition) -> list[str]:
    return list(dict.fromkeys(tag.partition("-")[0] for tag in edition.languages))


def _read(request: SignedInRequest, call: Call) -> ProposalText:
    edition, given = request.edition, request.POST
    language = given.get("language", "")
    minutes = read_number(given, "minutes", most=int(bounds.SESSION_MINUTES.high))
    return ProposalText(
        title=read_languages(edition, given, "title"),
        text=read_languages(edition, given, "text", long=True),
        kind=given.get("kind", ""),
        level=given.get("level", ""),
        language=language if language in _list_spoken(edition) else "",
        minutes=minutes or _MINUTES,
        answers={
            str(one.position): check_length(given.get(f"answer_{one.position}", ""), _ANSWER)
            for one in call.questions.all()
        },
    )


def _describe(request: SignedInRequest, call: Call, held: Proposal | None) -> dict[str, Any]:
    """Return the form's fields: as they were sent, or as they are kept."""
    edition, sent = request.edition, request.POST if request.method == "POST" else None
    answers = held.answers if held is not None else {}

    def find(name: str, kept: Any) -> Any:
        return sent.get(name, "") if sent is not None else kept

    texts = [
        (
            tag,
            find(f"title_{tag}", held.title.get(tag, "") if held else ""),
            find(f"text_{tag}", held.text.get(tag, "") if held else ""),
        )
        for tag in order_for_reader(edition.languages)
    ]
    return {
        "texts": texts,
        "more": any(title or text for _tag, title, text in texts[1:]),
        "kind": find("kind", held.kind if held else ""),
        "level": find("level", held.level if held else ""),
        "language": find("language", held.language if held else ""),
        "minutes": find("minutes", held.minutes if held else _MINUTES),
        "answers": [
            (one, find(f"answer_{one.position}", answers.get(str(one.position), "")))
            for one in call.questions.all()
        ],
    }


@accept_body()
@require_POST
@admit_signed_in
def act_on_proposal(request: SignedInRequest, proposal: str) -> HttpResponse:
    """Submit or withdraw one's proposal, ask somebody to speak, or no longer."""
    rows = Proposal.objects.select_related("call")
    held = get_object_or_404(rows, edition=request.edition, account=request.user, code=proposal)
    act, by = request.POST.get("act"), Doer(request.user)
    try:
        if act == "submit":
            submit_proposal(held, by=by)
            messages.success(request, _("Your proposal has come in."))
        elif act == "withdraw":
            withdraw_proposal(held, by=by)
            messages.success(request, _("It is withdrawn."))
        elif act == "ask":
            name = read_text(request.POST, "name")
            ask_speaker(held, name, request.POST.get("email", ""), by=by)
            messages.success(request, _("The speaker is asked by mail."))
        elif act == "drop":
            speaker = get_object_or_404(held.speakers, pk=read_key(request.POST.get("speaker")))
            drop_speaker(speaker, by=by)
        else:
            raise Http404
    except Refusal as refused:
        messages.error(request, str(refused))
    return redirect("desk:proposal", request.edition.code, held.code)


@never_cache
@accept_body()
@admit_signed_in
def speak(request: SignedInRequest, token: str) -> HttpResponse:
    """Show what one is asked to speak at, by the mailed link; a button says whether one comes."""
    rows = ProposalSpeaker.objects.select_related("proposal__edition", "proposal__account__person")
    speaker = get_object_or_404(rows, token=token, proposal__edition=request.edition)
    if request.method == "POST" and request.POST.get("comes") in ("yes", "no"):
        comes = request.POST["comes"] == "yes"
        answer_as_speaker(speaker, request.user, comes=comes, by=Doer(request.user))
        messages.success(request, _("Thank you."))
        return redirect("desk:speak", request.edition.code, token)
    return _show(request, "speak", {"speaker": speaker, "proposal": speaker.proposal})


def _find_call(request: SignedInRequest, code: str) -> Call:
    """Return a call that one reviews; raises Http404 for others."""
    call = get_object_or_404(Call, edition=request.edition, code=code)
    if not is_reviewer(call, request.user):
        raise Http404
    call.edition = request.edition
    return call


@never_cache
@admit_signed_in
def show_reviews(request: SignedInRequest, call: str) -> HttpResponse:
    """Show a reviewer the proposals of a call: those to be reviewed first."""
    found = _find_call(request, call)
    context = {"call": found, "rows": list_to_review(found, request.user)}
    return _show(request, "reviews", context)


@never_cache
@accept_body()
@admit_signed_in
def review(request: SignedInRequest, call: str, proposal: str) -> HttpResponse:
    """Show a proposal to its reviewer, take the scores, then show those of others."""
    found = _find_call(request, call)
    one = find_to_review(found, request.user, proposal)
    if one is None:
        raise Http404
    one.proposal.edition = request.edition
    error, by = "", Doer(request.user)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "conflict":
                declare_conflict(one.proposal, request.user, by=by)
            else:
                review_proposal(
                    one.proposal,
                    request.user,
                    scores={
                        place: _read_score(request.POST.get(f"score_{place}", ""))
                        for place in found.criteria.values_list("position", flat=True)
                    },
                    comment=check_length(request.POST.get("comment", ""), _ANSWER),
                    by=by,
                )
            messages.success(request, _("Saved."))
        except (Refusal, TextTooLong) as refused:
            error = str(refused)
        else:
            return redirect("desk:reviews", request.edition.code, found.code)
    scores = one.own.scores if one.own is not None else {}
    criteria = list(found.criteria.all())
    context = {
        "call": found,
        "one": one,
        "error": error,
        "criteria": [
            (
                criterion,
                request.POST.get(
                    f"score_{criterion.position}", scores.get(str(criterion.position), "")
                ),
            )
            for criterion in criteria
        ],
        "answers": [
            (question, one.proposal.answers.get(str(question.position), ""))
            for question in found.questions.all()
        ],
        "scale": range(HIGHEST + 1),
    }
    return _show(request, "review", context, status=400 if error else 200)


def _read_score(text: str) -> int | None:
    return read_key(text, most=99)
