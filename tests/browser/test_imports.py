"""An organiser brings in a list with faults, corrects it, and brings it in again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served, Visitors

from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account, Person
from fairlead.apps.transfer.models import UploadedList
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work, WorkState
from fairlead.folder.sheets.read import read_sheets

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PASSWORD = "a long enough password"
LIST = """Name;E-mail;Country;Role
Anna Example;anna.new@example.org;Belarus;visitor
Boris Example;boris at example.org;Belarus;visitor
"""


def do_beside(deed: Callable[[], object]) -> None:
    """Do something in its own session: it is written for good, as the site sees it.

    What the test's own session writes only the test sees.
    """

    def do() -> None:
        deed()
        connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


@pytest.fixture
def organiser(served: Served) -> Iterator[None]:
    """Let an organiser in; what the journey writes is removed after it."""
    do_beside(lambda: appoint_organiser("importer@example.org", password=PASSWORD))
    yield
    do_beside(_forget)


def _forget() -> None:
    Person.objects.filter(email__contains=".new@").delete()
    UploadedList.objects.all().delete()
    Work.objects.all().delete()
    Account.objects.filter(email="importer@example.org").delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("TRUNCATE people_change")


@contextmanager
def working() -> Iterator[None]:
    """Do background work beside the body, as a worker does."""
    ends = threading.Event()

    def work() -> None:
        while not ends.wait(0.1):
            for one in Work.objects.filter(state=WorkState.QUEUED):
                do_work(one.pk)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        thread.join()


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/office/sign-in/")
    page.get_by_label("E-mail").fill("importer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Editions")


def upload(page: Page, content: bytes, name: str) -> None:
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Check").click()
    wait_for_findings(page, name)


def wait_for_findings(page: Page, name: str) -> None:
    """Wait until the page, which follows by itself, shows what came of the list."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_list_with_faults_is_corrected_and_brought_in_again(
    organiser: None, visitors: Visitors, tmp_path: Path, *, width: int, scripts: bool
) -> None:
    visitor = visitors.enter(width=width, scripts=scripts)
    page = visitor.page
    sign_in(page, visitor.site)
    with working():
        page.goto(f"{visitor.site}/office/river-2024/imports/")
        upload(page, LIST.encode(), "people.csv")
        faults = page.get_by_role("region", name="Faulty cells")
        expect(faults.get_by_role("row").nth(1)).to_contain_text("boris at example.org")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the faulty rows to correct").click()
        faulty = tmp_path / "faulty.xlsx"
        download.value.save_as(faulty)
        page.get_by_role("button", name="Import the sound rows").click()
        wait_for_findings(page, "people.csv")
        expect(page.get_by_text("imported", exact=True)).to_be_visible()

        (sheet,) = read_sheets(faulty.read_bytes(), "faulty.xlsx")
        rows = [[cell.replace(" at ", ".new@") for cell in row] for row in sheet.rows]
        corrected = "\n".join(";".join(row[:4]) for row in rows)
        page.goto(f"{visitor.site}/office/river-2024/imports/")
        upload(page, corrected.encode(), "corrected.csv")
        page.get_by_role("button", name="Import the sound rows").click()
        wait_for_findings(page, "corrected.csv")
        page.get_by_role("link", name="See who is there now").click()
        page.get_by_label("Search").fill(".new@")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("region", name="People").get_by_role("row")).to_have_count(3)
    # The server of these tests has no streams: the pages ask every second instead, and do.
    visitor.faults[:] = [fault for fault in visitor.faults if "404" not in fault]
    assert visitor.faults == []
