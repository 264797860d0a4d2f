"""No log says who somebody is: a name and an address go through the site, and stand in none."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import Account, ParticipationType, Person
from fairlead.apps.transfer.domain.upload_list import import_list, upload_list
from fairlead.apps.transfer.models import ListKind, UploadedList
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db(transaction=True)
NAME, ADDRESS = "Markername Wonderling", "markeraddress@example.org"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Yield all that any logger says meanwhile, down to the least."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    root = logging.getLogger()
    names = [
        name for name in logging.root.manager.loggerDict if name.startswith(("fairlead", "django"))
    ]
    loggers = [root, *(logging.getLogger(name) for name in names)]
    before = [(one, one.level) for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        # Their DEBUG says all: it is for developers, never on where a fair is run.
        wordy = one.name.startswith(("django.db", "django.template"))
        one.setLevel(logging.INFO if wordy else logging.DEBUG)
    yield said
    for one, level in before:
        one.removeHandler(handler)
        one.setLevel(level)


@override_settings(EMAIL_BACKEND="fairlead.apps.messages.mail_smtp.EmailBackend", EMAIL_PORT=1)
def test_nobody_is_named_in_a_log(
    edition: Edition, client: Client, logged: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    ParticipationType.objects.create(
        edition=edition, code="visitor", name=LocalizedText({"en": "Visitor"}), role="visitor"
    )
    # A code that cannot be sent, wrong ones, a registration and a faulty one.
    for _ in range(3):
        client.post("/account/sign-in/", {"email": ADDRESS, "edition": edition.code})
        client.post("/account/code/", {"code": "000000"})
    account = open_account(ADDRESS)
    client.force_login(account)
    said = {"name": NAME, "country": "DEU", "position": NAME}
    assert client.post("/river-2024/register/", said | {"country": "?"}).status_code == 400
    assert client.post("/river-2024/register/", said).status_code == 302
    # What is there of nobody else, and what is refused.
    for address in (f"/office/river-2024/people/?words={NAME}", "/none/"):
        client.get(address)
    # A list with a row that is sound and one that is not, and a mail that does not go out.
    office = Account.objects.create_user("organiser@example.org")
    table = f"id,name,email,country\nm-1,{NAME},x{ADDRESS},DEU\nm 2,{NAME},{ADDRESS} and,Atlantis\n"
    upload_list(edition, office, kind=ListKind.PEOPLE, name="people.csv", content=table.encode())
    do_work(Work.objects.latest("pk").pk)
    import_list(UploadedList.objects.get(), office)
    do_work(Work.objects.latest("pk").pk)
    assert Person.objects.filter(email=f"x{ADDRESS}").exists()
    queue_message(person=make.person(name=NAME, email=ADDRESS), edition=edition, purpose="meeting",
                  key="1", subject=NAME, body=NAME)  # fmt: skip
    logging.getLogger("fairlead").warning("the end")
    shown = capfd.readouterr()
    everything = logged.getvalue() + shown.out + shown.err
    assert "the end" in everything
    for word in ("Markername", "markeraddress", "Wonderling"):
        lines = [line for line in everything.splitlines() if word in line]
        assert lines == [], word
