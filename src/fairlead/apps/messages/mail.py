"""A message as mail: plain text and simple HTML, with the ways out that mail programs know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from html import escape

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.messages.models import MailRules, Message
from fairlead.apps.messages.purposes import PURPOSES, Purpose
from fairlead.apps.messages.words import clean_line
from fairlead.folder.language_tags import direction
from fairlead.ui.language_path import change_language
from fairlead.ui.text_language import split_path

_SALT = "fairlead.apps.messages.unsubscribe"
_OWN_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mail says: subject, text, and the same as HTML."""

    subject: str
    text: str
    html: str


def make_token(person: int, purpose: str) -> str:
    """Return what in a link stands for a person's leaving the mails of a purpose."""
    return signing.Signer(salt=_SALT).sign(f"{person}-{purpose}")


def read_token(token: str) -> tuple[int, Purpose]:
    """Return person and purpose of a token; raises ValueError for one that is not ours.

    It holds for ever: a mail is left from whenever it is read.
    """
    try:
        person, _dash, purpose = signing.Signer(salt=_SALT).unsign(token).partition("-")
        return int(person), PURPOSES[purpose]
    except (signing.BadSignature, KeyError, ValueError):
        raise ValueError("Expected a token that was made here.") from None


def build_site_address(path: str) -> str:
    """Return the whole address of a page of this site."""
    return f"{settings.FAIRLEAD_SITE_URL}{path}"


def word_mail(messages: Sequence[Message]) -> Wording:
    """Return the wording of the mail of a message, or of the digest of several.

    It is in the language of the first; all are of one person.
    """
    first = messages[0]
    with translation.override(first.language):
        subject, parts = first.subject, [_with_link(message) for message in messages]
        if len(messages) > 1:
            count = len(messages)
            subject = ngettext("%d message for you", "%d messages for you", count) % count
            parts = [
                f"{message.subject}\n\n{part}"
                for message, part in zip(messages, parts, strict=True)
            ]
        text = "\n\n* * *\n\n".join(parts)
        purpose, links = PURPOSES.get(first.purpose), ""
        if first.person_id and purpose is not None and not purpose.needed:
            links = _("No more mails like this: %s") % unsubscribe_address(first)
        whole = "\n\n-- \n".join(part for part in (text, links) if part)
        return Wording(subject, whole, write_html(text, links, language=first.language))


def _with_link(message: Message) -> str:
    if not message.link:
        return message.body
    # Written where somebody of another language did what it tells.
    link = change_language(message.link, message.language, texts=split_path(message.link)[0])
    return f"{message.body}\n\n{build_site_address(link)}"


def unsubscribe_address(message: Message) -> str:
    """Return the address at which mails of the message's purpose are left by its person."""
    token = make_token(message.person_id or 0, message.purpose)
    return build_site_address(reverse("unsubscribe", args=(token,)))


def write_html(text: str, links: str, *, language: str) -> str:
    """Return a text as HTML: paragraphs, and links to this site only.

    What strangers wrote is in the text as well, so any other address stays plain.
    """
    paragraphs = "".join(
        f"<p>{_link_own(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()
    )
    foot = f'<p style="color:#666;font-size:small">{_link_own(links)}</p>' if links else ""
    runs = direction(language)
    return (
        f'<!doctype html><html lang="{escape(language)}" dir="{runs}"><head><meta charset="utf-8">'
        f'</head><body style="font-family:sans-serif;max-width:40em">{paragraphs}{foot}'
        "</body></html>"
    )


def _link_own(text: str) -> str:
    pieces, last = [], 0
    for found in _OWN_LINK.finditer(text):
        address = found[0].rstrip(".,;:!?)")
        if not address.startswith(f"{settings.FAIRLEAD_SITE_URL}/"):
            continue
        pieces.append(escape(text[last : found.start()]))
        pieces.append(f'<a href="{escape(address)}">{escape(address)}</a>')
        last = found.start() + len(address)
    pieces.append(escape(text[last:]))
    return "".join(pieces).replace("\n", "<br>")


def write_mail(
    messages: Sequence[Message],
    address: str,
    *,
    rules: MailRules | None,
    server: BaseEmailBackend | None = None,
) -> EmailMultiAlternatives:
    """Return the mail of a message, or of the digest of several, to an address.

    No name is in its headers but the organiser's own word for the sender. Its Message-ID is the
    message's, so that a second copy can be known as one.
    """
    first, wording = messages[0], word_mail(messages)
    sender = settings.DEFAULT_FROM_EMAIL
    if rules is not None and rules.sender_name:
        sender = formataddr((clean_line(rules.sender_name), parseaddr(sender)[1]))
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{first.uid}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": first.language,
    }
    purpose = PURPOSES.get(first.purpose)
    if first.person_id and purpose is not None and not purpose.needed:
        with translation.override(first.language):
            headers["List-Unsubscribe"] = f"<{unsubscribe_address(first)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=wording.subject,
        body=wording.text,
        from_email=sender,
        to=[address],
        reply_to=[rules.reply_to] if rules is not None and rules.reply_to else None,
        headers=headers,
        connection=server,
    )
    mail.attach_alternative(wording.html, "text/html")
    _add_calendars(mail, messages)
    return mail


_METHOD = re.compile(r"^METHOD:(REQUEST|CANCEL)\r?$", re.MULTILINE)


def _add_calendars(mail: EmailMultiAlternatives, messages: Sequence[Message]) -> None:
    """Add what calendars are to do: of one message as a form of it, of a digest as files.

    The method stands in the type too: without it programs show a file and offer nothing.
    """
    for number, message in enumerate(messages, 1):
        method = _METHOD.search(message.calendar)
        if method is None:
            continue
        kind = f"text/calendar; method={method[1]}"
        if len(messages) == 1:
            mail.attach_alternative(message.calendar, kind)
        else:
            mail.attach(f"meeting-{number}.ics", message.calendar, kind)
