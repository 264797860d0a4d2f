"""Files that people send with a form."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _


class UnusableFile(ValueError):
    """No file was sent, or an empty or too large one; the words say so in the reader's language."""


def check_file(sent: UploadedFile[bytes] | None, most: int) -> UploadedFile[bytes]:
    """Return a file of 1 to ``most`` bytes as it was sent; raises UnusableFile.

    ``most`` is a number of whole MB (2**20 bytes).
    """
    if sent is None or not sent.size:
        raise UnusableFile(_("Choose a file that is not empty."))
    if sent.size > most:
        raise UnusableFile(_("Expected a file of at most %d MB.") % (most // 2**20))
    return sent
