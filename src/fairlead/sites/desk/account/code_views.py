"""Signing in by a code: an address, six digits from the mail, and one is in."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.fairs.find_edition import find_stamped_edition
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.domain.limit_sign_in import (
    TooManyTries,
    count_wrong_code,
    make_account_key,
    note_failure,
)
from fairlead.apps.people.domain.sign_in_codes import (
    MOST_TRIES,
    Answer,
    check_sign_in_code,
    find_long_code,
    make_sign_in_code,
)
from fairlead.apps.people.models import Account, SignInCode
from fairlead.folder.addresses import fold_address
from fairlead.sites.desk.account.devices import remember_device
from fairlead.sites.desk.account.limits import needs_long_code, reserve_for
from fairlead.sites.desk.account.mail import MailNotSent, send_code
from fairlead.ui.forms.fields import read_address
from fairlead.ui.serving import accept_body

# What the browser's session knows of the codes it asked for.
_STATE = "sign_in"
_MOST_CODES = 10
_NOT_DIGITS = re.compile(r"\D")


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and send it a code."""
    way = find_way(request)
    if request.user.is_authenticated:
        return redirect(way or "account_index")
    if request.method != "POST":
        return _show_sign_in(request, way)
    return _ask_for_code(request, way)


def _ask_for_code(request: HttpRequest, way: str) -> HttpResponse:
    """Send a code to the address posted and go to where it is typed, or show the form again.

    The answer is the same whether the address is known, and nobody is told.
    """

    def show_again(**said: Any) -> HttpResponse:
        return _show_sign_in(request, way, **said)

    edition = _find_edition(request.POST.get("edition", ""))
    address = request.POST.get("email", "").strip()
    try:
        address = read_address(address)
    except ValidationError:
        said = _("Please write an e-mail address such as name@example.org.")
        return show_again(error=said, typed=address, status=400)
    return _send(request, address, way, show_again, edition=edition)


def _send(
    request: HttpRequest, address: str, way: str, show_again: Any, *, edition: Edition | None
) -> HttpResponse:
    """Send a code and go to where it is typed.

    Where codes for the address were asked for too often, or many wrong ones were typed in the
    network that asks, a long one is sent, once for all who ask: so strangers can neither fill a
    mailbox, nor guess a code, nor keep its owner from signing in.
    """
    try:
        reserve_for(request, address)
        often = needs_long_code(request, address)
    except TooManyTries:
        often = True
    kept = find_long_code(address) if often else None
    if kept is None:
        kept, code = make_sign_in_code(address, edition=edition, is_long=often)
        try:
            send_code(address, code, edition=edition, is_long=often)
        except MailNotSent:
            kept.delete()
            said = _("The mail could not be sent just now. Please try again in some minutes.")
            return show_again(error=said, typed=address, status=503)
    earlier = _read_state(request).get("codes", [])
    request.session[_STATE] = {
        "codes": [*earlier, kept.pk][-_MOST_CODES:],
        "address": address,
        "way": way,
        "edition": edition.code if edition is not None else "",
        "long": often,
    }
    return redirect("account_confirm_login_code")


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that was sent, and let in who types it."""
    state = _read_state(request)
    if request.user.is_authenticated and not state.get("again"):
        return redirect(state.get("way") or "account_index")
    if not state.get("codes"):
        messages.info(request, _("Please ask for a code first."))
        return redirect("account_login")
    if request.method != "POST":
        return _show_code(request, state)
    typed = _NOT_DIGITS.sub("", _to_ascii_digits(request.POST.get("code", "")))[:20]
    again = request.user.is_authenticated
    if not state.get("long") and needs_long_code(request, state["address"]):
        note_failure(make_account_key(state["address"]))
        said = _explain(Answer.TRIED_TOO_OFTEN, None)
        return _show_code(request, state, error=said, status=400)
    with transaction.atomic():  # a code that is used up has opened its account
        answer, sent = check_sign_in_code(state["codes"], typed)
        right = sent is not None and answer is Answer.RIGHT
        account = open_account(sent.address) if right and sent is not None and not again else None
    if not right or sent is None:
        note_failure(make_account_key(state["address"]))
        if answer in (Answer.WRONG, Answer.TRIED_TOO_OFTEN) and not state.get("long"):
            count_wrong_code(request.META["REMOTE_ADDR"])
        return _show_code(request, state, error=_explain(answer, sent), status=400)
    if account is None:
        return _show_again_who(request, state, sent)
    return _let_in(request, state, sent, account)


def _let_in(
    request: HttpRequest, state: dict[str, Any], sent: SignInCode, account: Account
) -> HttpResponse:
    if not account.is_active:
        said = _("This account was closed. Please write to the fair's office.")
        return _show_code(request, state, error=said, status=403)
    request.session[_STATE] = {"way": state["way"]}  # for a tab that still shows the code's page
    record_authentication(request, account, method="code", email=sent.address)
    way = state["way"] or reverse("account_index")
    response = perform_login(request, Login(user=account, redirect_url=way, email=sent.address))
    remember_device(request, response, make_account_key(sent.address))
    return response


def _show_again_who(request: HttpRequest, state: dict[str, Any], sent: SignInCode) -> HttpResponse:
    """Note that the person has confirmed again that the account is theirs, and go on."""
    del request.session[_STATE]
    account = request.user
    if not isinstance(account, Account) or fold_address(sent.address) != fold_address(
        account.email
    ):
        return redirect("account_index")
    record_authentication(request, account, method="code", email=sent.address, reauthenticated=True)
    query = request.GET.copy()
    query["next"] = state["way"]
    request.GET = query  # type: ignore[assignment]  # where allauth looks for the way back
    resumed: HttpResponse | None = resume_request(request)
    return resumed or redirect("account_index")


@accept_body()
@require_POST
def resend_code(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same address; only that one is right from then on."""
    state = _read_state(request)
    if not state.get("address"):
        return redirect("account_login")
    edition = _find_edition(state.get("edition", ""))

    def show_again(*, error: str, typed: str, status: int = 200) -> HttpResponse:  # noqa: ARG001
        return _show_code(request, state, error=error, status=status)

    again = state.get("again", False)
    response = _send(request, state["address"], state["way"], show_again, edition=edition)
    if response.status_code == 302:
        request.session[_STATE] = request.session[_STATE] | {"again": again}
        if not request.session[_STATE]["long"]:
            messages.success(request, _("A new code is on its way. Only the new one is valid."))
    return response


@accept_body()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_again(request: HttpRequest) -> HttpResponse:
    """Ask who is signed in for a new code, before what keeps the account safe is changed."""
    way = find_way(request)

    def show(*, error: str = "", typed: str = "", status: int = 200) -> HttpResponse:  # noqa: ARG001
        return render(request, "account/again.html", {"error": error, "way": way}, status=status)

    if request.method != "POST":
        return show()
    account = request.user
    assert isinstance(account, Account)  # noqa: S101  the page asks to be signed in
    response = _send(request, account.email, way, show, edition=None)
    if response.status_code == 302:
        request.session[_STATE] = request.session[_STATE] | {"again": True}
    return response


def find_way(request: HttpRequest) -> str:
    """Return where to go after signing in: a page of this site that was asked for, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe and asked.startswith(("/", "http://", "https://")) else ""


def _show_sign_in(
    request: HttpRequest, way: str, *, error: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    providers = [
        (one["name"], f"{reverse('openid_connect_login', args=(one['provider_id'],))}")
        for one in settings.IDENTITY_PROVIDERS
    ]
    context = {
        "error": error,
        "typed": typed,
        "way": way,
        "edition": request.POST.get("edition", ""),
        "providers": providers,
        "query": urlencode({"next": way}) if way else "",
    }
    return render(request, "account/sign_in.html", context, status=status)


def _show_code(
    request: HttpRequest, state: dict[str, Any], *, error: str = "", status: int = 200
) -> HttpResponse:
    edition = _find_edition(state.get("edition", ""))
    context = {
        "error": error,
        "address": state["address"],
        "edition": edition,
        "long": state.get("long", False),
        "query": urlencode({"next": state["way"]}) if state["way"] else "",
    }
    return render(request, "account/code.html", context, status=status)


def _explain(answer: Answer, sent: SignInCode | None) -> str:
    """Return what was wrong with a code, and what to do."""
    if answer is Answer.WRONG and sent is not None and sent.is_long:
        return _("This is not the code that came last. Please look at the mail again.")
    if answer is Answer.WRONG and sent is not None:
        left = MOST_TRIES - sent.tries
        words = ngettext(
            "This is not the code we sent. You have %d more try.",
            "This is not the code we sent. You have %d more tries.",
            left,
        )
        return words % left
    return {
        Answer.EXPIRED: _("This code has expired. Please ask for a new one."),
        Answer.USED: _("This code was used already. Please ask for a new one."),
        Answer.REPLACED: _("A newer code was sent since. Please type that one."),
        Answer.OF_ANOTHER_EDITION: _(
            "This code was sent for another fair. Please type the one that was sent last."
        ),
    }.get(answer, _("Too many wrong codes. Please ask for a new one."))


def _find_edition(code: str) -> Edition | None:
    return find_stamped_edition(code) if code else None


def _read_state(request: HttpRequest) -> dict[str, Any]:
    state = request.session.get(_STATE)
    return state if isinstance(state, dict) else {}


def _to_ascii_digits(text: str) -> str:
    """Return the text with digits of every script as those of ASCII: phones type their own."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in text)
