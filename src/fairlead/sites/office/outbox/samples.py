"""Samples of mails: each kind in each language, as it would go out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.mail import write_mail
from fairlead.apps.messages.models import MailRules, Message
from fairlead.apps.messages.purposes import PURPOSES
from fairlead.apps.messages.words import choose_language
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.outbox.kinds import KINDS, MailKind
from fairlead.ui.formats import name_language
from fairlead.ui.framing import allow_own_frame, allow_to_be_framed
from fairlead.ui.text_language import write_in

# Of nobody: the way out of such mails, which the sample shows, leads nowhere.
_NOBODY = -1
_DIGEST, _IN_A_DIGEST = "digest", 3


@dataclass(frozen=True, slots=True)
class SampleMail:
    """A mail as it would go out."""

    subject: str
    sender: str
    answers_to: str
    text: str
    html: str
    left_by: str


@never_cache
@admit(Act.SEND_MESSAGES)
def show_sample(request: OfficeRequest) -> HttpResponse:
    """Show a kind of mail in a language of the edition: subject, text, and the HTML in a frame."""
    edition = request.edition
    kind, language = _read_kind(request), _read_language(request)
    shown = write_sample(edition, kind, language)
    context = {
        "edition": edition,
        "kinds": [(one.name, one.words) for one in KINDS],
        "kind": kind,
        "digest": _DIGEST,
        "languages": [(tag, name_language(tag.partition("-")[0])) for tag in _list(edition)],
        "language": language,
        "unspoken": [
            (name_language(tag.partition("-")[0]), choose_language([tag], edition.languages))
            for tag in edition.languages
            if choose_language([tag], edition.languages).partition("-")[0] != tag.partition("-")[0]
        ],
        "shown": shown,
    }
    return allow_own_frame(show_page(request, "mail_sample", context))


@never_cache
@admit(Act.SEND_MESSAGES)
def show_html(request: OfficeRequest) -> HttpResponse:
    """Return the HTML of a sample as mail programs get it; it runs and loads nothing."""
    shown = write_sample(request.edition, _read_kind(request), _read_language(request))
    if not shown.html:
        raise Http404
    return allow_to_be_framed(HttpResponse(shown.html))


def write_sample(edition: Edition, kind: MailKind | None, language: str) -> SampleMail:
    """Return the sample of a kind, or of a digest, in a language."""
    with write_in(language):
        wanted = [kind] if kind is not None else _list_gathered()
        made = [(one, one.make(edition, language)) for one in wanted]
        if kind is not None and PURPOSES[kind.purpose].secret:
            sample = made[0][1]
            return SampleMail(sample.subject, "", "", sample.body, "", "")
        messages = [
            Message(
                person_id=_NOBODY,
                edition=edition,
                purpose=one.purpose,
                language=language,
                subject=sample.subject,
                body=sample.body,
                link=sample.link,
            )
            for one, sample in made
        ]
        rules = MailRules.objects.filter(edition=edition).first()
        mail = write_mail(messages, "sample-person-001@example.org", rules=rules)
    html = next(str(part) for part, form in mail.alternatives if form == "text/html")
    return SampleMail(
        str(mail.subject),
        mail.from_email,
        ", ".join(mail.reply_to),
        str(mail.body),
        html,
        mail.extra_headers.get("List-Unsubscribe", ""),
    )


def _list_gathered() -> list[MailKind]:
    """Return some of the kinds that are gathered in one mail a day."""
    return [one for one in KINDS if PURPOSES[one.purpose].gathered][:_IN_A_DIGEST]


def _list(edition: Edition) -> list[str]:
    """Return the languages in which the edition's mails are written."""
    spoken = (choose_language([tag], edition.languages) for tag in edition.languages)
    return list(dict.fromkeys(spoken))


def _read_kind(request: OfficeRequest) -> MailKind | None:
    """Return the kind that is asked for, the first without one, None for a digest."""
    asked = request.GET.get("kind", KINDS[0].name)
    if asked == _DIGEST:
        return None
    for one in KINDS:
        if one.name == asked:
            return one
    raise Http404


def _read_language(request: OfficeRequest) -> str:
    spoken = _list(request.edition)
    asked = request.GET.get("language", spoken[0])
    if asked not in spoken:
        raise Http404
    return asked
