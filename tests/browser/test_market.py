"""A delegation posts a need from a critical import; somebody writes about it and is answered."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visitors
from tests.browser.test_registration import enter_as, keep_picture, write

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Conversation
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import Account, Organisation, Participation, Person, Revision
from fairlead.apps.trade.models import Need, NeedFigures
from fairlead.folder.localized_text import LocalizedText

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def _make(name: str, role: str) -> Account:
    """Return the account of somebody of an organisation in Belarus."""
    edition = Edition.objects.get()
    account = open_account(f"{name}@example.org")
    account.person = Person.objects.create(
        name=LocalizedText({"en": f"{name} one"}), email=f"{name}@example.org"
    )
    account.save()
    firm = Organisation.objects.create(
        edition=edition, code=f"x-{name}", name=LocalizedText({"en": name}), country="BLR"
    )
    Participation.objects.create(
        edition=edition, person=account.person, organisation=firm, roles=[role], code=f"x-{name}"
    )
    return account


def _remove() -> None:
    Conversation.objects.all().delete()
    Message.objects.all().delete()
    Revision.objects.all().delete()
    Need.objects.filter(posted_by__isnull=False).delete()
    Participation.objects.filter(code__startswith="x-").delete()
    Organisation.objects.filter(code__startswith="x-").delete()
    Account.objects.all().delete()


@pytest.mark.parametrize(("language", "scripts"), [("", False), ("/ar", True)])
def test_a_delegation_posts_a_need_from_a_critical_import(
    visitors: Visitors, language: str, *, scripts: bool
) -> None:
    code = Edition.objects.get().code
    name = f"market-{language.strip('/') or 'en'}"
    try:
        delegate = enter_as(
            visitors, lambda: _make("ministry", "delegate"), width=390, scripts=scripts
        )
        page = delegate.open(f"{language}/{code}/desk/imports/")
        keep_picture(page, f"{name}-1-imports")
        overflow = "document.documentElement.scrollWidth - window.innerWidth"
        assert page.evaluate(overflow) <= 0
        page.click(".marks .button >> nth=0")
        page.wait_for_selector("form.form button[type=submit]")
        keep_picture(page, f"{name}-2-post")
        page.click("form.form button[type=submit]")
        page.wait_for_selector("#figures")
        need = Need.objects.get(posted_by__isnull=False)
        assert NeedFigures.objects.filter(need=need).exists()
        keep_picture(page, f"{name}-3-need")
        guest = enter_as(visitors, lambda: _make("maker", "buyer"), width=390, scripts=scripts)
        page = guest.open(f"{language}/{code}/market/")
        keep_picture(page, f"{name}-4-market")
        page.click(f"#need-{need.code} .card-foot a")
        page.fill("#text", "We could make this.")
        keep_picture(page, f"{name}-5-write")
        page.click("form.form button[type=submit]")
        page.wait_for_selector(".letters")
        talk = Conversation.objects.get()
        page = delegate.open(f"{language}/{code}/desk/conversations/")
        keep_picture(page, f"{name}-6-conversations")
        page = delegate.open(f"{language}/{code}/desk/conversations/{talk.code}/")
        keep_picture(page, f"{name}-7-asked")
        page.click("button[value=accept]")
        page.wait_for_selector("dl.facts")
        assert "maker@example.org" in page.content()
        keep_picture(page, f"{name}-8-accepted")
        page = guest.open(f"{language}/{code}/desk/watch/?find=HS:8482")
        keep_picture(page, f"{name}-9-watch")
        for one in (delegate, guest):
            assert one.page.evaluate(overflow) <= 0
    finally:
        write(_remove)
