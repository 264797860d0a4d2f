"""Fixtures that every test may use, and the home of a test run."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from tests.database import QuickCreation, QuickOperations, end_other_sessions
from tests.unknown_names import listen

# Set here rather than in pyproject.toml, so that the home below is in place before the settings
# are read. The workers of pytest-xdist inherit the home of the run that started them.
os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
if "PYTEST_XDIST_WORKER" not in os.environ:
    for _given in ("FAIRLEAD_DATABASE_URL", "FAIRLEAD_SECRET_KEY", "FAIRLEAD_DEBUG"):
        os.environ.pop(_given, None)
    os.environ["FAIRLEAD_HOME"] = tempfile.mkdtemp(prefix="fairlead-tests-")
    os.environ["FAIRLEAD_DATABASE_DURABLE"] = "false"
# How long an example takes says how busy the machine is: one late example would fail a property.
hypothesis_settings.register_profile("fairlead", hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("fairlead")
HOME = Path(os.environ["FAIRLEAD_HOME"])
django.setup()  # other conftest files import models
# A shell starts what goes on in its background deaf to Ctrl-C, and what tests start would be too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# A test's database is made, and emptied, by who may do all; commands and served sites in processes
# of their own work as the application.
settings.DATABASES["default"]["OPTIONS"]["role"] = "superuser"
connections["default"].creation = QuickCreation(connections["default"])
connections["default"].ops = QuickOperations(connections["default"])
# A password's hash is to be dear; hundreds of tests that sign in with one need it not.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *settings.PASSWORD_HASHERS,
]
settings.MIDDLEWARE = [
    "tests.as_application.AsApplication",
    *settings.MIDDLEWARE,
]
settings.MIDDLEWARE = [
    "tests.static_files.QuickWhiteNoise" if name.startswith("whitenoise.") else name
    for name in settings.MIDDLEWARE
]
_unknown_names = listen()
if "PYTEST_XDIST_WORKER" in os.environ:
    # Workers share a server but have a database each: what one no longer needs of the flows kept
    # another may still use.
    settings.FAIRLEAD_HOME = HOME / os.environ["PYTEST_XDIST_WORKER"]


def pytest_unconfigure() -> None:
    """Stop the run's database, if any test started it, and remove its home."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    from fairlead.config.embedded.layout import Layout
    from fairlead.config.embedded.server import release

    release(Layout(HOME))
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the run's database, and let nobody hold it when it is to be dropped.

    A thread that served a browser's last page closes its session when the browser lets go of it,
    which may be after the last test.
    """
    yield
    with django_db_blocker.unblock():
        # The last tests may have ended this process's own session: begin with a new one.
        connection.close()
        end_other_sessions(patience=5.0)


@pytest.fixture(autouse=True)
def _site_language() -> Iterator[None]:
    """Begin each test in the site's own language: a page asked for leaves its own behind."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _names_in_templates() -> Iterator[None]:
    """Let no page of a test ask something of ours for a property that it does not have."""
    _unknown_names.found.clear()
    yield
    assert _unknown_names.found == []


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data; skips when this machine has none."""
    given = os.environ.get("FAIRLEAD_SHARED_DATA")
    folder = Path(given) if given else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real data absent: set FAIRLEAD_SHARED_DATA to the folder that holds it")
    return folder
