"""The organiser sees what goes to whom before it goes."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone
from tests.sites import factories as make
from tests.sites.office.test_office import organiser, visitor  # noqa: F401  fixtures

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.messages.models import SERVER_AWAY, BouncedAddress, MailRules, MailState, Message
from fairlead.apps.people.models import Account, Change

OUTBOX = "/office/river-2024/outbox/"


def queue(edition: Edition, key: str = "1", *, hold: bool = False, subject: str = "Hi") -> Message:
    return queue_message(
        person=make.person(name="Anna"),
        edition=edition,
        purpose="invitation",
        key=key,
        subject=subject,
        body="Come <b>soon</b>",
        hold=hold,
    )


def test_messages_are_counted_read_and_sent_when_the_organiser_says_so(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    held = [queue(edition, str(number), hold=True) for number in range(3)]
    queue(make.edition("lake-2024"), subject="Elsewhere")
    page = organiser.get(OUTBOX).content.decode()
    assert "Send 3 messages" in page
    assert "Elsewhere" not in page
    shown = organiser.get(f"{OUTBOX}{held[0].pk}/").content.decode()
    assert "Come &lt;b&gt;soon" in shown
    sent = organiser.post(f"{OUTBOX}invitation/change/", {"do": "send"}, follow=True)
    assert "3 messages are on their way." in sent.content.decode()
    assert set(Message.objects.filter(edition=edition).values_list("state", flat=True)) == {
        MailState.QUEUED
    }
    again = organiser.post(f"{OUTBOX}invitation/change/", {"do": "cancel"}, follow=True)
    assert "3 messages are not sent." in again.content.decode()
    filtered = organiser.get(f"{OUTBOX}?purpose=invitation&state=cancelled").content.decode()
    assert filtered.count("Anna") == 3
    assert organiser.get(f"{OUTBOX}?state=none").status_code == 404
    table = organiser.get(f"{OUTBOX}export.csv?purpose=invitation&state=cancelled")
    assert table.content.decode().count("cancelled") == 3
    assert organiser.get(f"{OUTBOX}export.csv?state=sent").content.decode().count("\n") == 1
    assert organiser.get(f"{OUTBOX}export.xlsx").content.startswith(b"PK")


def test_what_failed_is_tried_again_by_a_press_that_is_recorded(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    failed = queue(edition)
    assert failed.person is not None
    Message.objects.update(state=MailState.FAILED, attempts=3, error="550 no such user")
    BouncedAddress.objects.create(address=failed.person.email.upper())
    assert "Try again" in organiser.get(OUTBOX).content.decode()
    organiser.post(f"{OUTBOX}invitation/change/", {"do": "retry"})
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == (MailState.QUEUED, 0, "")
    assert not BouncedAddress.objects.exists()
    assert Change.objects.get(act="retry_mail").after == {"purpose": "invitation", "messages": 1}


def test_what_may_have_arrived_is_sent_again_or_counted_by_a_press(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    for key in "12":
        queue(edition, key)
    other = queue(make.edition("lake-2024"))
    for act, state, said in (
        ("resend", MailState.QUEUED, "2 messages are on their way."),
        ("count", MailState.SENT, "2 messages count as sent."),
    ):
        Message.objects.update(state=MailState.DOUBTFUL, error="no answer")
        page = organiser.get(OUTBOX).content.decode()
        assert "2 messages may have arrived" in page
        assert "Count as sent" in page
        answer = organiser.post(f"{OUTBOX}invitation/change/", {"do": act}, follow=True)
        assert said in answer.content.decode()
        found = Message.objects.filter(edition=edition).values_list("state", "error")
        assert set(found) == {(state, "")}
        assert Change.objects.filter(act=f"{act}_mail").count() == 1
    other.refresh_from_db()
    assert other.state == MailState.DOUBTFUL


def test_quiet_hours_have_both_ends(organiser: Client, edition: Edition) -> None:  # noqa: F811
    refused = organiser.post(f"{OUTBOX}rules/", {"quiet_from": "22:00"})
    assert "Expected both times" in refused.content.decode()
    given = {"quiet_from": "21:00", "quiet_until": "08:00", "sender_name": "Fair"}
    assert organiser.post(f"{OUTBOX}rules/", given).status_code == 302
    assert MailRules.objects.get().sender_name == "Fair"
    assert "from 21:00 to 08:00" in organiser.get(OUTBOX).content.decode()
    change = Change.objects.get(act="set_mail_rules")
    assert change.account_id == Account.objects.get(email="organiser@example.org").pk
    assert change.before == {"quiet_from": "", "quiet_until": "", "sender_name": ""}
    assert change.after == given


def test_what_waits_for_an_hour_goes_by_the_new_hours(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    """Held mail, and mail that is tried again, keep their own time."""
    night = timezone.now() + dt.timedelta(hours=5)
    MailRules.objects.create(edition=edition, digest_at=dt.time(3))
    waits, held, again = queue(edition), queue(edition, "2", hold=True), queue(edition, "3")
    digest = queue_message(
        person=make.participation(edition).person, edition=edition, purpose="programme",
        key="1", subject="Changed", body="Changed",
    )  # fmt: skip
    Message.objects.exclude(pk=digest.pk).update(due_at=night)
    Message.objects.filter(pk=again.pk).update(attempts=1)
    same = {"quiet_from": "00:00", "quiet_until": "00:00", "digest_at": "09:30"}
    said = organiser.post(f"{OUTBOX}rules/", same, follow=True).content.decode()
    assert "Mail goes out at every hour; digests go out at 09:30" in said
    due = dict(Message.objects.values_list("pk", "due_at"))
    assert due[waits.pk] <= timezone.now()
    assert due[held.pk] == due[again.pk] == night
    assert due[digest.pk].astimezone(edition.zone).time() == dt.time(9, 30)


def test_a_mail_server_that_is_away_is_said(organiser: Client, edition: Edition) -> None:  # noqa: F811
    message = queue(edition)
    assert "took no mail" not in organiser.get(OUTBOX).content.decode()
    message.error = f"{SERVER_AWAY}: TimeoutError"
    message.due_at = timezone.now()  # at night it is due in the morning
    message.save()
    page = organiser.get(OUTBOX).content.decode()
    assert "The mail server took no mail at" in page
    assert "TimeoutError" in page


def test_a_code_for_signing_in_is_shown_to_nobody(organiser: Client, edition: Edition) -> None:  # noqa: F811
    code = queue_message(
        person=make.person(),
        edition=edition,
        purpose="sign_in",
        key="1",
        subject="Your code 123456",
        body="123456",
    )
    assert "123456" not in organiser.get(OUTBOX).content.decode()
    assert organiser.get(f"{OUTBOX}{code.pk}/").status_code == 404


def test_others_see_none_of_it(visitor: Client, edition: Edition) -> None:  # noqa: F811
    message = queue(edition)
    for address in (OUTBOX, f"{OUTBOX}export.csv", f"{OUTBOX}{message.pk}/", f"{OUTBOX}rules/"):
        assert visitor.get(address).status_code == 403
    assert visitor.post(f"{OUTBOX}invitation/change/", {"do": "send"}).status_code == 403
