"""The mail with a code: sent at once, in the reader's language."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.sign_in_codes import LIFETIME


class MailNotSent(Exception):
    """The mail server did not take the mail."""


def write_code_mail(address: str, code: str, *, edition: Edition | None) -> EmailMessage:
    """Return the mail with a code, in the language that is active: text alone, without a link."""
    fair = str(edition) if edition is not None else "Fairlead"
    subject = _("%(code)s is your code: %(fair)s") % {"code": code, "fair": fair}
    minutes = int(LIFETIME.total_seconds()) // 60
    lines = (
        _("Your code to sign in: %s") % code,
        _("It is valid for %d minutes, once, in the browser that asked for it.") % minutes,
        _("Nobody of the fair will ask you for it. If you did not ask for a code, do nothing."),
        fair,
    )
    return EmailMessage(" ".join(subject.split()), "\n\n".join(lines) + "\n", to=[address])


def send_code(address: str, code: str, *, edition: Edition | None) -> None:
    """Send a code; raises MailNotSent."""
    try:
        write_code_mail(address, code, edition=edition).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        raise MailNotSent from error
