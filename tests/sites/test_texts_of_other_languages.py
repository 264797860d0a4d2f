"""A text that is not in the page's language says in which it is, wherever it stands alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html
from tests.sites import factories as make

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Product
from fairlead.folder.localized_text import LocalizedText

TEXTS = {
    "firm": "Зауыт",
    "hall": "Павильон Бір",
    "exposition": "Ұлттық экспозиция",
    "room": "Үлкен бөлме",
    "second room": "Кіші бөлме",
    "session": "Ғылым сағаты",
    "speaker": "Әлия Үлгі",
    "project": "Бірлескен жоба",
    "product": "Центрден тепкіш сорғылар",
}
PAGES = (
    *("exhibitors/", "exhibitors/works/", "halls/", "halls/1/", "programme/", "programme/s-1/"),
    *("screens/", "screens/rooms/{room}/", "projects/", "projects/plant/", "practices/", "market/"),
)
OFFICE_PAGES = (
    *("signings/new/", "session-figures/", "on-the-day/", "speakers/", "practices/new/"),
    *("portfolio/", "projects/plant/", "stands/", "stands/{stand}/", "registrations/", "rooms/"),
    *("organisations/", "people/", "programme/", "delegations/new/", "changes/"),
)
_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "label")


@pytest.fixture
def fair(db: None) -> Edition:
    """Return an edition of which every text is in Kazakh alone."""
    fair = make.edition(languages=["kk", "ru"])
    texts = {name: LocalizedText({"kk": said}) for name, said in TEXTS.items()}
    firm = make.organisation(fair, code="works", name=texts["firm"])
    hall = make.hall(fair)
    joint = make.exposition(fair, name=texts["exposition"])
    stand = make.stand(fair, hall=hall, exposition=joint, width=30.0, depth=12.0)
    make.stand(fair, hall=hall, y=20.0)
    make.exhibitor(fair, organisation=firm, stand=stand)
    Product.objects.create(edition=fair, code="HS:841370", title=texts["product"])
    session = make.session(fair, code="s-1", kind="panel")
    other = make.session(fair, code="s-2")
    speaker = make.participation(
        fair, person=make.person(name=texts["speaker"]), roles=["speaker"], organisation=firm
    )
    make.speaks(session, speaker)
    plant = make.project(fair, code="plant", lead=firm, products=["HS:841370"])
    for one, field, name in (
        *((hall, "name", "hall"), (session.room, "name", "room")),
        *((other.room, "name", "second room"), (session, "title", "session")),
        *((other, "title", "session"), (plant, "title", "project")),
    ):
        setattr(one, field, texts[name])
        one.save()
    account = Account.objects.create_user("owner@example.org")
    appoint(account, MemberRole.OWNER, edition=fair, by=COMMAND_LINE)
    return fair


def find_unmarked(page: str) -> Iterator[tuple[str, str]]:
    """Yield the element and the text of each that no element around says to be in Kazakh."""
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        above = element.getparent()
        said = [(element.text, element), *((element.get(one), element) for one in _ATTRIBUTES)]
        if above is not None:
            said.append((element.tail, above))
        for text, holder in said:
            if text is None or " ".join(text.split()).strip("\u2068\u2069") not in TEXTS.values():
                continue
            if holder.xpath("ancestor-or-self::*[@lang][1]/@lang") != ["kk"]:
                yield holder.tag, text


def test_every_text_alone_is_marked_on_every_page(fair: Edition) -> None:
    room = Session.objects.get(code="s-1").room_id
    stand = Exhibitor.objects.get().stand_id
    client = Client()
    client.force_login(Account.objects.get(email="owner@example.org"))
    seen: set[str] = set()
    wrong = []
    for address in (
        *(f"/ru/{fair.code}/{page}" for page in PAGES),
        *(f"/ru/office/{fair.code}/{page}" for page in OFFICE_PAGES),
    ):
        answer = client.get(address.format(room=room, stand=stand))
        assert answer.status_code == 200, address
        page = answer.content.decode()
        seen |= {name for name, said in TEXTS.items() if said in page}
        wrong += [(address, *found) for found in find_unmarked(page)]
    assert wrong == []
    assert seen == set(TEXTS)
