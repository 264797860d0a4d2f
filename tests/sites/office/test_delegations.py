"""The office's pages of delegations: set up, filled, and out of reach for another edition's."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.delegations.models import Delegate, Delegation, Interpreter
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.roles import MemberRole

PAGES = "/office/river-2024/delegations/"


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of who registers people."""
    return sign_in("desk@example.org", MemberRole.REGISTRATION, edition)


def set_up(client: Client, pages: str = PAGES, **said: str) -> Delegation:
    """Set a delegation up through the form."""
    given = {"name_en": "Delegation of Belarus", "kind": "economy", "economy": "blr", **said}
    answer = client.post(f"{pages}new/", given)
    assert answer.status_code == 302
    return Delegation.objects.get(code=answer.headers["Location"].split("/")[-2])


def test_a_new_delegation_keeps_what_was_typed_when_it_is_refused(
    edition: Edition, office: Client
) -> None:
    assert "New delegation" in read(office, f"{PAGES}new/")
    given = {"kind": "body", "economy": "Belarus", "quota": "7", "arrives": "2024-07-08T19:00"}
    answer = office.post(f"{PAGES}new/", given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Expected a name. Expected the code of an economy" in page
    assert 'value="7"' in page
    assert 'value="2024-07-08T19:00"' in page
    assert '<option value="body" selected>' in page
    assert not Delegation.objects.exists()
    ministry = make.organisation(edition, country="BLR")
    made = set_up(office, quota="7", organisation=ministry.code)
    assert (made.economy, made.quota, made.organisation) == ("BLR", 7, ministry)
    assert f'value="{ministry.code}"' in office.get(f"{PAGES}{made.code}/edit/").content.decode()
    again = office.post(f"{PAGES}{made.code}/edit/", {"name_en": "", "economy": "BLR"})
    assert "<h1>Delegation of Belarus</h1>" in again.content.decode().replace("<bdi>", "").replace(
        "</bdi>", ""
    )


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("quota", "many"), ("quota", "20000"), ("quota", "-1"), ("quota", "\u0667"),
        ("position", "first"), ("arrives", "Monday"), ("leaves", "9999-99-99T10:00"),
        ("leaves", "0001-01-01T00:00"), ("exposition", "nowhere"),
        ("organisation", "nobody"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_clears_nothing(
    office: Client, field: str, typed: str
) -> None:
    said = {"quota": "7", "arrives": "2024-07-08T19:00", "leaves": "2024-07-09T19:00"}
    made = set_up(office, position="2", **said)
    given = {"name_en": "Other", "kind": "economy", "economy": "BLR", "position": "2", **said}
    answer = office.post(f"{PAGES}{made.code}/edit/", {**given, field: typed})
    assert answer.status_code == 400
    assert "Expected" in answer.content.decode()
    kept = Delegation.objects.get(code=made.code)
    assert (kept.name, kept.quota, kept.position) == (made.name, 7, 2)
    assert (kept.arrives_at, kept.leaves_at) == (made.arrives_at, made.leaves_at)


def test_nothing_of_another_delegation_is_changed_through_ones_own(
    edition: Edition, office: Client
) -> None:
    one, two = set_up(office), set_up(office, economy="KAZ")
    who = make.participation(edition, roles=["delegate"])
    office.post(f"{PAGES}{two.code}/add/", {"person": who.code, "office": "head"})
    held = Delegate.objects.get()
    guide = Interpreter.objects.create(
        edition=edition, code="i-1", name={"en": "Guide"}, languages=["ru"]
    )
    times = {"begins": "2024-07-10T10:00", "ends": "2024-07-10T11:00"}
    office.post(f"{PAGES}{two.code}/book/", {"interpreter": guide.code, "language": "ru", **times})
    office.post(f"{PAGES}{two.code}/plan/", {"title_en": "Reception", "title_ru": "Приём", **times})
    booking, item = two.interpreter_bookings.get(), two.items.get()
    office.post(f"{PAGES}{one.code}/remove/", {"delegate": held.pk})
    office.post(f"{PAGES}{one.code}/free/", {"booking": booking.pk})
    office.post(f"{PAGES}{one.code}/unplan/", {"item": item.pk})
    assert two.delegates.count() == two.interpreter_bookings.count() == two.items.count() == 1
    other = make.edition("lake-2025")
    elsewhere = sign_in("lake@example.org", MemberRole.REGISTRATION, other)
    pages = "/office/lake-2025/delegations/"
    for address in (f"{pages}{two.code}/", f"{pages}{two.code}/edit/"):
        assert elsewhere.get(address).status_code == 404
    assert elsewhere.post(f"{pages}{two.code}/add/", {"person": who.code}).status_code == 404
    assert elsewhere.get(f"{PAGES}{two.code}/").status_code == 403
    mine = set_up(elsewhere, pages)
    stolen = {"interpreter": guide.code, "language": "ru", **times}
    elsewhere.post(f"{pages}{mine.code}/book/", stolen)
    elsewhere.post(f"{pages}{mine.code}/add/", {"person": who.code, "office": "head"})
    assert not mine.interpreter_bookings.exists()
    assert not mine.delegates.exists()
