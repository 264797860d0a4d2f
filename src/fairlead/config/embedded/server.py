"""The embedded server: made, found or started before the first use, stopped after the last.

Every process that uses the server holds a shared lock on one file for as long as it lives, and
the kernel drops the lock however the process ends. Whoever can turn its own lock into an
exclusive one is the last, and stops the server. After a ``kill -9`` the server simply runs on
until the next user finds it and, leaving last, stops it.
"""

from __future__ import annotations

import atexit
import fcntl
import locale
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from fairlead.config.embedded import faults
from fairlead.config.embedded.layout import DATABASE, MAJOR, SUPERUSER, Layout
from fairlead.config.embedded.owner import Owner, owner_of
from fairlead.config.embedded.tuning import configuration

_PATIENCE = 60.0  # seconds for a server that recovers after a crash
_PATIENCE_TO_STOP = 15
_held: dict[tuple[int, Path], IO[bytes]] = {}  # the lock this process holds, by process and home


def ensure_running(layout: Layout, *, durable: bool = True) -> None:
    """Return when the server of this home takes connections, starting it if it has to.

    ``durable`` false trades safety against power loss for speed, for data that may be lost.
    Raises InvalidInput with what to do when it cannot run.
    """
    key = (os.getpid(), layout.home)
    if key in _held and _listens(layout):
        return
    try:
        layout.folder.mkdir(parents=True, exist_ok=True)
        if key not in _held:
            _held[key] = _locked(layout.folder / "use.lock", fcntl.LOCK_SH)
            atexit.register(release, layout)
        with _starting(layout):
            _start(layout, owner_of(layout), durable=durable)
    except OSError as error:
        raise faults.no_access(layout.folder, error) from None


def release(layout: Layout) -> None:
    """Give up this process's use of the server; stop it when nobody else uses it."""
    lock = _held.pop((os.getpid(), layout.home), None)
    if lock is None:
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if (layout.data / "postmaster.pid").exists():
            _stop(layout, owner_of(layout))


def _stop(layout: Layout, owner: Owner) -> None:
    """Stop the server; one that cannot end in order, on a full disk, is made to end at once."""
    for mode in ("fast", "immediate"):
        stop = ("pg_ctl", "-D", str(layout.data), "-m", mode, "-t", str(_PATIENCE_TO_STOP), "-w")
        if owner.run(*stop, "stop").returncode == 0:
            return


def _locked(path: Path, kind: int) -> IO[bytes]:
    file = path.open("ab")
    fcntl.flock(file, kind)
    return file


@contextmanager
def _starting(layout: Layout) -> Iterator[None]:
    """Hold the right to start the server, which one process has at a time."""
    with _locked(layout.folder / "start.lock", fcntl.LOCK_EX):
        yield


def _start(layout: Layout, owner: Owner, *, durable: bool) -> None:
    version_file = layout.data / "PG_VERSION"
    if not version_file.exists():
        _make(layout, owner, durable=durable)
    version = version_file.read_text().strip()
    if version != str(MAJOR):
        raise faults.wrong_version(layout, version)
    if _recovers(layout):
        if _becomes_ready(layout):
            return
        _stop(layout, owner)
    _prepare(layout, owner, durable=durable)
    done = owner.run("pg_ctl", "-D", str(layout.data), "-l", str(layout.log), "-w", "start")
    if done.returncode != 0:
        raise faults.failed(layout, done.stdout)


def _make(layout: Layout, owner: Owner, *, durable: bool) -> None:
    """Make new data beside its place and move it there whole, so that no half is ever used."""
    shutil.rmtree(layout.draft, ignore_errors=True)
    layout.draft.mkdir(mode=0o700)
    owner.own(layout.draft)
    try:
        options = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        # Text search tells letters from «quotes» by this one.
        options += [f"--lc-ctype={_letters()}"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += [] if durable else ["--no-sync"]
        done = owner.run("initdb", "-D", str(layout.draft), *options)
        if done.returncode == 0:
            create = f"CREATE DATABASE {DATABASE};\n"
            done = owner.run(
                "postgres", "--single", "-D", str(layout.draft), "postgres", given=create
            )
        if done.returncode != 0:
            raise faults.failed(layout, done.stdout)
        layout.draft.rename(layout.data)
    finally:
        shutil.rmtree(layout.draft, ignore_errors=True)


def _letters() -> str:
    """Return the name of a locale of this machine that knows all letters, else C."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            with suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _prepare(layout: Layout, owner: Owner, *, durable: bool) -> None:
    """Write the configuration and clear away what a crash left."""
    folder = layout.socket_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in {owner.uid, os.geteuid()} or folder.is_symlink():
        raise PermissionError(13, "it belongs to another user", str(folder))
    owner.own(folder)
    (layout.data / "postmaster.pid").unlink(missing_ok=True)
    layout.socket.unlink(missing_ok=True)
    layout.socket.with_name(layout.socket.name + ".lock").unlink(missing_ok=True)
    conf = layout.data / "postgresql.conf"
    conf.write_text(configuration(folder, durable=durable))
    if layout.log.exists():
        # What the log says must be about this start: faults are told from it.
        layout.log.replace(layout.log.with_name("log.old"))
    layout.log.touch()
    layout.log.chmod(0o600)
    for path in (conf, layout.log):
        owner.own(path)


def _recovers(layout: Layout) -> bool:
    """Return whether a server of this data is alive, ready or not.

    A postmaster.pid alone proves nothing: after a crash its number may be another program's.
    """
    lines = _postmaster(layout)
    if not lines or not lines[0].isdecimal():
        return False
    status = Path(f"/proc/{lines[0]}/comm")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text().strip() == "postgres"
    return _listens(layout)


def _becomes_ready(layout: Layout) -> bool:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        lines = _postmaster(layout)
        status = lines[7].strip() if len(lines) >= 8 else ""
        if status == "ready" and _listens(layout):
            return True
        # One that is stopping while we hold a share of its use was told to by nobody here.
        if status == "stopping" or not lines:
            return False
        time.sleep(0.05)
    raise faults.failed(layout, "the server that runs does not become ready")


def _postmaster(layout: Layout) -> list[str]:
    try:
        return (layout.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _listens(layout: Layout) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(str(layout.socket))
        except OSError:
            return False
    return True
