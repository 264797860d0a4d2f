"""Every list is taken along as XLSX and CSV: with its filter, as it is shown, and no formula."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.test import Client
from python_calamine import load_workbook
from tests.sites import factories as make

from fairlead.apps.consortia.models import Signing
from fairlead.apps.delegations.models import Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import MatchList, Reason
from fairlead.apps.work.models import Work
from fairlead.folder.localized_text import LocalizedText

FORMULA, OTHER = '=HYPERLINK("http://x.example")', "Other Works"
OFFICE, DESK = "/office/river-2024/", "/river-2024/desk/"

# Each list, a filter that keeps the one with the formula, and one that keeps nothing ("" where the
# list has no filter).
LISTS = [
    (f"{OFFICE}registrations/export", "q=HYPERLINK", "state=rejected"),
    (f"{OFFICE}people/export", "words=HYPERLINK", "words=nobody"),
    (f"{OFFICE}organisations/export", "words=HYPERLINK", "words=nobody"),
    (f"{OFFICE}dashboard/people/export", "firm=risky", "firm=none"),
    (f"{OFFICE}projects/export", "", ""),
    (f"{OFFICE}session-figures/export", "q=HYPERLINK", "day=2024-07-09"),
    (f"{OFFICE}background/export", "", ""),
    (f"{OFFICE}members/export", "", ""),
    (f"{OFFICE}delegations", "", ""),
    (f"{OFFICE}signings", "", ""),
    (f"{OFFICE}timetables/0/export", "q=HYPERLINK", "q=nobody"),
    (f"{OFFICE}timetables/0/left/export", "q=HYPERLINK", "reason=tables"),
    (f"{OFFICE}changes/export", "", "act=none"),
    (f"{DESK}requests/export", "", ""),
    (f"{DESK}agenda/export", "", ""),
    (f"{DESK}meet/export", "", "show=saved"),
]


@pytest.fixture
def me(edition: Edition) -> Participation:
    """Return somebody of the edition, in whose lists a firm has a formula for its name."""
    risky = make.organisation(edition, code="risky", name=FORMULA)
    make.organisation(edition, name=OTHER)
    host = make.exhibitor(edition, organisation=risky)
    me = make.participation(edition, organisation=make.organisation(edition, name=FORMULA))
    make.participation(edition, roles=["exhibitor"], organisation=risky)
    held_in = make.timetable(edition, state="released")
    asked = MeetingRequest.objects.create(
        edition=edition, code="q-held", requester=me, recipient=host, state="accepted"
    )
    current = make.held_now(held_in)
    Meeting.objects.create(
        timetable=current, request=asked, slot=make.slot(edition), place="stand",
        stand=host.stand, seat=1,
    )  # fmt: skip
    MeetingRequest.objects.create(
        edition=edition, code="q-left", requester=make.participation(edition), recipient=host
    )
    make.project(edition, title=FORMULA)
    make.session(edition, title=FORMULA)
    me.person.name = LocalizedText({"en": FORMULA})
    me.person.save()
    Change.objects.create(edition=edition.code, act="=1+1", about="x", about_id=1, after={"a": 1})
    Work.objects.create(edition=edition, kind="=1+1", key="1")
    Delegation.objects.create(
        edition=edition, code="d-1", economy="BLR", name=LocalizedText({"en": FORMULA})
    )
    Signing.objects.create(
        edition=edition,
        code="s-1",
        session=make.session(edition),
        title=LocalizedText({"en": FORMULA}),
    )
    matching = make.matching(edition)
    reason = Reason.objects.create(run=matching.run, words=LocalizedText({"en": "=1"}))
    MatchList.objects.create(
        run=matching.run, participation=me, partner_kind="organisation", partners=[risky.pk],
        scores=[0.5], mutual=[0.5], reasons=[reason.pk],
    )  # fmt: skip
    return me


@pytest.fixture
def browser(edition: Edition, me: Participation) -> Client:
    """Return the browser of that person, who owns the edition besides."""
    account = Account.objects.create_user("=somebody@example.org")
    account.person = me.person
    account.save()
    appoint(account, MemberRole.OWNER, edition=edition, by=COMMAND_LINE)
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(("address", "one", "none"), LISTS)
def test_a_list_as_a_table(browser: Client, address: str, one: str, none: str) -> None:
    text = browser.get(f"{address}.csv?{one}")
    assert text.status_code == 200, text.content
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))
    book = browser.get(f"{address}.xlsx?{one}").content
    cells = load_workbook(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(rows) == len(cells) > 1
    assert rows[0] == cells[0]
    risky = [cell for row in rows for cell in row if "=" in cell]
    assert risky, "the formula is in the table"
    assert not [cell for cell in risky if cell.startswith("=")]
    # In the workbook it stands as it is, and as text.
    assert [cell for row in cells for cell in row if str(cell).startswith("=")]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    if none:
        assert browser.get(f"{address}.csv?{none}").content.count(b"\n") == 1
    assert browser.get(f"{address}.txt", follow=True).status_code == 404


def test_heads_and_words_are_in_the_language_of_the_page(browser: Client, edition: Edition) -> None:
    make.project(edition, code="plant")
    for address, codes in (
        (f"{OFFICE}projects.xlsx", {"OC4IDS", "SHA-256"}),
        (f"{OFFICE}outbox/export.xlsx", {"Sheet1"}),
        (f"{OFFICE}changes/export.xlsx", {"Sheet1"}),
    ):
        content = browser.get(f"/ru{address}").content
        for sheet in load_workbook(io.BytesIO(content)).sheet_names:
            head = load_workbook(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()[0]
            words = {word for cell in (sheet, *head) for word in str(cell).split()}
            assert {word for word in words if word.isascii()} <= codes, (address, sheet)
