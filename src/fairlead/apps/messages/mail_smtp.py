"""Mail over SMTP in two steps: first what can be taken back, then what cannot.

Between the last byte of a mail and the server's answer nobody but the server knows whether it took
the mail. `EmailBackend.offer` stops before that, so that the sender can note that it goes on.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

_TAKEN, _GO_ON, _GOES_AWAY = 250, 354, 421
# RFC 5321, 4.5.3.2.6: a server may check a mail for as long before it answers.
_SECONDS_FOR_THE_ANSWER = 600.0


class NoAnswer(Exception):
    """The server was given a mail and did not answer: it may have taken it."""


class _TwoSteps(smtplib.SMTP):
    """A connection that keeps a mail's content until it is told to give it."""

    content: bytes | None = None
    keeps_content = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Ask whether the server takes the content; `give` sends it."""
        if not self.keeps_content or not isinstance(msg, bytes):
            return super().data(msg)
        self.putcmd("data")
        code, said = self.getreply()
        if code != _GO_ON:
            return code, said  # sendmail then ends the mail at the server, and raises
        end = b".\r\n" if msg.endswith(b"\r\n") else b"\r\n.\r\n"
        self.content = re.sub(rb"(?m)^\.", b"..", msg) + end
        return _TAKEN, b""

    def give(self) -> None:
        """Send the content; raises SMTPDataError where it is refused, NoAnswer without a word."""
        content, self.content = self.content, None
        if content is None or self.sock is None:
            raise smtplib.SMTPServerDisconnected("nothing was offered")
        self.sock.settimeout(_SECONDS_FOR_THE_ANSWER)
        try:
            self.send(content)
            code, said = self.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NoAnswer(f"{type(error).__name__}: {error}") from error
        self.sock.settimeout(self.timeout)
        if code == _TAKEN:
            return
        if code == _GOES_AWAY:
            self.close()
        else:
            with suppress(smtplib.SMTPServerDisconnected):
                self.rset()
        raise smtplib.SMTPDataError(code, said)


class _TwoStepsOverTls(_TwoSteps, smtplib.SMTP_SSL):
    """The same over TLS."""


class EmailBackend(smtp.EmailBackend):
    """Django's, which can offer a mail before it gives it."""

    connection: _TwoSteps | None
    _given = 0

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return what a connection is."""
        return _TwoStepsOverTls if self.use_ssl else _TwoSteps

    def offer(self, mail: EmailMessage) -> Callable[[], None]:
        """Name a mail's sender and recipient to the server; return what gives it the content.

        Raises what ``smtplib`` does where the server refuses one of them. A server that ends a
        connection after so many mails is asked once more over a new one.
        """
        try:
            self._name(mail)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPSenderRefused) as error:
            if not self._given or getattr(error, "smtp_code", _GOES_AWAY) != _GOES_AWAY:
                raise
            self.close()
            self._name(mail)
        return self._give

    def _name(self, mail: EmailMessage) -> None:
        connection = self._connect()
        connection.keeps_content = True
        try:
            self._send(mail)  # type: ignore[attr-defined]  # Django's, which the stubs lack
        finally:
            connection.keeps_content = False

    def _give(self) -> None:
        self._connect().give()
        self._given += 1

    def _connect(self) -> _TwoSteps:
        if self.connection is None:
            self.open()
            self._given = 0
        if self.connection is None:
            raise smtplib.SMTPServerDisconnected("there is no connection")
        return self.connection

    def close(self) -> None:
        """Close the connection; one that waits for a mail's content without another word."""
        if self.connection is not None and self.connection.content is not None:
            self.connection.close()
        super().close()
