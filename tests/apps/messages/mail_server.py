"""A real mail server in this process, which takes, refuses and puts off as it is told."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.test import override_settings

GONE = "the connection ends without an answer"


class Mailbox:
    """What the server has taken; ``answers`` are what it says of an address, the next first.

    ``offer_answers`` are what it says of the next mails before it has read what they say;
    ``most_a_connection`` is after how many mails it ends a connection.
    """

    def __init__(self) -> None:
        """Begin with nothing taken."""
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, list[str]] = {}
        self.data_answers: list[str] = []
        self.offer_answers: list[str] = []
        self.most_a_connection = 0

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Take a sender, unless the connection had enough mails."""
        session.mails = getattr(session, "mails", 0) + 1
        if 0 < self.most_a_connection < session.mails:
            return "421 4.7.0 too many mails over this connection"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  the server's name for it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Take a recipient, or say what was told."""
        said = self.answers.get(address, [])
        if said:
            return said.pop(0) if len(said) > 1 else said[0]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, or say what was told."""
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer not in (GONE, "250 OK"):
            return answer
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.extend(envelope.rcpt_tos)
        if answer == GONE:
            server.transport.abort()
        return "250 OK"


class _Server(SMTP):
    """A server that may refuse a mail before its content."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """Say what was told, or go on."""
        if self.event_handler.offer_answers:
            await self.push(self.event_handler.offer_answers.pop(0))
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        """Return a server for a connection."""
        return _Server(self.handler, **self.SMTP_kwargs)


@contextmanager
def serve_mail(mailbox: Mailbox, *, port: int = 0) -> Iterator[int]:
    """Run the server, have mail sent to it, and yield its port."""
    controller = _Controller(mailbox, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    try:
        with use_server(controller.port):
            yield controller.port
    finally:
        controller.stop()


def use_server(port: int) -> override_settings:
    """Return settings that send mail to a port of this machine."""
    return override_settings(
        EMAIL_BACKEND="fairlead.apps.messages.mail_smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_HOST_USER="",
        EMAIL_HOST_PASSWORD="",
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        EMAIL_TIMEOUT=10,
        FAIRLEAD_SITE_URL="https://fair.example.org",
        DEFAULT_FROM_EMAIL="Fair <fair@example.org>",
    )


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
