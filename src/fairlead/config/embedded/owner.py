"""Whose process the embedded server is: ours, or as root, one of a user that nothing else has."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from fairlead.config.embedded.layout import Layout, find_program
from fairlead.config.embedded.programs import open_programs
from fairlead.folder.input_errors import report_invalid

_USER_NAME = "fairlead"  # who runs it for root where such a user was made
_SHARED_USERS = ("nobody", "daemon", "bin")  # users of others, who make new data and never run it
# User numbers that no distribution gives to anybody (systemd.io/UIDS-GIDS).
_FIRST, _COUNT = 60_706, 478
_SETPCAP = 8  # the Linux capability that may take others away for good


@dataclass(frozen=True, slots=True)
class ServerPath:
    """A folder as the server can name it, and the open files that this takes."""

    path: str
    files: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """The user that runs the server; ``prefix`` is put before its commands."""

    uid: int
    gid: int
    programs: Path
    prefix: tuple[str, ...] = ()

    def own(self, path: Path) -> None:
        """Give a path to this user, which only root needs to do and can do."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def own_all(self, folder: Path) -> None:
        """Give a folder and all within it to this user, unless it is theirs."""
        if os.geteuid() != 0 or folder.stat().st_uid == self.uid:
            return
        for above, folders, files in os.walk(folder, topdown=False):
            for name in (*folders, *files):
                self.own(Path(above, name))
        self.own(folder)

    @contextmanager
    def reach(self, folder: Path) -> Iterator[ServerPath]:
        """Yield a path of the folder that works even if folders above it are closed to this user.

        An open folder is entered by its number: nothing above has to be passed.
        """
        if os.geteuid() != 0:
            yield ServerPath(str(folder))
            return
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield ServerPath(f"/proc/self/fd/{opened}", (opened,))
        finally:
            os.close(opened)

    def run(
        self,
        name: str,
        *arguments: str,
        given: str = "",
        keep: Sequence[int] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Return what a program of the server did; its output is in ``stdout``."""
        return subprocess.run(  # noqa: S603
            [*self.prefix, str(self.programs / name), *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=_build_surroundings(),
            cwd="/",
            pass_fds=tuple(keep),
            check=False,
        )

    def launch(self, name: str, *arguments: str, log: IO[bytes], keep: Sequence[int]) -> int:
        """Start a program detached from this process; return the exit code of its launcher."""
        # The shell ends at once, and who inherits its child waits for it when it ends.
        apart = ("/bin/sh", "-c", '"$@" &', "sh")
        return subprocess.run(  # noqa: S603
            [*self.prefix, *apart, str(self.programs / name), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_build_surroundings(),
            cwd="/",
            pass_fds=tuple(keep),
            start_new_session=True,
            check=False,
        ).returncode


def _build_surroundings() -> dict[str, str]:
    # The server's language and directory must not depend on who started it.
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def find_owner(layout: Layout) -> Owner:
    """Return who runs the server of this home: ourselves, except as root.

    PostgreSQL refuses to run as root. The user then is ``fairlead`` where there is one, else the
    one whom the data belongs to, else a number that no other user has. It has no capabilities.
    """
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), find_program("postgres").parent)
    uid, gid = _find_server_user(layout)
    return Owner(uid, gid, open_programs(), _build_user_command(uid, gid))


def find_maker_of(owner: Owner) -> Owner:
    """Return who makes new data for the owner: as root, a user with a name.

    PostgreSQL makes data for users with names only. Afterwards it is given to the owner.
    """
    if os.geteuid() != 0 or _name_of(owner.uid):
        return owner
    for name in _SHARED_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        prefix = _build_user_command(user.pw_uid, user.pw_gid)
        return replace(owner, uid=user.pw_uid, gid=user.pw_gid, prefix=prefix)
    raise report_invalid(
        "embedded PostgreSQL",
        f"expected a user {_USER_NAME} or {_SHARED_USERS[0]} to make its data for root: make one, "
        "run as an ordinary user, or set FAIRLEAD_DATABASE_URL",
    )


def _find_server_user(layout: Layout) -> tuple[int, int]:
    try:
        user = pwd.getpwnam(_USER_NAME)
    except KeyError:
        pass
    else:
        return user.pw_uid, user.pw_gid
    if layout.data.exists():
        found = layout.data.stat()
        if found.st_uid != 0 and _name_of(found.st_uid) not in _SHARED_USERS:
            return found.st_uid, found.st_gid
    start = int.from_bytes(hashlib.sha256(bytes(layout.home.resolve())).digest()[:4], "big")
    for step in range(_COUNT):
        uid = _FIRST + (start + step) % _COUNT
        if not _name_of(uid):
            return uid, uid
    raise report_invalid(
        "embedded PostgreSQL",
        f"expected a free user number from {_FIRST}: make a user {_USER_NAME} to run it for root",
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def _build_user_command(uid: int, gid: int) -> tuple[str, ...]:
    """Return the command that runs another one as the user, without any capability."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise report_invalid(
            "embedded PostgreSQL",
            "expected the command setpriv (of util-linux), to run as root: install it, run as an "
            "ordinary user, or set FAIRLEAD_DATABASE_URL",
        )
    prefix = [setpriv, f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"]
    prefix += ["--inh-caps=-all", "--ambient-caps=-all"]
    if _read_capabilities() >> _SETPCAP & 1:
        prefix += ["--bounding-set=-all"]
    return (*prefix, "--")


def _read_capabilities() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("CapEff"))
    return int(line.split()[1], 16)
