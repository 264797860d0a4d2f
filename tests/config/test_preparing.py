"""The site while a fair is being prepared: one page that needs no database, and its events."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.loops import run_alone

from fairlead.apps.pipeline.preparation import STEPS, Teller
from fairlead.config.preparing import tell_changes


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.FAIRLEAD_HOME = tmp_path
    return tmp_path


def test_every_page_leads_to_the_preparation_before_there_is_a_fair(
    client: Client, home: Path
) -> None:
    """No database is at hand here: the pages below may not ask one."""
    Teller(home)
    for path in ("/", "/demo-2023/", "/office/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"] == "/preparation/"
        assert answer["Cache-Control"] == "no-store"
    assert client.get("/ru/demo-2023/")["Location"] == "/ru/preparation/"
    assert client.post("/office/").status_code == 503


@pytest.mark.django_db
def test_what_programs_ask_for_is_led_nowhere(client: Client, home: Path) -> None:
    Teller(home)
    for path in ("/robots.txt", "/~kk/robots.txt", "/~kk/healthz"):
        assert client.get(path).status_code == 200
    assert client.get("/~kk/ru/demo-2023/")["Location"] == "/~kk/ru/preparation/"


@pytest.mark.parametrize(
    ("path", "title", "state"),
    [
        ("/preparation/", "The fair is being prepared", "under way"),
        ("/ru/preparation/", "Выставка готовится", "выполняется"),
        ("/zh-hans/preparation/", "展会正在准备中", "进行中"),
        ("/ar/preparation/", "المعرض قيد الإعداد", "جارٍ"),
    ],
)
def test_the_page_says_what_is_computed(
    client: Client, home: Path, path: str, title: str, state: str
) -> None:
    teller = Teller(home)
    teller.end("database")
    teller.begin("matching")
    page = client.get(path).content.decode()
    assert title in page
    assert state in page
    assert page.count("<progress") == 1
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert client.get(f"{path}steps").content.decode() in page


def test_pages_are_named_once_they_can_be_opened(client: Client, home: Path) -> None:
    teller = Teller(home)
    teller.name_edition("demo-2023")
    assert 'href="/demo-2023/' not in client.get("/preparation/").content.decode()
    teller.end("load")
    teller.end("scheduling")
    page = client.get("/preparation/").content.decode()
    assert 'href="/demo-2023/"' in page
    assert 'href="/demo-2023/meetings/"' in page
    assert 'href="/demo-2023/critical-imports/"' not in page


def test_the_page_stands_still_when_all_is_done(client: Client, home: Path) -> None:
    teller = Teller(home)
    for name in STEPS:
        teller.end(name)
    teller.finish()
    page = client.get("/preparation/").content.decode()
    assert "The fair is ready" in page
    assert "refresh" not in page
    assert "preparation.js" not in page


def test_a_step_that_failed_is_said(client: Client, home: Path) -> None:
    teller = Teller(home)
    teller.begin("load")
    teller.finish()
    page = client.get("/preparation/").content.decode()
    assert "The preparation has stopped" in page
    assert "stopped</span>" in page


def test_without_a_preparation_the_page_says_so(client: Client, home: Path) -> None:
    assert "Nothing is being prepared" in client.get("/preparation/").content.decode()


def test_words_of_a_step_are_never_markup(client: Client, home: Path) -> None:
    teller = Teller(home)
    teller.name_edition("x")
    teller.note("matching", "<script>alert(1)</script>", 0.5)
    assert "<script>alert" not in client.get("/preparation/").content.decode()


def test_events_tell_of_changes_and_of_the_end(home: Path) -> None:
    teller = Teller(home)

    async def listen() -> list[bytes]:
        told = []
        async for event in tell_changes():
            told.append(event)
            if len(told) == 2:
                teller.end("database")
            if len(told) == 3:
                teller.finish()
        return told

    told = run_alone(listen())
    assert told[0] == b"retry: 1000\n\n"
    assert told[1:3] == [b"data: changed\n\n"] * 2
    assert told[-1] == b"data: ended\n\n"


_FIRST_PAGE = """
import sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.test import Client
from fairlead.apps.pipeline.preparation import Teller
from fairlead.config.gateway.routes import Route, choose_route
settings.FAIRLEAD_HOME, settings.ALLOWED_HOSTS = Path(sys.argv[1]), ["testserver"]
teller = Teller(settings.FAIRLEAD_HOME)
for path in ("/", "/preparation/", "/ru/preparation/", "/~kk/preparation/steps"):
    assert choose_route("GET", path) == Route()
    assert Client().get(path).status_code == (302 if path == "/" else 200), path
assert "fairlead.config.urls" not in sys.modules
teller.end("load")
assert Client().get("/preparation/").status_code == 200
assert "fairlead.config.urls" in sys.modules
"""


def test_the_first_page_waits_for_no_address_but_its_own(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _FIRST_PAGE, str(tmp_path)], check=True, timeout=120)
