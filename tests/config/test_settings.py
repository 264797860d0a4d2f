"""Settings are read from the environment, and a wrong one is named."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from fairlead.apps.messages.mail_files import EmailBackend
from fairlead.apps.pipeline.preparation import Teller
from fairlead.config.database_url import parse_connection
from fairlead.config.environment import Environment
from fairlead.config.secret import read_secret
from fairlead.folder.input_errors import InvalidInput

ROOT = Path(__file__).parents[2]
KEY = "k" * 40
SHOW = (
    "import json, sys; from django.conf import settings;"
    "print(json.dumps([getattr(settings, name, None) for name in sys.argv[1:]], default=str))"
)


def show(variables: Mapping[str, str], *names: str) -> subprocess.CompletedProcess[str]:
    """Return what a fresh process says the settings are with these variables."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("FAIRLEAD_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW, *names],
        env=bare | {"DJANGO_SETTINGS_MODULE": "fairlead.config.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_variable(tmp_path: Path) -> None:
    done = show({"FAIRLEAD_HOME": str(tmp_path)}, "DEBUG", "HTTPS", "ALLOWED_HOSTS", "DATABASES")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        '[false, false, ["localhost", "127.0.0.1", "[::1]"], {"default": '
    )
    assert "fairlead.config.embedded" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"], "nothing else is started"


def test_every_wrong_variable_is_named_at_once(tmp_path: Path) -> None:
    wrong = {
        "FAIRLEAD_HOME": "relative/home",
        "FAIRLEAD_DEBUG": "perhaps",
        "FAIRLEAD_HTTPS": "2",
        "FAIRLEAD_ALLOWED_HOSTS": "a b",
        "FAIRLEAD_LANGUAGE": "xx",
        "FAIRLEAD_SECRET_KEY": "short",
        "FAIRLEAD_DATABASE_URL": "mysql://user:hidden@host/name",
    }
    done = show(wrong, "DEBUG")
    assert done.returncode == 1
    for name in wrong:
        assert re.search(rf"environment: {name}.*expected", done.stderr), name
    assert "hidden" not in done.stderr.splitlines()[-1]
    assert "expected an address such as postgresql://" in done.stderr


def test_a_variable_with_a_slip_in_its_name_is_not_passed_over(tmp_path: Path) -> None:
    done = show({"FAIRLEAD_HOME": str(tmp_path), "FAIRLEAD_ALOWED_HOSTS": "example.org"}, "DEBUG")
    assert done.returncode == 1
    assert "FAIRLEAD_ALOWED_HOSTS" in done.stderr
    assert "did you mean FAIRLEAD_ALLOWED_HOSTS?" in done.stderr


def test_a_server_of_one_s_own_needs_a_key(tmp_path: Path) -> None:
    server = {"FAIRLEAD_DATABASE_URL": "postgresql://u:p@h/n", "FAIRLEAD_HOME": str(tmp_path)}
    done = show(server, "DEBUG")
    assert "FAIRLEAD_SECRET_KEY: expected at least 32 characters" in done.stderr
    done = show(server | {"FAIRLEAD_SECRET_KEY": KEY}, "SECRET_KEY")
    assert done.stdout.strip() == f'["{KEY}"]'
    assert list(tmp_path.iterdir()) == [], "no key is made"


def test_https_closes_the_doors(tmp_path: Path) -> None:
    variables = {
        "FAIRLEAD_HOME": str(tmp_path),
        "FAIRLEAD_HTTPS": "true",
        "FAIRLEAD_ALLOWED_HOSTS": "fair.example.org",
    }
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    done = show(variables, *names, "SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS")
    assert done.stdout.strip() == '[true, true, 31536000, true, ["https://fair.example.org"]]'


def test_every_name_below_a_domain_is_trusted_over_https(tmp_path: Path) -> None:
    variables = {
        "FAIRLEAD_HOME": str(tmp_path),
        "FAIRLEAD_HTTPS": "true",
        "FAIRLEAD_ALLOWED_HOSTS": ".example.org,*",
    }
    done = show(variables, "CSRF_TRUSTED_ORIGINS")
    assert done.stdout.strip() == '[["https://*.example.org"]]'


@pytest.mark.parametrize("https", ["true", "false"])
def test_django_finds_nothing_to_say_of_the_settings(tmp_path: Path, https: str) -> None:
    """Behind a proxy nothing at all; without one only that there is no HTTPS."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fairlead.config.settings",
        "FAIRLEAD_HOME": str(tmp_path),
        "FAIRLEAD_HTTPS": https,
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser's tests need it, no server
    check = [sys.executable, "-m", "django", "check", "--fail-level=WARNING"]
    deploy = ["--deploy"] if https == "true" else []
    done = subprocess.run(
        [*check, *deploy], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_readers() -> None:
    env = Environment({"A": " yes ", "B": "7", "C": "x, y", "D": "", "E": "12"})
    assert env.flag("A", default=False) is True
    assert env.flag("D", default=True) is True
    assert env.number("B", 1, at_least=1, at_most=9) == 7
    assert env.hosts("C") == ["x", "y"]
    assert env.text("none", "other") == "other"
    env.finish()
    assert env.number("E", 1, at_least=1, at_most=9) == 1
    with pytest.raises(InvalidInput, match=r'environment: E "12": expected .* from 1 to 9'):
        env.finish()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("postgresql://u:p%40w@db.example.org:6432/fair", ("u", "p@w", "db.example.org", "6432")),
        ("postgres://u@/fair?host=/run/postgresql", ("u", "", "/run/postgresql", "")),
        ("postgresql:///fair", ("", "", "", "")),
        ("postgresql://u@[::1]/fair", ("u", "", "::1", "")),
    ],
)
def test_addresses(address: str, parts: tuple[str, ...]) -> None:
    env = Environment({})
    found = parse_connection(env, "URL", address)
    env.finish()
    assert tuple(found[name] for name in ("USER", "PASSWORD", "HOST", "PORT")) == parts
    assert found["NAME"] == "fair"


def test_options_go_to_the_driver() -> None:
    found = parse_connection(Environment({}), "URL", "postgresql://h/n?sslmode=require&port=1")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert found["PORT"] == "1"


@pytest.mark.parametrize(
    "address", ["", "sqlite:///x", "postgresql://h", "postgresql://h/", "postgresql://h:x/n"]
)
def test_wrong_addresses(address: str) -> None:
    env = Environment({})
    parse_connection(env, "URL", address)
    with pytest.raises(InvalidInput, match="expected an address such as"):
        env.finish()


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "a" / "home"
    key = read_secret(home)
    assert len(key) >= 50
    assert read_secret(home) == key
    assert read_secret(tmp_path / "other") != key
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]
    (home / "secret-key").write_text("")
    with pytest.raises(InvalidInput, match="delete the file, and a new one is made"):
        read_secret(home)
    with pytest.raises(InvalidInput, match="expected a folder that can be written"):
        read_secret(home / "secret-key" / "below")


def _mail(home: Path) -> None:
    with override_settings(FAIRLEAD_HOME=home):
        EmailBackend().send_messages([EmailMessage("s", "t", "a@example.org", ["b@example.org"])])


@pytest.mark.parametrize("begin", [read_secret, Teller, _mail])
def test_whoever_makes_the_home_closes_it_to_others(
    begin: Callable[[Path], object], tmp_path: Path
) -> None:
    home = tmp_path / "above" / "home"
    before = os.umask(0o022)
    try:
        begin(home)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.parent.stat().st_mode) == 0o755
        home.chmod(0o750)
        begin(home)
        assert stat.S_IMODE(home.stat().st_mode) == 0o750, "what is there stays as it is"
    finally:
        os.umask(before)


def test_every_variable_is_documented() -> None:
    read = set()
    for file in (ROOT / "src").rglob("*.py"):
        read |= set(re.findall(r"\bFAIRLEAD_[A-Z_]+\b", file.read_text(encoding="utf-8")))
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^## `(FAIRLEAD_[A-Z_]+)`$", page, re.MULTILINE))
    assert read == described
