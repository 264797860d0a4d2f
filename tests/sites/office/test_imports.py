"""An organiser brings in a list, corrects what is faulty, exports it, and invites people."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.apps.transfer.test_imports import do_all, workbook
from tests.sites import factories as make
from tests.sites.office.test_office import organiser, visitor  # noqa: F401  fixtures

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import MailState, Message
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.transfer.domain.invite_people import make_invitation_token
from fairlead.apps.transfer.models import UploadedList
from fairlead.folder.sheets.read import read_sheets

OFFICE = "/office/river-2024"
IMPORTS = f"{OFFICE}/imports/"


@pytest.fixture
def _empty_queue(transactional_db: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def upload(client: Client, content: bytes, name: str = "people.xlsx") -> str:
    file = SimpleUploadedFile(name, content)
    answer = client.post(IMPORTS, {"kind": "people", "file": file})
    assert answer.status_code == 302
    return answer.headers["Location"]


def read(content: bytes) -> list[tuple[str, ...]]:
    (sheet,) = read_sheets(content, "list.xlsx")
    return list(sheet.rows)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_queue")
def test_a_list_is_checked_imported_exported_and_changes_nothing_again(
    organiser: Client,  # noqa: F811
) -> None:
    edition = make.edition(languages=["en", "ru"])
    rows = [
        ("Name", "Name (ru)", "E-mail", "Country", "Organisation"),
        ("=cmd()", "Анна", "anna@example.org", "Belarus", "Works"),
        ("Boris", "", "boris at example.org", "Belarus", "Works"),
    ]
    address = upload(organiser, workbook(rows))
    assert "data-running" in organiser.get(address).content.decode()
    do_all()
    page = organiser.get(address).content.decode()
    assert "boris at example.org" in page
    assert "Import the sound rows" in page
    assert not Participation.objects.exists()
    organiser.post(f"{address}write/")
    do_all()
    page = organiser.get(address).content.decode()
    assert "Import the sound rows" not in page
    faulty = organiser.get(f"{address}to-correct.xlsx")
    assert read(faulty.content)[1][:3] == ("Boris", "", "boris at example.org")
    shown = organiser.get(f"{OFFICE}/people/?words=АННА").content.decode()
    assert "anna@example.org" in shown
    assert "anna@example.org" not in organiser.get(f"{OFFICE}/people/?role=press").content.decode()
    exported = organiser.get(f"{OFFICE}/people/export.xlsx?words=anna").content
    assert read(exported)[1][1:4] == ("=cmd()", "Анна", "anna@example.org")
    table = organiser.get(f"{OFFICE}/people/export.csv").content.decode()
    assert "'=cmd()" in table
    for content, name in ((exported, "a.xlsx"), (table.encode(), "a.csv")):
        again = upload(organiser, content, name)
        do_all()
        found = UploadedList.objects.get(pk=again.rstrip("/").rpartition("/")[2]).findings
        assert (found["made"], found["changed"], found["same"]) == (0, 0, 1), found
    firms = organiser.get(f"{OFFICE}/organisations/export.xlsx").content
    assert read(firms)[1][1] == "Works"
    assert edition.uploaded_lists.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_queue")
def test_people_are_invited_once_and_again_only_when_asked(organiser: Client) -> None:  # noqa: F811
    edition = make.edition()
    who = make.participation(edition, person=make.person(name="Anna", languages=["en"]))
    make.participation(edition, person=make.person(), state="rejected")
    for _press in range(2):
        organiser.post(f"{OFFICE}/people/invite/")
        do_all()
    held = Message.objects.get()
    assert (held.person_id, held.state) == (who.person_id, MailState.HELD)
    link = held.body.rpartition("http://127.0.0.1:8000")[2].strip()
    for state in (MailState.QUEUED, MailState.SENT):  # what waits yet is not written a second time
        organiser.post(f"{OFFICE}/people/invite/", {"again": "yes"})
        do_all()
        assert Message.objects.count() == 1
        Message.objects.update(state=state, sent_at=timezone.now())
    organiser.post(f"{OFFICE}/people/invite/", {"again": "yes"})
    do_all()
    assert Message.objects.count() == 2
    changes = Change.objects.filter(act="invite_people").order_by("pk")
    assert [(one.after or {})["people"] for one in changes] == [1, 0, 0, 0, 1]
    assert {one.account_id for one in changes} == {Account.objects.get().pk}
    assert all(link in message.body for message in Message.objects.all())
    assert Participation.objects.count() == 2
    page = Client().get(link)
    assert "Anna" in page.content.decode()
    assert "sessionid" not in page.cookies
    cut = Client().get(f"{link[:-2]}x/")
    assert cut.status_code == 404
    assert "This link is not complete" in cut.content.decode()
    assert Client().get(link.replace("river", "lake")).status_code == 404


def test_an_invitation_opened_by_somebody_else_who_is_signed_in_says_so(edition: Edition) -> None:
    invited = make.participation(edition, person=make.person(name="Anna", email="anna@example.org"))
    link = f"/{edition.code}/invitation/{make_invitation_token(invited)}/"
    browser = Client()
    for address, is_said in (("other@example.org", True), ("ANNA@example.org", False)):
        browser.force_login(
            open_account(address), backend="django.contrib.auth.backends.ModelBackend"
        )
        for _press in range(2):
            page = browser.get(link).content.decode()
            assert (f"You are signed in as <bdi>{address}" in page) == is_said
            assert ("Come in" in page) != is_said
    assert Account.objects.filter(person=invited.person).count() == 0


def test_an_empty_file_is_said_so(organiser: Client, edition: Edition) -> None:  # noqa: F811
    answer = organiser.post(
        IMPORTS, {"kind": "people", "file": SimpleUploadedFile("people.csv", b"")}
    )
    assert answer.status_code == 400
    assert "Choose a file" in answer.content.decode()
    assert organiser.post(IMPORTS, {"kind": "people"}).status_code == 400
    assert organiser.post(IMPORTS, {"kind": "x", "file": io.BytesIO(b"x")}).status_code == 404


def test_others_see_and_do_none_of_it(visitor: Client, edition: Edition) -> None:  # noqa: F811
    stranger = Client()
    for path in (
        "/people/", "/people/export.csv", "/organisations/", "/organisations/export.xlsx",
        "/imports/", "/imports/1/", "/imports/1/to-correct.xlsx",
    ):  # fmt: skip
        assert visitor.get(f"{OFFICE}{path}").status_code == 403
        assert stranger.get(f"{OFFICE}{path}").status_code == 302
    for path in ("/people/invite/", "/imports/", "/imports/1/check/", "/imports/1/write/"):
        assert visitor.post(f"{OFFICE}{path}").status_code == 403


def test_lists_of_another_edition_are_not_found(organiser: Client, edition: Edition) -> None:  # noqa: F811
    other = UploadedList.objects.create(
        edition=make.edition("lake-2024"), kind="people", name="x", content=b"x", size=1
    )
    assert organiser.get(f"{IMPORTS}{other.pk}/").status_code == 404
    assert organiser.post(f"{IMPORTS}{other.pk}/write/").status_code == 404
    assert organiser.get(f"{OFFICE}/people/export.doc").status_code == 404
