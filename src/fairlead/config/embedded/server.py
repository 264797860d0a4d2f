"""The embedded server: made, found or started before the first use, stopped after the last.

Every process that uses the server holds a shared lock on one file for as long as it lives, and
the kernel drops the lock however the process ends. A process that can turn its own lock into an
exclusive one is the last, and stops the server. After a ``kill -9`` the server simply runs on
until the next user finds it and, leaving last, stops it.

The server also holds a lock on another file, which its processes inherit: as long as one
of them lives, wherever it can be seen, no second server is started on the data.
"""

from __future__ import annotations

import atexit
import enum
import fcntl
import locale
import os
import shutil
import signal
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from fairlead.config.embedded import faults, processes
from fairlead.config.embedded.layout import DATABASE, MAJOR, SUPERUSER, Layout
from fairlead.config.embedded.owner import Owner, find_maker_of, find_owner
from fairlead.config.embedded.roles import make_roles, write_access
from fairlead.config.embedded.tuning import write_configuration
from fairlead.folder.own_folder import make_own_folder

PATIENCE = 60.0  # seconds for a server that recovers after a crash
_PATIENCE_TO_STOP = 15.0
_GRACE = 0.2  # seconds for what a dead server leaves to end by itself
# What people loaded or sent; an older Fairlead left these, and the home, for all to enter.
_OF_PEOPLE = ("demo", "flows", "mail", "new-flows")
_held: dict[tuple[int, Path], IO[bytes]] = {}  # the lock this process holds, by process and home
_starting = threading.Lock()  # one thread at a time asks for the server


class State(enum.Enum):
    """Whether a home has a server, and what it is doing."""

    NOTHING = enum.auto()
    REMAINS = enum.auto()  # processes of a server that is dead
    STARTING = enum.auto()
    STOPPING = enum.auto()
    READY = enum.auto()


def ensure_running(
    layout: Layout, *, durable: bool = True, patience: float = PATIENCE, refused: bool = False
) -> None:
    """Start the server of this home if it does not run; return once it takes connections.

    ``durable`` false trades safety against power loss for speed, for data that may be lost.
    ``refused`` says that it took no connection just now: one that stops is then started again.
    Raises InvalidInput with what to do when it cannot run, or is not ready after ``patience``
    seconds.
    """
    with _starting:
        _ensure_running(layout, durable=durable, patience=patience, refused=refused)


def _ensure_running(layout: Layout, *, durable: bool, patience: float, refused: bool) -> None:
    key = (os.getpid(), layout.home)
    if key in _held and not refused and _is_listening(layout):
        return
    until = time.monotonic() + patience
    try:
        _make_home(layout)
        if key not in _held:
            _held[key] = _lock_file(layout.folder / "use.lock", fcntl.LOCK_SH)
            atexit.register(release, layout)
        with _hold_start(layout, until=until):
            _start(layout, find_owner(layout), durable=durable, until=until)
    except OSError as error:
        raise faults.report_no_access(layout.folder, error) from None


def save(layout: Layout) -> None:
    """Have what was changed brought to the disk, so that less is left for the stop; or leave it."""
    import psycopg

    with (
        suppress(psycopg.Error),
        psycopg.connect(
            host=str(layout.socket_folder), user=SUPERUSER, dbname=DATABASE, autocommit=True
        ) as connection,
    ):
        connection.execute("CHECKPOINT")


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
        stop(layout)


def release_all() -> None:
    """Give up all servers that this process uses."""
    for pid, home in tuple(_held):
        if pid == os.getpid():
            release(Layout(home))


def stop(layout: Layout) -> None:
    """Stop the server; one that cannot end in order, on a full disk, is made to end at once."""
    for order, patience in ((signal.SIGINT, _PATIENCE_TO_STOP), (signal.SIGQUIT, 5.0)):
        pid = _read_pid(layout)
        if pid is None or not processes.is_server(pid, layout.data):
            break
        with suppress(OSError):
            os.kill(pid, order)
        until = time.monotonic() + patience
        while processes.is_server(pid, layout.data) and time.monotonic() < until:
            time.sleep(0.02)


def _make_home(layout: Layout) -> None:
    """Make the folders, which nobody else may enter."""
    make_own_folder(layout.home)
    make_own_folder(layout.folder)
    for name in _OF_PEOPLE:
        close_folder(layout.home / name)
    # The server of root reaches its socket from its data, not through the home.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    if layout.folder.stat().st_uid == os.geteuid() and layout.folder.stat().st_mode & 0o777 != mode:
        layout.folder.chmod(mode)


def close_folder(folder: Path) -> None:
    """Let nobody else enter a folder of ours; a link or a folder of somebody else stays."""
    with suppress(FileNotFoundError):
        found = folder.lstat()
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
        if ours and found.st_mode & 0o077:
            folder.chmod(0o700)


def _lock_file(path: Path, kind: int) -> IO[bytes]:
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        if os.fstat(file.fileno()).st_mode & 0o077 and os.geteuid() in {
            0,
            os.fstat(file.fileno()).st_uid,
        }:
            os.fchmod(file.fileno(), 0o600)  # others could hold it for ever
        fcntl.flock(file, kind)
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def _hold_start(layout: Layout, *, until: float) -> Iterator[None]:
    """Hold the right to start the server, which one process has at a time."""
    path = layout.folder / "start.lock"
    while True:
        try:
            lock = _lock_file(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() >= until:
                raise faults.not_ready(layout) from None
            time.sleep(0.02)
    with lock:
        yield


def _start(layout: Layout, owner: Owner, *, durable: bool, until: float) -> None:
    version_file = layout.data / "PG_VERSION"
    if not version_file.exists():
        _make(layout, owner, durable=durable)
    version = version_file.read_text().strip()
    if version != str(MAJOR):
        raise faults.report_wrong_version(layout, version)
    began, launched = time.monotonic(), False
    while (state := _look(layout)) is not State.READY:
        if state is State.NOTHING:
            if launched:
                raise faults.report_failure(layout, "")
            _prepare(layout, owner, durable=durable)
            _launch(layout, owner)
            launched = True
        elif state is State.REMAINS and not launched and time.monotonic() - began > _GRACE:
            processes.end_all(layout.data)
        elif state is State.STOPPING:
            # While we hold a share of its use it was told to by nobody here.
            stop(layout)
        if time.monotonic() >= until:
            raise faults.not_ready(layout)
        time.sleep(0.01)
    make_roles(layout)


def _launch(layout: Layout, owner: Owner) -> None:
    """Start the server detached; it and all its processes inherit its lock."""
    with (
        _lock_file(_find_server_lock(layout), fcntl.LOCK_EX | fcntl.LOCK_NB) as lock,
        layout.log.open("ab") as log,
        owner.reach(layout.data) as data,
    ):
        keep = (lock.fileno(), *data.files)
        code = owner.launch("postgres", "-D", data.path, log=log, keep=keep)
    if code != 0:
        raise faults.report_failure(layout, "")


def _find_server_lock(layout: Layout) -> Path:
    return layout.folder / "server.lock"


def _look(layout: Layout) -> State:
    """Return whether the server is there, and how it is doing."""
    lines = _read_postmaster(layout)
    pid = _read_pid(layout)
    if pid is not None and processes.is_server(pid, layout.data):
        status = lines[7].strip() if len(lines) >= 8 else ""
        if status == "stopping":
            return State.STOPPING
        return State.READY if status == "ready" and _is_listening(layout) else State.STARTING
    try:
        _lock_file(_find_server_lock(layout), fcntl.LOCK_EX | fcntl.LOCK_NB).close()
    except BlockingIOError:
        # One of another container on this home answers though its number is none here.
        return State.READY if _is_listening(layout) else State.REMAINS
    return State.NOTHING


def _make(layout: Layout, owner: Owner, *, durable: bool) -> None:
    """Make new data beside its place and move it there whole, so that no half is ever used."""
    shutil.rmtree(layout.draft, ignore_errors=True)
    layout.draft.mkdir(mode=0o700)
    maker = find_maker_of(owner)
    maker.own(layout.draft)
    try:
        options = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        # Text search tells letters from «quotes» by this one.
        options += [f"--lc-ctype={_find_locale()}"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        with maker.reach(layout.draft) as draft:
            done = maker.run("initdb", "-D", draft.path, *options, "--no-sync", keep=draft.files)
            if done.returncode == 0:
                create = f"CREATE DATABASE {DATABASE};\n"
                single = ("postgres", "--single", "-c", "fsync=off", "-D", draft.path, "postgres")
                done = maker.run(*single, given=create, keep=draft.files)
            if done.returncode == 0 and durable:
                # Once for both: by one call on Linux, not one a file.
                method = "syncfs" if sys.platform == "linux" else "fsync"
                sync = ("--sync-only", f"--sync-method={method}")
                done = maker.run("initdb", "-D", draft.path, *sync, keep=draft.files)
        if done.returncode != 0:
            raise faults.report_failure(layout, done.stdout)
        owner.own_all(layout.draft)
        layout.draft.rename(layout.data)
    finally:
        shutil.rmtree(layout.draft, ignore_errors=True)


def _find_locale() -> str:
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
    owner.own_all(layout.data)
    folder = layout.socket_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    # Beside the data nobody but us makes a folder: there it is that of the user who ran the server
    # of an earlier Fairlead. Elsewhere somebody may have been there first.
    ours = {owner.uid, os.geteuid()}
    foreign = folder.parent != layout.folder and folder.stat().st_uid not in ours
    if foreign or folder.is_symlink():
        raise PermissionError(13, "it belongs to another user", str(folder))
    owner.own(folder)
    (layout.data / "postmaster.pid").unlink(missing_ok=True)
    layout.socket.unlink(missing_ok=True)
    layout.socket.with_name(layout.socket.name + ".lock").unlink(missing_ok=True)
    conf = layout.data / "postgresql.conf"
    # From its data the server needs to pass through nothing that is closed to it.
    beside = folder.parent == layout.folder and os.geteuid() == 0
    listening = Path("..", folder.name) if beside else folder
    conf.write_text(write_configuration(listening, durable=durable))
    if layout.log.exists():
        # What the log says must be about this start: faults are told from it.
        layout.log.replace(layout.log.with_name("log.old"))
    layout.log.touch()
    layout.log.chmod(0o600)
    for path in (conf, layout.log):
        owner.own(path)
    write_access(layout, owner)


def _read_postmaster(layout: Layout) -> list[str]:
    try:
        return (layout.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _read_pid(layout: Layout) -> int | None:
    lines = _read_postmaster(layout)
    return int(lines[0]) if lines and lines[0].isdecimal() else None


def _is_listening(layout: Layout) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(str(layout.socket))
        except OSError:
            return False
    return True
