"""The mail with a code: sent at once, in the reader's language."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.sign_in_codes import LIFETIME, LONG_LIFETIME


class MailNotSent(Exception):
    """The mail server did not take the mail."""


def write_code_mail(
    address: str, code: str, *, edition: Edition | None, is_long: bool = False
) -> EmailMessage:
    """Return the mail with a code, in the language that is active: text alone, without a link."""
    fair = str(edition) if edition is not None else "Fairlead"
    subject = _("%(code)s is your code: %(fair)s") % {"code": code, "fair": fair}
    minutes = int((LONG_LIFETIME if is_long else LIFETIME).total_seconds()) // 60
    valid = (
        _("It is valid for %d minutes, once.")
        if is_long
        else _("It is valid for %d minutes, once, in the browser that asked for it.")
    )
    lines = (
        _("Your code to sign in: %s") % code,
        valid % minutes,
        _("Nobody of the fair will ask you for it. If you did not ask for a code, do nothing."),
        fair,
    )
    return EmailMessage(" ".join(subject.split()), "\n\n".join(lines) + "\n", to=[address])


def send_code(address: str, code: str, *, edition: Edition | None, is_long: bool = False) -> None:
    """Send a code; raises MailNotSent."""
    try:
        write_code_mail(address, code, edition=edition, is_long=is_long).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        raise MailNotSent from error
