"""Everything that is mailed is found on one's own desk, and by nobody else."""

from __future__ import annotations

from django.test import Client
from tests.sites import factories as make
from tests.sites.desk.test_access import enter

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.messages.models import MailWish, Message, Wish
from fairlead.apps.people.models import Participation

DESK = "/river-2024/desk/messages/"


def test_a_person_reads_its_own_messages_only(edition: Edition) -> None:
    anna, boris = enter(edition), enter(edition)
    people = [one.person for one in Participation.objects.order_by("pk")]
    for person, subject in zip(people, ("For Anna", "For Boris"), strict=True):
        for hold in (False, True):
            queue_message(
                person=person,
                edition=edition,
                purpose="news",
                key=f"held {hold}",
                subject=f"{subject} {'held' if hold else 'told'}",
                body="<script>alert(1)</script>",
                hold=hold,
            )
    page = anna.get(DESK).content.decode()
    assert "For Anna told" in page
    assert "For Boris" not in page
    assert "held" not in page
    assert "<script>alert" not in page
    newest = Message.objects.get(subject="For Anna told").pk
    anna.post(f"{DESK}read/", {"newest": str(newest + 100)})
    read = Message.objects.exclude(read_at=None).values_list("subject", flat=True)
    assert list(read) == ["For Anna told"]
    assert "For Boris told" in boris.get(DESK).content.decode()
    assert Client().get(DESK).status_code == 302


def test_a_person_chooses_what_comes_by_mail(edition: Edition) -> None:
    anna = enter(edition)
    page = anna.get(f"{DESK}mail/").content.decode()
    assert 'name="news"' in page
    assert 'name="meeting"' not in page
    anna.post(f"{DESK}mail/", {"news": "never", "meeting": "never", "programme": "nonsense"})
    assert list(MailWish.objects.values_list("purpose", "wish")) == [("news", Wish.NEVER)]


def test_of_another_edition_nothing_is_shown(edition: Edition) -> None:
    anna = enter(edition)
    queue_message(
        person=Participation.objects.get().person,
        edition=make.edition("lake-2024"),
        purpose="news",
        key="1",
        subject="Elsewhere",
        body="b",
    )
    assert "Elsewhere" not in anna.get(DESK).content.decode()
