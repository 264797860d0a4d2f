"""The office asks for runs of the engines, follows them and cancels them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.sites import factories as make
from tests.sites.office.test_office import organiser, visitor  # noqa: F401  fixtures

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import Work, WorkState

WORK = "/office/river-2024/background/"


def test_a_run_is_asked_for_once_however_often_one_presses(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    first = organiser.post(f"{WORK}start/run_timetable/")
    assert first.status_code == 302
    again = organiser.post(f"{WORK}start/run_timetable/")
    assert again.headers["Location"] == first.headers["Location"]
    work = Work.objects.get()
    assert work.state == WorkState.QUEUED
    assert work.account is not None
    assert work.account.email == "organiser@example.org"
    page = organiser.get(first.headers["Location"]).content.decode()
    assert "Timetable of meetings" in page
    assert 'data-events="/background-events?of=' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "data-running" in organiser.get(f"{first.headers['Location']}steps").content.decode()
    assert "organiser@example.org" in organiser.get(WORK).content.decode()
    assert organiser.post(f"{WORK}start/nothing/").status_code == 404


def test_the_page_says_how_far_each_step_is_and_is_cancelled(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    work = queue_work("run_chain", edition=edition)
    work.progress = {"matching": [None, "<b>words</b>"], "dependency": [1.0, "21 products"]}
    work.save()
    page = organiser.get(f"{WORK}{work.pk}/").content.decode()
    assert page.index("Critical imports") < page.index("Matches")
    assert "<b>words" not in page
    cancelled = organiser.post(f"{WORK}{work.pk}/cancel/", follow=True).content.decode()
    assert "Cancelled." in cancelled
    assert "refresh" not in cancelled
    assert (
        "It had ended before."
        in organiser.post(f"{WORK}{work.pk}/cancel/", follow=True).content.decode()
    )


def test_work_is_cancelled_by_those_who_asked_for_it_and_those_who_run_the_engines(
    edition: Edition,
) -> None:
    clerk = appoint_organiser(
        "clerk@example.org", password="a long enough password", role=MemberRole.REGISTRATION,
        edition=edition,
    )  # fmt: skip
    others, own = (
        queue_work("decide_registrations", edition=edition, account=account, key=str(account))
        for account in (None, clerk)
    )
    client = Client()
    client.force_login(clerk)
    for work, status in ((others, 403), (own, 302)):
        page = client.get(f"{WORK}{work.pk}/").content.decode()
        assert (f"{work.pk}/cancel/" in page) == (status == 302)
        assert client.post(f"{WORK}{work.pk}/cancel/").status_code == status
    own.refresh_from_db()
    assert own.state == WorkState.CANCELLED


def test_work_that_is_done_has_no_step_that_stopped(
    organiser: Client,  # noqa: F811
    edition: Edition,
) -> None:
    work = queue_work("run_chain", edition=edition)
    now = timezone.now()
    Work.objects.filter(pk=work.pk).update(
        state=WorkState.DONE, progress={"dependency": [None, ""]}, began_at=now, ended_at=now
    )
    assert "stopped" not in organiser.get(f"{WORK}{work.pk}/steps").content.decode()
    Work.objects.filter(pk=work.pk).update(state=WorkState.FAILED)
    assert "stopped" in organiser.get(f"{WORK}{work.pk}/steps").content.decode()


def test_work_of_another_edition_is_not_found(organiser: Client, edition: Edition) -> None:  # noqa: F811
    other = queue_work("run_chain", edition=make.edition("lake-2024"))
    assert organiser.get(f"{WORK}{other.pk}/").status_code == 404
    assert organiser.post(f"{WORK}{other.pk}/cancel/").status_code == 404


def test_others_see_none_of_it(visitor: Client, edition: Edition) -> None:  # noqa: F811
    assert visitor.get(WORK).status_code == 403
    assert visitor.post(f"{WORK}start/run_chain/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_timetable_run_drafts_a_version_and_links_to_it(organiser: Client) -> None:  # noqa: F811
    edition = make.edition()
    organiser.post(f"{WORK}start/run_timetable/")
    work = Work.objects.get()
    assert do_work(work.pk)
    work.refresh_from_db()
    assert work.error == ""
    assert work.state == WorkState.DONE
    assert "done" in organiser.get(f"{WORK}{work.pk}/").content.decode()
    assert edition.runs.count() == 0  # there is no request to place: no run and no draft
