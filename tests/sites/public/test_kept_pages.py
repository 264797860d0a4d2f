"""What a process keeps of an edition is never shown after a change, no matter who made it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from tests.sites import factories as make
from tests.texts import english

from fairlead.apps.exhibition.models import Exhibitor, Hall, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Need, Offer

_READER = """
import sys, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
connection.settings_dict["OPTIONS"]["role"] = "superuser"  # whose the test's tables are
from django.test import Client
client = Client(headers={"host": "localhost"})
for address in sys.stdin:
    print(repr(client.get(address.strip()).content.decode()), flush=True)
"""


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor with an offer."""
    exhibitor = make.exhibitor(edition, organisation=make.organisation(edition, name="Old Name"))
    make.offer(edition, organisation=exhibitor.organisation, title="Old title")
    return exhibitor


def _rename(host: Exhibitor) -> None:
    Organisation.objects.filter(pk=host.pk).update(name=english("New Name"))


def _rename_in_sql(host: Exhibitor) -> None:
    with connection.cursor() as cursor:
        cursor.execute('UPDATE people_organisation SET name = \'{"en": "New Name"}\'')


def _rename_offer(host: Exhibitor) -> None:
    Offer.objects.update(title=english("New title"))


def _renumber(host: Exhibitor) -> None:
    Stand.objects.update(number="New number")


def _rename_hall(host: Exhibitor) -> None:
    Hall.objects.update(name=english("New hall"))


def _leave(host: Exhibitor) -> None:
    host.delete()


def _need(host: Exhibitor) -> None:
    make.need(host.edition, title="New need")


def _hide(host: Exhibitor) -> None:
    Need.objects.update(hidden=True)


@pytest.mark.parametrize(
    ("address", "change", "before", "after"),
    [
        ("exhibitors/", _rename, "Old Name", "New Name"),
        ("exhibitors/", _rename_in_sql, "Old Name", "New Name"),
        ("exhibitors/", _rename_offer, "Old title", "New title"),
        ("exhibitors/", _renumber, "A00", "New number"),
        ("exhibitors/", _leave, "Old Name", "No exhibitor fits"),
        ("exhibitors/?q=title", _leave, "Old Name", "No exhibitor fits"),
        ("exhibitors.csv", _rename, "Old Name", "New Name"),
        ("halls/", _rename_hall, "Hall 1", "New hall"),
        ("halls/1/", _rename, "Old Name", "New Name"),
        ("halls/1/", _leave, "Old Name", "Nobody exhibits"),
        ("countries/", _leave, "Belarus", "No country takes part yet"),
        ("needs/", _need, "No need fits", "New need"),
    ],
)
def test_a_change_is_on_the_next_page(
    client: Client,
    edition: Edition,
    host: Exhibitor,
    *,
    address: str,
    change: Callable[[Exhibitor], None],
    before: str,
    after: str,
) -> None:
    first = client.get(f"/river-2024/{address}").content.decode()
    change(host)
    second = client.get(f"/river-2024/{address}").content.decode()
    assert (before in first, after in first) == (True, False)
    assert (before in second, after in second) == (False, True)


def test_a_hidden_need_is_gone_from_the_next_page(client: Client, edition: Edition) -> None:
    make.need(edition, title="Bearings for the river")
    assert "Bearings for the river" in client.get("/river-2024/needs/").content.decode()
    Need.objects.update(hidden=True)
    page = client.get("/river-2024/needs/").content.decode()
    assert "Bearings for the river" not in page
    assert "0 needs" in page


def test_a_meeting_called_off_is_gone_from_the_next_page(
    client: Client, edition: Edition, host: Exhibitor
) -> None:
    released = make.timetable(edition, state="released")
    for number in (1, 2):
        make.meeting(released, host, make.slot(edition, number=number))
    assert "<dd>2</dd>" in client.get("/river-2024/meetings/").content.decode()
    meeting = Meeting.objects.first()
    assert meeting is not None
    meeting.delete()
    assert "<dd>1</dd>" in client.get("/river-2024/meetings/").content.decode()


def test_each_language_and_edition_keeps_its_own(client: Client, edition: Edition) -> None:
    other = make.edition(code="other-2024")
    for of, name in ((edition, "Ours"), (other, "Theirs")):
        make.exhibitor(of, organisation=make.organisation(of, name=name, name_ru=f"{name} ру"))
    for _ in range(2):
        assert ">Ours<" in client.get("/river-2024/exhibitors/").content.decode()
        assert ">Ours ру<" in client.get("/ru/river-2024/exhibitors/").content.decode()
        assert ">Theirs<" in client.get("/other-2024/exhibitors/").content.decode()


def test_a_value_is_made_once_for_a_stamp_and_its_arguments(edition: Edition) -> None:
    made: list[tuple[str, str | None]] = []

    @keep_by_stamp
    def make_it(edition: Edition, what: str, *, more: str = "") -> str:
        made.append((what + more, translation.get_language()))
        return what

    for language in ("en", "ru"):
        with translation.override(language):
            for what in ("a", "b", "a"):
                assert make_it(edition, what) == what
            assert make_it(edition, "a", more="c") == "a"
    wanted = [(what, language) for language in ("en", "ru") for what in ("a", "b", "ac")]
    assert made == wanted
    edition.save()
    with translation.override("en"):
        assert make_it(Edition.objects.get(pk=edition.pk), "a") == "a"
    assert made[len(wanted) :] == [("a", "en")]


def test_what_was_not_asked_for_longest_is_let_go(edition: Edition) -> None:
    made: list[int] = []

    @keep_by_stamp
    def make_it(edition: Edition, number: int) -> int:
        made.append(number)
        return number

    for number in range(1000):
        make_it(edition, number)
        make_it(edition, 0)  # asked for again and again, so it stays
    assert made == list(range(1000))
    make_it(edition, 1)
    assert made[-1] == 1


@pytest.fixture
def reader() -> Iterator[Callable[[str], str]]:
    """Return what asks another process of the site for a page."""
    process = subprocess.Popen(
        [sys.executable, "-c", _READER, str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def read(address: str) -> str:
        print(address, file=process.stdin, flush=True)
        return process.stdout.readline()  # type: ignore[union-attr]

    yield read
    process.stdin.close()
    process.stdout.close()
    process.wait(timeout=30)


@pytest.mark.django_db(transaction=True)
def test_another_process_sees_a_change_at_once_and_never_one_not_committed(
    reader: Callable[[str], str],
) -> None:
    edition = make.edition()
    make.exhibitor(edition, organisation=make.organisation(edition, name="Old Name"))
    address = "/river-2024/exhibitors/"
    assert "Old Name" in reader(address)
    with transaction.atomic():
        Organisation.objects.update(name=english("New Name"))
        assert "Old Name" in reader(address)
    assert "New Name" in reader(address)
