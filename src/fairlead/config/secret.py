"""The secret key of an installation that was given none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.own_folder import make_own_folder

FILE = "secret-key"


def read_secret(home: Path) -> str:
    """Return the key kept in ``home``, made on first use and readable by its owner only.

    Raises InvalidInput when the folder cannot be written or the file cannot be read.
    """
    path = home / FILE
    try:
        make_own_folder(home)
        if not path.exists():
            _make(path)
        key = path.read_text().strip()
    except OSError as error:
        expected = f"expected a folder that can be written ({error.strerror}): set FAIRLEAD_HOME"
        raise report_invalid(str(home), expected) from None
    if len(key) < 32:
        raise report_invalid(str(path), "expected a key: delete the file, and a new one is made")
    return key


def _make(path: Path) -> None:
    """Write a new key; of two processes that try at once, the first one's key stays."""
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(48))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
