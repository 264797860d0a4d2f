"""A real Chromium on a served fair; what a page must not do is collected and must be nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests.browser.fair import make_fair
from tests.database import empty_tables

from fairlead.apps.cooperation.models import Project
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.people.models import Person
from fairlead.apps.trade.models import MakerList
from fairlead.apps.transfer.remove import remove_edition

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium; skips when this machine has none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium absent: apt-get install chromium")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass(slots=True)
class Visitor:
    """A visitor with their own browser; ``faults`` are what the pages did wrong."""

    context: BrowserContext
    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address of the site, and return the page."""
        response = self.page.goto(f"{self.site}{address}")
        assert response is not None
        assert response.status == 200, address
        return self.page


@dataclass(slots=True)
class Visitors:
    """Lets visitors in, with a screen of some width, with or without JavaScript."""

    browser: Browser
    site: str
    inside: list[Visitor] = field(default_factory=list)

    def enter(self, *, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Visitor:
        """Return a new visitor."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        visitor = Visitor(context, page, self.site)
        own = (self.site, self.site.replace("127.0.0.1", "localhost"))  # passkeys need a name
        page.on("console", lambda said: visitor.faults.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: visitor.faults.append(f"error: {error}"))
        page.on(
            "requestfailed",
            lambda asked: (  # going on before a picture has come, and a download, abort a request
                None
                if asked.failure == "net::ERR_ABORTED"
                else visitor.faults.append(f"failed: {asked.url} {asked.failure}")
            ),
        )
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith(own)
                else visitor.faults.append(f"elsewhere: {asked.url}")
            ),
        )
        self.inside.append(visitor)
        return visitor


@dataclass(frozen=True, slots=True)
class Served:
    """The fair on its site."""

    site: str
    exhibitors: tuple[str, ...]
    project: str
    need: str


@pytest.fixture(scope="package")
def served(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, chromium: Browser
) -> Iterator[Served]:
    """Return a small fair with names that are long, Arabic, Chinese and Russian, being served.

    It is made once for all journeys, which only read, and removed after the last.
    """
    with django_db_blocker.unblock():
        with transaction.atomic():
            edition = make_fair()
        server = LiveServer("127.0.0.1")
        codes = Exhibitor.objects.order_by("stand__number").values_list(
            "organisation__code", flat=True
        )
        project = Project.objects.values_list("code", flat=True)[0]
        need = MakerList.objects.values_list("need__code", flat=True)[0]
        yield Served(server.url, tuple(codes), project, need)
        server.stop()
        with transaction.atomic():
            remove_edition(edition)
            Person.objects.all().delete()
        empty_tables("cooperation")  # projects and their ledger outlive the edition
        connection.close()


@pytest.fixture
def visitors(chromium: Browser, served: Served) -> Iterator[Visitors]:
    """Return the door; at the end no page may have broken the policy or asked another server."""
    door = Visitors(chromium, served.site)
    yield door
    for visitor in door.inside:
        visitor.context.close()
        assert visitor.faults == []
