"""What was typed stays in a form that is refused, and no text is cut without a word."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client
from tests.sites import factories as make
from tests.sites.desk.test_market import CONVERSATIONS, ask
from tests.sites.desk.test_meet import enter
from tests.sites.desk.test_own_pages import manage

import fairlead
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.converse import MOST_LETTERS
from fairlead.apps.market.models import Conversation, ConversationState, Letter
from fairlead.apps.people.models import Account, Membership
from fairlead.folder import bounds


def test_a_refused_letter_stays_in_the_form_until_it_was_shown(edition: Edition) -> None:
    theirs, mine, talk = open_talk(edition)
    address = f"{CONVERSATIONS}{talk.code}/"
    letters = [
        Letter(conversation=talk, author=talk.asker, of_asker=True, text=str(number))
        for number in range(MOST_LETTERS)
    ]
    Letter.objects.bulk_create(letters)
    typed = "A long answer </textarea>\nof two lines"
    said = {"act": "write", "text": typed, "newest": str(Letter.objects.latest("pk").pk)}
    page = mine.post(f"{address}act/", said, follow=True).content.decode()
    assert "You have written as many messages as are allowed in an hour." in page
    assert ">\nA long answer &lt;/textarea&gt;\nof two lines</textarea>" in page
    assert "of two lines" not in mine.get(address).content.decode()
    assert "of two lines" not in theirs.get(address).content.decode()
    # In time it is sent from the same form.
    Letter.objects.filter(author=talk.asker).delete()
    mine.post(f"{address}act/", said)
    assert Letter.objects.latest("pk").text == typed


def test_a_letter_that_is_too_long_is_refused_in_words_and_kept(edition: Edition) -> None:
    _theirs, mine, talk = open_talk(edition)
    address = f"{CONVERSATIONS}{talk.code}/"
    before = Letter.objects.count()
    newest = str(Letter.objects.latest("pk").pk)
    # Line ends are sent as two signs and counted as one, as browsers count them.
    fits = "\r\n".join(["y" * 9] * (bounds.MESSAGE_LENGTH // 10))
    mine.post(f"{address}act/", {"act": "write", "text": fits, "newest": newest})
    assert Letter.objects.count() == before + 1
    long = "x" * (bounds.MESSAGE_LENGTH + 340)
    said = {"act": "write", "text": long, "newest": str(Letter.objects.latest("pk").pk)}
    page = mine.post(f"{address}act/", said, follow=True).content.decode()
    assert "Expected at most 2,000 characters; these are 2,340. Nothing was saved." in page
    assert long in page
    assert Letter.objects.count() == before + 1


def test_an_office_form_leads_back_with_what_was_typed(edition: Edition) -> None:
    client = office(edition)
    one = make.participation(edition, state="registered")
    page = f"/office/{edition.code}/registrations/"
    long = "z" * 501
    said = {"who": [str(one.pk)], "decision": "reject", "reason": long}
    back = client.post(f"{page}decide/", said, headers={"referer": f"http://testserver{page}"})
    assert back.headers["Location"] == page
    shown = client.get(page).content.decode()
    assert "Expected at most 500 characters; these are 501." in shown
    assert f'value="{long}"' in shown
    one.refresh_from_db()
    assert one.state == "registered"
    # From elsewhere it leads nowhere.
    away = client.post(f"{page}decide/", said, headers={"referer": "https://example.org/"})
    assert away.status_code == 400


def test_a_form_answered_at_once_keeps_its_text(edition: Edition) -> None:
    client = manage(make.exhibitor(edition).organisation)
    address = "/river-2024/desk/organisation/show/pictures/"
    shown = client.get(address).content.decode()
    said = dict(
        re.findall(r'<input[^>]* name="(seen|words_new_\w+)"[^>]*?(?: value="(\d+)")?>', shown)
    )
    said["words_new_en"] = "A wheel & an axle"
    page = client.post(address, {**said, "add": "yes"})  # no picture was chosen
    assert page.status_code == 400
    assert 'value="A wheel &amp; an axle"' in page.content.decode()


def test_every_text_field_says_how_long_it_may_be() -> None:
    folder = Path(fairlead.__file__).parent / "sites"
    areas = 0
    for path in folder.rglob("*.html"):
        for before, area in re.findall(r"(.{0,40})(<textarea[^>]*>)", path.read_text("utf-8")):
            if 'dir="auto"' not in area:
                continue  # codes and times, not what people write
            areas += 1
            assert "{% at_most" in before, f"{path.name}: {area} says no limit"
            assert "maxlength=" in area or "at_most_lines" in before, f"{path.name}: {area}"
    assert areas > 10


def open_talk(edition: Edition) -> tuple[Client, Client, Conversation]:
    """Return browsers of an exhibitor and a buyer, and their conversation, which was accepted."""
    firm = make.exhibitor(edition).organisation
    person = make.person(email="staff@example.org", name="Staff Person")
    staff = make.participation(edition, person=person, roles=["exhibitor"], organisation=firm)
    person = make.person(email="buyer@example.org", name="Buyer")
    buyer = make.participation(edition, person=person, roles=["buyer"])
    theirs, mine = enter(staff), enter(buyer)
    ask(mine, make.offer(edition, organisation=firm))
    talk = Conversation.objects.get()
    Conversation.objects.update(state=ConversationState.ACCEPTED)
    return theirs, mine, talk


def office(edition: Edition) -> Client:
    """Return the browser of an owner."""
    account = Account.objects.create_user("owner@example.org")
    Membership.objects.create(account=account, edition=edition, role="owner")
    client = Client()
    client.force_login(account)
    return client
