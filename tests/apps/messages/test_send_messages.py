"""What is queued is mailed once, by a real server, whatever it says and whatever dies."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import connections
from django.utils import timezone
from tests.apps.messages.mail_server import GONE, Mailbox, serve_mail, use_server
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain import hand_over, send_messages
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.messages.domain.release_mail import count_as_sent, send_doubtful
from fairlead.apps.messages.domain.send_messages import (
    is_unknown_address,
    send_due_messages,
    send_one,
)
from fairlead.apps.messages.domain.wish_mail import wish_mail
from fairlead.apps.messages.mail import word_mail
from fairlead.apps.messages.mail_smtp import EmailBackend
from fairlead.apps.messages.models import BouncedAddress, MailRules, MailState, Message, Wish
from fairlead.apps.messages.purposes import find_purpose
from fairlead.apps.messages.queries.outbox import find_server_trouble
from fairlead.apps.messages.queries.postbag import Postbag
from fairlead.apps.messages.words import OwnText
from fairlead.apps.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db: None) -> Edition:
    """Return an edition without quiet hours."""
    edition = make.edition(languages=["en", "ru", "ar"])
    MailRules.objects.create(
        edition=edition,
        sender_name="River Fair",
        reply_to="office@example.org",
        quiet_from=dt.time(0),
        quiet_until=dt.time(0),
    )
    return edition


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    taken = Mailbox()
    with serve_mail(taken):
        yield taken


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send_messages, "_SERVER_PAUSES", (0.0,))


def queue(edition: Edition, person: Person, key: str = "1", **words: Any) -> Message:
    given = {"purpose": "conversation", "subject": "Hello", "body": "Come."} | words
    return queue_message(person=person, edition=edition, key=key, **given)


def send() -> int:
    return send_due_messages(stops=threading.Event())


def make_all_due() -> None:
    Message.objects.filter(state=MailState.QUEUED).update(
        due_at=timezone.now() - dt.timedelta(minutes=1)
    )


def test_a_message_is_mailed_once_with_what_mail_programs_ask_for(
    edition: Edition, mailbox: Mailbox
) -> None:
    person = make.person(email="anna@example.org", languages=["ar"])
    message = queue(edition, person, link="/ru/river-2024/desk/")
    assert send() == 1
    assert send() == 0
    (mail,) = mailbox.mails
    assert mailbox.recipients == ["anna@example.org"]
    assert mail["From"] == "River Fair <fair@example.org>"
    assert mail["Reply-To"] == "office@example.org"
    assert mail["Message-ID"] == f"<{message.uid}@example.org>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith("<https://fair.example.org/ar/unsubscribe/")
    assert mail["Content-Language"] == "ar"
    plain = mail.get_body(("plain",))
    shown = mail.get_body(("html",))
    assert plain is not None
    assert shown is not None
    assert "https://fair.example.org/ar/river-2024/desk/" in plain.get_content()
    assert 'dir="rtl"' in shown.get_content()
    assert 'href="https://fair.example.org/ar/river-2024/desk/"' in shown.get_content()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MailState.SENT, 1)
    assert message.sent_at is not None


def test_what_cannot_be_left_offers_no_way_to(edition: Edition, mailbox: Mailbox) -> None:
    queue(edition, make.person(), purpose="meeting")
    send()
    assert mailbox.mails[0]["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: everybody@example.org",
        "<img src=x onerror=alert(1)>",
        "[free](http://evil.example)",
        "A" * 5000,
    ],
)
def test_a_name_is_neither_header_nor_markup_nor_link(
    edition: Edition, mailbox: Mailbox, name: str
) -> None:
    told = {"name": name, "fair": name, "days": "8-11 July", "address": OwnText("https://x/y")}
    queue(edition, make.person(), template="invitation", context=told)
    send()
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert mailbox.recipients == [mail["To"]]
    shown = mail.get_body(("html",))
    assert shown is not None
    assert "<img" not in shown.get_content()
    assert 'href="http://evil' not in shown.get_content()
    assert len(mail["Subject"]) <= 300


def test_a_server_that_is_away_loses_nothing_and_uses_up_no_attempt(edition: Edition) -> None:
    for number in range(3):
        queue(edition, make.person(), key=str(number))
    mailbox = Mailbox()
    with serve_mail(mailbox) as port:
        pass
    with use_server(port):  # nobody listens there any more
        for _hour in range(30):
            assert send() == 0
    waiting = Message.objects.values_list("state", "attempts")
    assert list(waiting) == [(MailState.QUEUED, 0)] * 3
    trouble = find_server_trouble(edition)
    assert trouble is not None
    assert "ConnectionRefusedError" in trouble.error
    with serve_mail(mailbox, port=port):
        assert send() == 3
    assert len(mailbox.mails) == 3
    assert find_server_trouble(edition) is None


def test_a_message_that_the_server_ends_the_connection_at_says_so(
    edition: Edition, mailbox: Mailbox
) -> None:
    message = queue(edition, make.person())
    mailbox.data_answers = ["421 4.3.2 closing"] * 13
    for attempt in range(1, 14):
        make_all_due()
        send()
        message.refresh_from_db()
        assert message.error == "the mail server takes no mail: it said 421", attempt
    assert message.state == MailState.FAILED


def test_an_address_that_is_none_bounces_and_is_written_to_no_more(
    edition: Edition, mailbox: Mailbox
) -> None:
    person = make.person(email="gone@example.org")
    mailbox.answers["gone@example.org"] = ["550 5.1.1 no such user"]
    first = queue(edition, person)
    send()
    first.refresh_from_db()
    assert (first.state, first.error) == (MailState.FAILED, "550 5.1.1 no such user")
    assert BouncedAddress.objects.get().address == "gone@example.org"
    del mailbox.answers["gone@example.org"]
    second = queue(edition, person, key="2")
    send()
    second.refresh_from_db()
    assert second.state == MailState.FAILED
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("code", "said", "unknown"),
    [
        (550, "5.1.1 no such user", True),
        (550, "no such user", True),
        (552, "5.2.2 mailbox full", False),
        (550, "5.7.1 we think that this is spam", False),
        (554, "rejected", False),
    ],
)
def test_only_an_unknown_address_is_marked(code: int, said: str, unknown: bool) -> None:  # noqa: FBT001
    assert is_unknown_address(code, said) is unknown


def test_one_put_off_is_tried_later_and_the_others_go_on(
    edition: Edition, mailbox: Mailbox
) -> None:
    mailbox.answers["busy@example.org"] = ["451 4.7.1 try later"]
    put_off = queue(edition, make.person(email="busy@example.org"))
    queue(edition, make.person(), key="2")
    assert send() == 2
    put_off.refresh_from_db()
    assert (put_off.state, put_off.attempts) == (MailState.QUEUED, 1)
    assert put_off.error == "451 4.7.1 try later"
    assert put_off.due_at > timezone.now() + dt.timedelta(seconds=50)
    assert len(mailbox.mails) == 1
    for _attempt in range(8):
        make_all_due()
        send()
    put_off.refresh_from_db()
    assert (put_off.state, put_off.attempts) == (MailState.FAILED, 9)
    assert not BouncedAddress.objects.exists()


def test_a_mail_refused_for_what_it_says_fails_and_the_address_stays(
    edition: Edition, mailbox: Mailbox
) -> None:
    mailbox.data_answers = ["554 5.6.0 no"]
    message = queue(edition, make.person())
    send()
    message.refresh_from_db()
    assert message.state == MailState.FAILED
    assert not BouncedAddress.objects.exists()


def test_a_mail_put_off_before_its_content_is_in_nobodys_way(
    edition: Edition, mailbox: Mailbox
) -> None:
    mailbox.offer_answers = ["451 4.7.1 try later"]
    put_off, other = queue(edition, make.person()), queue(edition, make.person(), key="2")
    assert send() == 2
    put_off.refresh_from_db()
    other.refresh_from_db()
    assert (put_off.state, put_off.error) == (MailState.QUEUED, "451 4.7.1 try later")
    assert other.state == MailState.SENT


@pytest.mark.parametrize("module", ["write", "send"])
def test_a_mail_that_we_cannot_write_is_tried_again_and_given_up_at_last(
    edition: Edition, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ImportError("half an upgrade")

    first = queue(edition, make.person())
    second = queue(edition, make.person(), "2")
    with monkeypatch.context() as broken:
        if module == "write":
            broken.setattr(hand_over, "write_mail", fail)
        else:
            broken.setattr(EmailMessage, "message", fail)
        assert send() == 2
        first.refresh_from_db()
        assert (first.state, first.attempts) == (MailState.QUEUED, 1)
        assert first.due_at > timezone.now()
        assert first.error == "cannot be written: ImportError"
        Message.objects.filter(pk=second.pk).update(attempts=len(send_messages._PAUSES))
        make_all_due()
        assert send() == 2
    second.refresh_from_db()
    assert (second.state, mailbox.mails) == (MailState.FAILED, [])
    make_all_due()
    send()
    first.refresh_from_db()
    assert (first.state, first.error) == (MailState.SENT, "")


def test_a_worker_killed_before_the_server_was_asked_sends_it_later(
    edition: Edition, mailbox: Mailbox
) -> None:
    message = queue(edition, make.person())
    (claimed,) = send_messages._claim(20)
    assert send() == 0  # not due again before its pause is over
    make_all_due()
    assert send() == 1
    # The first, were it only slow, finds that the message is not its own any more.
    send_one(get_connection(), claimed, Postbag([claimed]))
    message.refresh_from_db()
    assert message.state == MailState.SENT
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_mail_each_message_once(mailbox: Mailbox) -> None:
    edition = make.edition()
    for number in range(60):
        queue(edition, make.person(), key=str(number), purpose="sign_in")

    def work() -> None:
        send()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mailbox.mails) == 60
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 60
    assert set(Message.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_nothing_is_mailed_at_night_and_nothing_to_who_left_meanwhile(
    edition: Edition, mailbox: Mailbox
) -> None:
    person = make.person()
    late = queue(edition, person)
    left = queue(edition, person, key="2", purpose="invitation")
    wish_mail(person.pk, find_purpose("invitation"), Wish.NEVER)
    clock = timezone.now().astimezone(edition.zone)
    MailRules.objects.update(
        quiet_from=(clock - dt.timedelta(hours=1)).time(),
        quiet_until=(clock + dt.timedelta(hours=1)).time(),
    )
    send()
    late.refresh_from_db()
    left.refresh_from_db()
    assert mailbox.mails == []
    assert (late.state, late.attempts) == (MailState.QUEUED, 0)
    assert late.due_at > timezone.now() + dt.timedelta(minutes=50)
    assert left.state == MailState.UNWANTED


def test_a_digest_is_one_mail_of_all_that_waits(edition: Edition, mailbox: Mailbox) -> None:
    person = make.person(languages=["en"])
    for number in range(3):
        queue(edition, person, key=str(number), purpose="news", subject=f"News {number}")
    queue(edition, make.person(), key="0", purpose="news")
    assert send() == 0  # before the hour of the digest
    make_all_due()
    send()
    subjects = sorted(mail["Subject"] for mail in mailbox.mails)
    assert subjects == ["3 messages for you", "Hello"]
    digest = next(mail for mail in mailbox.mails if mail["Subject"] == "3 messages for you")
    body = digest.get_body(("plain",))
    assert body is not None
    assert all(f"News {number}" in body.get_content() for number in range(3))
    states = sorted(Message.objects.values_list("state", flat=True))
    assert states == [MailState.GATHERED] * 3 + [MailState.SENT]


def test_nobody_takes_a_digest_for_left_that_is_about_to_be_given(
    edition: Edition, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, mark = make.person(), hand_over._mark_as_sent

    def look_first(batch: list[Message]) -> None:
        assert hand_over.hold_unanswered() == 0
        mark(batch)

    monkeypatch.setattr(hand_over, "_mark_as_sent", look_first)
    for number in range(3):
        queue(edition, person, key=str(number), purpose="news")
    make_all_due()
    send_due_messages(stops=threading.Event(), at_most=1)  # the others are not claimed
    assert len(mailbox.mails) == 1
    assert set(Message.objects.values_list("state", flat=True)) == {MailState.GATHERED}


def test_without_an_address_it_stays_on_the_site(edition: Edition, mailbox: Mailbox) -> None:
    message = queue(edition, make.person(email=""))
    send()
    message.refresh_from_db()
    assert message.state == MailState.NO_ADDRESS


def test_what_the_office_sees_is_what_is_mailed(edition: Edition, mailbox: Mailbox) -> None:
    message = queue(edition, make.person())
    with use_server(1):
        wording = word_mail([message])
    send()
    body = mailbox.mails[0].get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == wording.text.splitlines()
    assert mailbox.mails[0]["Subject"] == wording.subject


class _Dies(BaseException):
    """Ends a sender as ``kill -9`` does: at once, with nothing noted."""


def test_a_mail_without_the_servers_answer_is_held_for_the_organiser(
    edition: Edition, mailbox: Mailbox
) -> None:
    first, second = queue(edition, make.person()), queue(edition, make.person(), "2")
    mailbox.data_answers = [GONE]
    assert send() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (MailState.DOUBTFUL, MailState.QUEUED)
    assert first.error == "the mail server was given it and did not answer"
    for _try in range(3):
        make_all_due()
        send()
    assert [mail["Message-ID"][1:37] for mail in mailbox.mails] == [str(first.uid), str(second.uid)]
    assert (count_as_sent(edition, "invitation"), count_as_sent(edition, "conversation")) == (0, 1)
    first.refresh_from_db()
    assert (first.state, first.error) == (MailState.SENT, "")


@pytest.mark.parametrize("arrives", [True, False])
def test_a_sender_that_dies_at_a_mail_leaves_it_in_doubt(
    edition: Edition, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, *, arrives: bool
) -> None:
    give = EmailBackend._give

    def die(self: EmailBackend) -> None:
        if arrives:
            give(self)
        raise _Dies

    message = queue(edition, make.person())
    code = queue(edition, make.person(), purpose="sign_in")
    with monkeypatch.context() as dying:
        dying.setattr(EmailBackend, "_give", die)
        for _message in (message, code):
            make_all_due()
            with pytest.raises(_Dies):
                send()
    assert set(Message.objects.values_list("state", flat=True)) == {MailState.SENDING}
    assert send() == 0  # their senders may be at them yet
    Message.objects.update(due_at=timezone.now() - dt.timedelta(seconds=1))
    assert send() == 1
    message.refresh_from_db()
    code.refresh_from_db()
    assert (message.state, code.state) == (MailState.DOUBTFUL, MailState.SENT)
    assert len(mailbox.mails) == (3 if arrives else 1)
    assert send_doubtful(edition, "conversation") == 1
    assert send() == 1
    message.refresh_from_db()
    assert message.state == MailState.SENT


def test_a_server_that_ends_each_connection_after_some_mails_takes_them_all(
    edition: Edition, mailbox: Mailbox
) -> None:
    mailbox.most_a_connection = 2
    for number in range(7):
        queue(edition, make.person(), key=str(number))
    assert send() == 7
    assert len(mailbox.mails) == 7
