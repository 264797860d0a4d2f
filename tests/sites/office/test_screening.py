"""The office's page of screening: a list is brought in, its hits are decided, by who may."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.screening.test_screening import work
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.screening.models import Decision, Hit, RestrictedList

PAGE = "/office/river-2024/screening/"
HEADER = "name,aliases,country,codes,source,day\n"


@pytest.fixture
def officer(edition: Edition) -> Client:
    """Return the browser of who decides."""
    return sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)


def send(client: Client, rows: str, name: str = "Test list") -> tuple[int, str]:
    """Bring a list in through the form; return the status and the page."""
    file = SimpleUploadedFile("list.csv", (HEADER + rows).encode(), "text/csv")
    answer = client.post(PAGE, {"name": name, "file": file}, follow=True)
    work()
    return answer.status_code, answer.content.decode()


def test_a_list_is_brought_in_and_its_hits_are_decided_with_a_reason(
    edition: Edition, officer: Client
) -> None:
    make.organisation(edition, name="<i>Primer</i> Podshipnik")
    assert "Nothing yet." in read(officer, PAGE)
    status, page = send(officer, "ООО «i Пример i Подшипник»,,RUS,,Ministry,2024-01-02\n")
    assert status == 200
    # While everybody is compared, none so far is not said as none.
    assert "there may be more hits than are counted here" in page
    assert "No hits so far." in page
    assert "<bdi>0</bdi>" not in page
    hit = Hit.objects.get()
    page = officer.get(PAGE).content.decode()
    assert "there may be more" not in page
    assert "&lt;i&gt;Primer" in page
    assert "to be decided" in page
    decide = f"{PAGE}{hit.pk}/decide/"
    officer.post(decide, {"state": "cleared", "reason": " "})
    assert not Decision.objects.exists()
    officer.post(decide, {"state": "nonsense", "reason": "None"})
    assert not Decision.objects.exists()
    officer.post(decide, {"state": "cleared", "reason": "=HYPERLINK(1) another firm"})
    hit.refresh_from_db()
    assert hit.state == "cleared"
    assert "another firm" in read(officer, PAGE)
    assert "another firm" in read(officer, f"{PAGE}?state=cleared")
    assert "No hits." in read(officer, f"{PAGE}?state=open&page=999999")
    table = officer.get(f"{PAGE}hits.csv").content.decode("utf-8-sig")
    (_header, row) = csv.reader(io.StringIO(table))
    assert not any(cell.startswith("=") for cell in row)
    officer.post(f"{PAGE}lists/{RestrictedList.objects.get().pk}/end/")
    assert not RestrictedList.objects.get().current


def test_a_faulty_list_is_refused_whole_with_its_lines(edition: Edition, officer: Client) -> None:
    status, page = send(officer, "Works,,RUS,,Ministry,2024-01-02\nOther,,Russia,,Ministry,soon\n")
    assert status == 400
    assert "Russia" in page
    assert "soon" in page
    assert not RestrictedList.objects.exists()
    for sent in ({}, {"file": SimpleUploadedFile("list.csv", b"")}):
        assert officer.post(PAGE, {"name": "Empty", **sent}).status_code == 400
    assert not RestrictedList.objects.exists()


def test_who_only_sees_decides_nothing_and_another_edition_is_not_reached(
    edition: Edition, officer: Client
) -> None:
    make.organisation(edition, name="Gear Works")
    send(officer, "Gear Works,,RUS,,Ministry,2024-01-02\n")
    hit, held = Hit.objects.get(), RestrictedList.objects.get()
    other = make.edition("lake-2025")
    stranger = sign_in("stranger@example.org", MemberRole.PROJECT_OFFICER, other)
    auditor = sign_in("auditor@example.org", MemberRole.AUDITOR, edition)
    assert "Gear Works" in read(auditor, PAGE)
    assert "Put in force" not in read(auditor, PAGE)
    said = {"state": "cleared", "reason": "Not meant"}
    for client, page, status in (
        (auditor, PAGE, 403),
        (stranger, PAGE, 403),
        (stranger, "/office/lake-2025/screening/", 404),
    ):
        assert client.post(f"{page}{hit.pk}/decide/", said).status_code == status
        assert client.post(f"{page}lists/{held.pk}/end/").status_code == status
    assert send(auditor, "Other,,RUS,,Ministry,2024-01-02\n")[0] == 403
    assert "Gear Works" not in read(stranger, "/office/lake-2025/screening/")
    assert "Gear" not in stranger.get("/office/lake-2025/screening/hits.csv").content.decode()
    hit.refresh_from_db()
    held.refresh_from_db()
    assert (hit.state, held.current) == ("open", True)
