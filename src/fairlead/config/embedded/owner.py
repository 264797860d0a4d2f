"""Whose process the embedded server is: ours, or as root, an ordinary user's."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from fairlead.config.embedded.layout import Layout, program
from fairlead.folder.input_errors import invalid

_CANDIDATES = ("fairlead", "nobody")
_CAPABILITIES = {"dac_read_search": 2, "dac_override": 1}  # Linux capability numbers


@dataclass(frozen=True, slots=True)
class Owner:
    """The user that runs the server; ``prefix`` is put before its commands."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def own(self, path: Path) -> None:
        """Give a path to this user, which only root needs to do and can do."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def run(self, name: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Return what a program of the server did; its output is in ``stdout``."""
        # The server's language and directory must not depend on who started it.
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.run(  # noqa: S603
            [*self.prefix, str(program(name)), *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=env,
            cwd="/",
            check=False,
        )


def owner_of(layout: Layout) -> Owner:
    """Return who runs the server of this home: ourselves, except as root.

    PostgreSQL refuses to run as root. The user then is ``fairlead`` where there is one, else
    ``nobody``; where a folder above the data or the programs is closed to that user (root's home
    is), the server is given the capability to pass through it. Raises InvalidInput when it can
    not be given.
    """
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    user = _ordinary_user()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise invalid(
            "embedded PostgreSQL",
            "expected the command setpriv (of util-linux), to run as root: install it, run as an "
            "ordinary user, or set FAIRLEAD_DATABASE_URL",
        )
    prefix = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    closed = _closed(layout.folder / "data") or _closed(program("postgres"))
    if closed is not None:
        capability = _capability(closed, user.pw_name)
        # PostgreSQL's programs look for one another by access(), which disregards capabilities
        # of ordinary users unless no_setuid_fixup is set.
        prefix += [f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]
        prefix += ["--securebits=+no_setuid_fixup"]
    return Owner(user.pw_uid, user.pw_gid, (*prefix, "--"))


def _ordinary_user() -> pwd.struct_passwd:
    for name in _CANDIDATES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise invalid(
        "embedded PostgreSQL",
        f"expected a user {' or '.join(_CANDIDATES)} to run it for root: make one, run as an "
        "ordinary user, or set FAIRLEAD_DATABASE_URL",
    )


def _closed(path: Path) -> Path | None:
    """Return the first folder above ``path`` that not everybody may pass through."""
    above = reversed(path.resolve().parents)
    return next((folder for folder in above if not folder.stat().st_mode & 0o001), None)


def _capability(closed: Path, user: str) -> str:
    status = Path("/proc/self/status")
    held = 0
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("CapEff"))
        held = int(line.split()[1], 16)
    for name, number in _CAPABILITIES.items():
        if held >> number & 1:
            return name
    raise invalid(
        str(closed),
        f"expected a folder that the user {user}, who runs the embedded PostgreSQL for root, may "
        "pass through: set FAIRLEAD_HOME to another folder, or run as an ordinary user",
    )
