"""Messages are queued once, in the reader's language, and strangers' names are only names."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import (
    Draft,
    WordedMessage,
    queue_message,
    queue_message_to_address,
    queue_messages,
    queue_worded,
)
from fairlead.apps.messages.domain.wish_mail import wish_mail
from fairlead.apps.messages.hours import Hours
from fairlead.apps.messages.mail import build_site_address, word_mail
from fairlead.apps.messages.models import MailState, MailWish, Message, Wish
from fairlead.apps.messages.purposes import find_purpose
from fairlead.apps.messages.words import choose_language, choose_reading, clean_line, quote_stranger
from fairlead.apps.people.models import Person
from fairlead.folder.localized_text import LocalizedText


@pytest.fixture
def edition(db: None) -> Edition:
    return make.edition(languages=["en", "ru", "ar"])


@pytest.fixture
def person(db: None) -> Person:
    return make.person(email="anna@example.org", languages=["ru", "en"])


def test_the_same_occasion_is_one_message(edition: Edition, person: Person) -> None:
    def queue(subject: str, key: str = "meeting 7 accepted") -> Message:
        return queue_message(
            person=person, edition=edition, purpose="meeting", key=key, subject=subject, body="b"
        )

    first = queue("Accepted")
    assert queue("Accepted again") == first
    assert first.subject == "Accepted"
    assert queue("Accepted", key="meeting 8 accepted") != first
    assert Message.objects.count() == 2


def test_it_is_queued_with_what_it_tells_of_or_not_at_all(edition: Edition, person: Person) -> None:
    with transaction.atomic():
        queue_message(
            person=person, edition=edition, purpose="meeting", key="1", subject="s", body="b"
        )
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_it_is_said_in_the_language_of_the_person(edition: Edition, person: Person) -> None:
    message = queue_message(
        person=person,
        edition=edition,
        purpose="meeting",
        key="1",
        subject=_("Timetable"),
        body=LocalizedText({"en": "At the stand", "ru": "У стенда"}),
    )
    assert (message.language, message.subject, message.body) == ("ru", "Расписание", "У стенда")


def test_whom_one_has_no_language_in_common_with_is_told_in_the_editions_own() -> None:
    assert choose_language(["de"], ["ru", "en"]) == "ru"
    assert choose_language(["zh"], ["en", "zh-Hans"]) == "zh-hans"
    assert choose_language(["ar"], ["en", "ru"]) == "en"
    assert choose_language([], []) == "en"
    assert choose_language(["kk"], ["en", "kk", "ru"]) == "ru"  # as CLDR has Kazakhs read


@pytest.mark.parametrize(
    ("spoken", "declared", "reading"),
    [
        (["kk"], ["ru", "kk"], ("ru", "kk")),
        (["kk", "ru"], ["ru", "kk"], ("ru", "kk")),
        (["ru", "kk"], ["kk", "ru"], ("ru", "")),
        (["fa"], ["en", "ru"], ("en", "")),
        (["zh-Hant"], ["zh-Hans", "zh-Hant"], ("zh-hans", "zh-hant")),
        ([], ["en", "kk"], ("en", "")),
    ],
)
def test_texts_have_a_language_apart(
    spoken: list[str], declared: list[str], reading: tuple[str, str]
) -> None:
    assert choose_reading(spoken, declared) == reading


def test_what_people_wrote_is_said_in_a_language_the_site_has_no_words_in(db: None) -> None:
    message = queue_message(
        person=make.person(languages=["kk"]),
        edition=make.edition(languages=["ru", "kk"]),
        purpose="meeting",
        key="1",
        subject=_("Timetable"),
        body=LocalizedText({"ru": "У стенда", "kk": "Стендте"}),
    )
    assert (message.language, message.subject, message.body) == ("ru", "Расписание", "Стендте")


@pytest.mark.parametrize("link", ["/fair/desk/", "/~be/ru/fair/desk/", "/zh-hans/fair/desk/"])
@pytest.mark.parametrize(
    ("spoken", "path"),
    [(["kk"], "/~kk/ru/fair/desk/"), (["ru"], "/ru/fair/desk/"), ([], "/ru/fair/desk/")],
)
def test_a_mail_leads_to_the_page_in_the_languages_of_its_reader(
    db: None, link: str, spoken: list[str], path: str
) -> None:
    person, edition = make.person(languages=spoken), make.edition(languages=["ru", "kk"])
    said = {"person": person, "edition": edition, "purpose": "meeting", "link": link}
    message = queue_message(**said, key="1", subject="s", body="b")  # type: ignore[arg-type]
    assert word_mail([message]).text.splitlines()[2] == build_site_address(path)
    worded = WordedMessage(person.pk, choose_reading(spoken, edition.languages), "s", "b")
    queue_worded([worded], edition=edition, purpose="meeting", key="2", link=link)
    assert word_mail([Message.objects.get(key="2")]).text.splitlines()[2] == build_site_address(
        path
    )


def test_an_unknown_purpose_is_refused(edition: Edition, person: Person) -> None:
    with pytest.raises(KeyError):
        queue_message(person=person, edition=edition, purpose="x", key="1", subject="s", body="b")


def test_who_wants_no_mail_of_a_purpose_finds_it_on_the_site_only(
    edition: Edition, person: Person
) -> None:
    def queue(key: str, purpose: str) -> MailState:
        return MailState(
            queue_message(
                person=person, edition=edition, purpose=purpose, key=key, subject="s", body="b"
            ).state
        )

    assert queue("1", "conversation") == MailState.QUEUED
    wish_mail(person.pk, find_purpose("conversation"), Wish.NEVER)
    assert Message.objects.get().state == MailState.UNWANTED
    assert queue("2", "conversation") == MailState.UNWANTED
    wish_mail(person.pk, find_purpose("meeting"), Wish.NEVER)  # needed: cannot be left
    assert queue("3", "meeting") == MailState.QUEUED


def test_a_wish_of_nobody_changes_nothing(db: None) -> None:
    wish_mail(999_999, find_purpose("news"), Wish.NEVER)
    assert not MailWish.objects.exists()


def test_somebody_who_is_no_person_yet_gets_it_once_whatever_the_capitals(
    edition: Edition,
) -> None:
    def queue(address: str) -> Message:
        return queue_message_to_address(
            address, edition=edition, purpose="registration", key="k", subject="s", body="b"
        )

    assert queue("New@example.org") == queue("new@EXAMPLE.org")


def test_many_are_queued_with_few_questions(
    edition: Edition, django_assert_max_num_queries: object
) -> None:
    people = [make.person(languages=["en"]) for _number in range(30)]
    drafts = [Draft(key="1", person=one, subject="s", body="b") for one in people]
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert queue_messages(drafts, edition=edition, purpose="news") == 30
    assert queue_messages(drafts, edition=edition, purpose="news") == 0


YEKATERINBURG = ZoneInfo("Asia/Yekaterinburg")  # UTC+5


@pytest.mark.parametrize(
    ("now", "purpose", "wish", "due"),
    [
        ("12:00", "meeting", None, "12:00"),
        ("22:00", "meeting", None, "07:00"),
        ("03:00", "meeting", None, "07:00"),
        ("07:00", "meeting", None, "07:00"),
        ("03:00", "sign_in", None, "03:00"),
        ("12:00", "news", None, "08:00"),
        ("12:00", "news", Wish.EACH, "12:00"),
        ("12:00", "conversation", Wish.DAILY, "08:00"),
        ("12:00", "meeting", Wish.DAILY, "12:00"),
    ],
)
def test_mail_waits_for_the_morning_by_the_clock_of_the_fair(
    now: str, purpose: str, wish: str | None, due: str
) -> None:
    hours = Hours(YEKATERINBURG)
    moment = dt.datetime.fromisoformat(f"2024-07-08T{now}+05:00")
    found = hours.find_due(moment, find_purpose(purpose), wish)
    assert found.astimezone(YEKATERINBURG).strftime("%H:%M") == due
    assert moment <= found <= moment + dt.timedelta(days=1)


def test_there_are_no_quiet_hours_between_a_time_and_itself() -> None:
    hours = Hours(YEKATERINBURG, dt.time(0), dt.time(0))
    assert not any(
        hours.is_quiet(dt.datetime(2024, 7, 8, hour, tzinfo=YEKATERINBURG)) for hour in range(24)
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna\r\nBcc: all@example.org", "Anna Bcc: all@example.org"),
        ("http://evil.example/x", "http ://evil.example/x"),
        ("[click](https://evil.example)", "[click](https ://evil.example)"),
        ("www.evil.example", "www .evil.example"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("Ольга \u200b О’Брайен", "Ольга О’Брайен"),
    ],
)
def test_a_name_is_one_line_and_no_link(name: str, shown: str) -> None:
    assert quote_stranger(name) == shown


@given(st.text())
def test_whatever_is_written_into_a_header_is_one_line(text: str) -> None:
    for line in (clean_line(text), quote_stranger(text)):
        assert "\n" not in line
        assert "\r" not in line
        assert len(line.splitlines()) <= 1
