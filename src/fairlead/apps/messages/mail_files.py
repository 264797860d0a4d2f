"""Mail as files, for development: one file each, which mail programs open."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from fairlead.folder.own_folder import make_own_folder


class EmailBackend(BaseEmailBackend):
    """Writes each mail to ``FAIRLEAD_HOME/mail``."""

    def __init__(self, fail_silently: bool = False, **named: Any) -> None:  # noqa: FBT001  Django's
        """Take what every backend takes."""
        super().__init__(fail_silently=fail_silently, **named)
        self.folder = Path(settings.FAIRLEAD_HOME) / "mail"

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write mails; return how many."""
        make_own_folder(self.folder.parent)
        make_own_folder(self.folder)
        for mail in email_messages:
            clock = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
            path = self.folder / f"{clock}-{uuid.uuid4().hex[:12]}.eml"
            _write(path, mail.message().as_bytes())
        return len(email_messages)


def _write(path: Path, content: bytes) -> None:
    """Let a file be there once it is whole: anyone who waits for it may take it away at once."""
    begun = path.with_suffix(".part")
    with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    begun.rename(path)
