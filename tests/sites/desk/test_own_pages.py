"""Logo and pictures, what waits for the organiser, the team with its passes, and shared stands."""

from __future__ import annotations

import io
import re
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter
from tests.sites.desk.test_organisation import HOME, OFFER, PROFILE, UNDO, save, seen

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.decide_registration import decide_registrations
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.domain.set_passes import set_passes
from fairlead.apps.people.models import Account, Organisation, Participation, PassQuota
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.domain.keep_picture import forget_pictures
from fairlead.apps.trade.models import (
    MarketRules,
    Need,
    Picture,
    PictureFile,
    Proposal,
    StandShare,
)

LOGO, PICTURES = (
    "/river-2024/desk/organisation/show/logo/",
    ("/river-2024/desk/organisation/show/pictures/"),
)
TEAM, STAND = "/river-2024/desk/organisation/team/", "/river-2024/desk/organisation/stand/"
MODERATION = "/office/river-2024/moderation/"


@pytest.fixture
def firm(edition: Edition) -> Organisation:
    """Return an exhibitor."""
    return make.exhibitor(edition).organisation


def manage(firm: Organisation) -> Client:
    """Return the browser of somebody who manages an organisation."""
    who = make.participation(firm.edition, roles=["exhibitor"], organisation=firm)
    client = enter(who)
    account = Account.objects.get(person=who.person)
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
    return client


@pytest.fixture
def admin(firm: Organisation) -> Client:
    """Return the browser of who manages it."""
    return manage(firm)


@pytest.fixture
def office(db: None) -> Client:
    """Return the organiser's browser."""
    client = Client()
    client.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    return client


def draw(kind: str = "PNG", size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 160)).save(out, kind, **options)
    return out.getvalue()


def upload(client: Client, address: str, content: bytes, **said: Any) -> Any:
    """Upload a picture under its own name."""
    file = SimpleUploadedFile("C:\\secret\\<script>.png", content, content_type="image/png")
    return client.post(address, {"seen": seen(client, address), "add": "yes", "file": file, **said})


def test_a_logo_is_written_anew_shown_and_undone(admin: Client, firm: Organisation) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at a secret place"
    assert (
        upload(admin, LOGO, draw("JPEG", exif=exif), words_new_en="<b>Gears</b>").status_code == 302
    )
    shown = Picture.objects.get(organisation=firm)
    address = f"/river-2024/pictures/{shown.file_id}.webp"
    page = Client().get(f"/river-2024/exhibitors/{firm.code}/").content.decode()
    assert address in page
    assert "&lt;b&gt;Gears&lt;/b&gt;" in page
    answer = Client().get(address)
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.format, image.size) == ("WEBP", (480, 320))
        assert not image.getexif()
    assert b"secret" not in answer.content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/webp"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    admin.post(UNDO, {"about": "logo"})
    assert not Picture.objects.exists()
    assert Client().get(address).status_code == 404
    admin.post(UNDO, {"about": "logo"})
    assert Client().get(address).status_code == 200


NO_PICTURES = (
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no JPEG, PNG or WebP"),
    (b"GIF89a" + bytes(50), "no JPEG, PNG or WebP"),
    (draw()[:200], "cannot be read"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "cannot be read"),
    (b"\xff\xd8\xff" + b"\xff\xda" * 200, "cannot be read"),
    (b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + b"\xff" * 6, "50 million"),
    (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (30000).to_bytes(4, "big") * 2 + b"\x08\x02",
        "50 million",
    ),
    (bytes(9 * 2**20), "at most 8 MB"),
    (b"", "Choose a file that is not empty"),
)


def test_what_is_no_picture_is_refused_in_words(admin: Client) -> None:
    for content, why in NO_PICTURES:
        answer = upload(admin, LOGO, content)
        assert answer.status_code == 400, why
        assert why in answer.content.decode()
    assert not PictureFile.objects.exists()


def test_nothing_is_called_saved_without_a_picture(admin: Client, firm: Organisation) -> None:
    for address in (LOGO, PICTURES):
        for given in ({}, {"add": "yes"}, {"words_new_en": "The hall"}, {"save": "yes"}):
            answer = admin.post(address, {"seen": seen(admin, address), **given}, follow=True)
            assert answer.status_code == 400, given
            assert "Saved." not in answer.content.decode()


def test_pictures_are_added_ordered_described_and_two_tabs_lose_none(
    admin: Client, firm: Organisation
) -> None:
    for width in (300, 400):
        upload(admin, PICTURES, draw(size=(width, 200)))
    opened = seen(admin, PICTURES)
    first, second = Picture.objects.order_by("position").values_list("file_id", flat=True)
    admin.post(PICTURES, {"seen": opened, "first": second, f"words_{second}_ru": "Цех"})
    assert [one.file_id for one in Picture.objects.order_by("position")] == [second, first]
    assert Picture.objects.get(position=1).words == {"ru": "Цех"}
    late = admin.post(PICTURES, {"seen": opened, "remove": first})
    assert late.status_code == 409
    assert Picture.objects.count() == 2
    admin.post(PICTURES, {"seen": seen(admin, PICTURES), "remove": first})
    assert Picture.objects.get().file_id == second
    assert forget_pictures() == 0  # the other one can be had back


def test_others_see_and_change_no_pictures_of_it(
    edition: Edition, admin: Client, firm: Organisation
) -> None:
    upload(admin, LOGO, draw())
    digest = Picture.objects.get().file_id
    rival = manage(make.exhibitor(edition).organisation)
    assert rival.get(f"/river-2024/desk/organisation/files/{digest}.webp").status_code == 404
    assert admin.get(f"/river-2024/desk/organisation/files/{digest}.webp").status_code == 200
    member = enter(make.participation(edition, roles=["exhibitor"], organisation=firm))
    assert upload_plain(member, LOGO).status_code == 403
    make.edition("lake-2024")
    assert Client().get(f"/lake-2024/pictures/{digest}.webp").status_code == 404


def upload_plain(client: Client, address: str) -> Any:
    """Upload without having opened the form."""
    return client.post(address, {"seen": "0", "file": SimpleUploadedFile("a.png", draw())})


@pytest.fixture
def moderated(edition: Edition) -> None:
    """Let texts be looked at."""
    MarketRules.objects.create(edition=edition, moderated=True)


def list_leaks(firm: Organisation, words: str) -> list[str]:
    """Return the public addresses that tell words."""
    addresses = (
        f"/river-2024/exhibitors/{firm.code}/",
        "/river-2024/exhibitors/",
        f"/river-2024/exhibitors/?q={words}",
        "/river-2024/exhibitors.csv",
        "/river-2024/market/",
        f"/river-2024/market/?q={words}",
        "/river-2024/needs/",
    )
    return [one for one in addresses if words in body(Client().get(one)).replace(f"q={words}", "")]


def body(answer: Any) -> str:
    """Return what an answer says, but for what was asked for."""
    content = b"".join(answer) if answer.streaming else answer.content
    return re.sub(r'(<input[^>]*>|<a class="pill".*?</a>)', "", content.decode())


@pytest.mark.usefixtures("moderated")
def test_a_text_waits_beside_the_live_one_until_it_is_approved(
    admin: Client, office: Client, firm: Organisation
) -> None:
    save(admin, PROFILE, description_en="Quixotry")
    save(admin, OFFER, title_en="Quixotry", cooperation=["supply"], products=["HS:848340"])
    upload(admin, LOGO, draw())
    assert list_leaks(firm, "Quixotry") == []
    assert not Picture.objects.exists()
    digest = PictureFile.objects.get().pk
    assert Client().get(f"/river-2024/pictures/{digest}.webp").status_code == 404
    assert "Quixotry" in admin.get(PROFILE).content.decode()
    preview = admin.get("/river-2024/desk/organisation/preview/").content.decode()
    assert preview.count("Quixotry") >= 2
    assert digest in preview
    assert office.get(f"{MODERATION}pictures/{digest}.webp").status_code == 200
    page = office.get(MODERATION).content.decode()
    assert "Quixotry" in page
    assert page.count("<article") == 3
    waiting = {one.about.partition("/")[0]: one for one in Proposal.objects.all()}
    decide = "{}{}/decide/"
    said = {"decision": "reject"}
    office.post(decide.format(MODERATION, waiting["profile"].pk), said)
    assert Proposal.objects.filter(state="waiting").count() == 3  # a refusal needs a reason
    office.post(decide.format(MODERATION, waiting["profile"].pk), said | {"reason": "No jokes"})
    for name in ("offer", "logo"):
        office.post(decide.format(MODERATION, waiting[name].pk), {"decision": "approve"})
    home = admin.get(HOME).content.decode()
    assert "No jokes" in home
    page = Client().get(f"/river-2024/exhibitors/{firm.code}/").content.decode()
    assert page.count(digest) == 1
    assert "Quixotry" in page
    firm.refresh_from_db()
    assert "Quixotry" not in firm.description.values()
    told = Message.objects.filter(purpose="team").order_by("pk")
    assert [("approved" in one.subject) for one in told][:1] == [True]
    assert "No jokes" in told[0].body
    office.post(decide.format(MODERATION, waiting["profile"].pk), {"decision": "approve"})
    firm.refresh_from_db()
    assert "Quixotry" not in firm.description.values()  # decided once


@pytest.mark.usefixtures("moderated")
def test_what_waits_is_taken_back_and_an_old_text_comes_back_only_approved(
    admin: Client, office: Client, firm: Organisation
) -> None:
    before = dict(firm.description)
    save(admin, PROFILE, description_en="First")
    admin.post(UNDO, {"about": "profile"})
    assert Proposal.objects.get().state == "withdrawn"
    save(admin, PROFILE, description_en="Second")
    newest = Proposal.objects.get(state="waiting")
    office.post(f"{MODERATION}{newest.pk}/decide/", {"decision": "approve"})
    firm.refresh_from_db()
    assert firm.description == {"en": "Second"}
    admin.post(UNDO, {"about": "profile"})
    firm.refresh_from_db()
    assert firm.description == {"en": "Second"}
    assert Proposal.objects.get(state="waiting").values["description"] == before


@pytest.mark.usefixtures("moderated")
def test_a_refused_text_is_written_on_where_it_was_left(
    admin: Client, office: Client, firm: Organisation
) -> None:
    save(admin, PROFILE, description_en="A long profile")
    save(admin, OFFER, title_en="A long offer", cooperation=["supply"], products=["HS:848340"])
    for one in Proposal.objects.all():
        said = {"decision": "reject", "reason": f"Not so <{one.about[:5]}>"}
        office.post(f"{MODERATION}{one.pk}/decide/", said)
    home = admin.get(HOME).content.decode()
    offer = re.findall(r'href="(/river-2024/desk/organisation/offer/d-\w+/)"', home)[0]
    for address, text in ((PROFILE, "A long profile"), (offer, "A long offer")):
        assert f'href="{address}"' in home
        page = admin.get(address).content.decode()
        assert text in page
        assert "Not so &lt;" in page
    assert list_leaks(firm, "A long") == []
    save(admin, PROFILE, description_en="A better profile")
    assert "A better profile" in admin.get(PROFILE).content.decode()
    assert "Not so" not in admin.get(PROFILE).content.decode()
    admin.post(offer, {"seen": seen(admin, offer), "remove": "yes"})
    assert "A long offer" not in admin.get(HOME).content.decode()
    assert admin.get(offer).status_code == 404


@pytest.mark.usefixtures("moderated")
@pytest.mark.parametrize("act", ["save", "undo"])
def test_a_refused_text_is_left_once_another_is_seen(
    admin: Client, office: Client, edition: Edition, act: str
) -> None:
    rules = MarketRules.objects.filter(edition=edition)
    if act == "undo":
        rules.update(moderated=False)
        save(admin, PROFILE, description_en="Seen and taken back")
        rules.update(moderated=True)
    save(admin, PROFILE, description_en="Refused")
    said = {"decision": "reject", "reason": "Not so"}
    office.post(f"{MODERATION}{Proposal.objects.get().pk}/decide/", said)
    assert "Refused" in admin.get(PROFILE).content.decode()
    rules.update(moderated=False)
    if act == "undo":
        admin.post(UNDO, {"about": "profile"})
    else:
        save(admin, PROFILE, description_en="Seen by everybody")
    page = admin.get(PROFILE).content.decode()
    assert ("Seen by everybody" in page) == (act == "save")
    assert "Refused" not in page
    assert "Not so" not in page + admin.get(HOME).content.decode()


@pytest.mark.usefixtures("moderated")
def test_two_tabs_lose_nothing_that_waits(admin: Client, firm: Organisation) -> None:
    opened = seen(admin, PROFILE)
    save(admin, PROFILE, opened, description_en="From the first tab")
    late = save(admin, PROFILE, opened, description_en="From the second tab")
    assert late.status_code == 409
    assert "From the first tab" in late.content.decode()


def test_a_team_grows_up_to_its_passes(
    edition: Edition, admin: Client, office: Client, firm: Organisation
) -> None:
    rules = {"remind_days": "7", "passes_base": "1", "metres_a_pass": "9"}
    office.post("/office/river-2024/marketplace/", rules)
    held = PassQuota.objects.get(organisation=firm)
    assert (held.taken, held.quota) == (1, 2)  # the stand has 9 square metres
    added = {"name": "Ann <script>", "email": "ann@example.org"}
    page = admin.post(TEAM, added, follow=True).content.decode()
    assert "Ann &lt;script&gt;" in page
    assert "2 of 2 passes" in page
    twice = admin.post(TEAM, {**added, "email": "ANN@example.org"})
    assert "takes part already" in twice.content.decode()
    full = admin.post(TEAM, {"name": "Ben", "email": "ben@example.org"})
    assert "All passes" in full.content.decode()
    waits = make.participation(edition, roles=["exhibitor"], organisation=firm, state="registered")
    assert decide_registrations(edition, [waits.pk], approve=True, by=COMMAND_LINE) == (0, 1)
    with pytest.raises(IntegrityError, match="no pass is left"), transaction.atomic():
        make.participation(edition, roles=["exhibitor"], organisation=firm)
    ann = Participation.objects.get(person__email="ann@example.org")
    assert Message.objects.filter(person=ann.person, purpose="team").count() == 1
    admin.post(f"{TEAM}{ann.pk}/", {"act": "remove"})
    assert decide_registrations(edition, [waits.pk], approve=True, by=COMMAND_LINE) == (1, 0)
    office.post("/office/river-2024/marketplace/passes/", {"firm": firm.code, "quota": "5"})
    office.post("/office/river-2024/marketplace/passes/", {"by_stand": "yes"})
    assert PassQuota.objects.get(organisation=firm).quota == 5  # set by hand
    rival = manage(make.exhibitor(edition).organisation)
    assert rival.post(f"{TEAM}{waits.pk}/", {"act": "remove"}).status_code == 404
    assert "Ann" not in rival.get(TEAM).content.decode()


def test_the_next_page_of_passes_keeps_the_words_looked_for(
    edition: Edition, office: Client
) -> None:
    for number in range(51):
        firm = make.organisation(edition, name=f"Bolt & Nut {number}")
        make.exhibitor(edition, organisation=firm)
    make.exhibitor(edition, organisation=make.organisation(edition, name="Gears"))
    page = office.get("/office/river-2024/marketplace/passes/?q=Bolt+%26").content.decode()
    assert 'href="?q=Bolt+%26&amp;page=2"' in page


@pytest.mark.django_db(transaction=True)
def test_the_last_pass_goes_to_one_of_two_who_ask_at_once() -> None:
    edition = make.edition()
    firm = make.exhibitor(edition).organisation
    set_passes(firm, 1, by=COMMAND_LINE)
    refused: list[str] = []

    def come() -> None:
        try:
            make.participation(edition, roles=["exhibitor"], organisation=firm)
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connection.close()

    both = [threading.Thread(target=come) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(refused) == 1
    assert PassQuota.objects.get().taken == 1


def test_a_stand_is_shared_when_the_guest_accepts(
    edition: Edition, admin: Client, firm: Organisation
) -> None:
    guest = make.organisation(edition, name="Guest Works")
    theirs = manage(guest)
    assert "Guest Works" in admin.get(f"{STAND}?find=guest+works").content.decode()
    assert "Guest Works" not in admin.get(f"{STAND}?find=guest").content.decode()
    admin.post(STAND, {"guest": guest.code, "message": "Come <b>in</b>"})
    share = StandShare.objects.get()
    assert Message.objects.filter(purpose="team").count() == 1
    assert admin.post(f"{STAND}{share.pk}/", {"act": "accept"}).status_code == 404
    outsider = manage(make.exhibitor(edition).organisation)
    assert outsider.post(f"{STAND}{share.pk}/", {"act": "end"}).status_code == 404
    page = admin.post(STAND, {"guest": guest.code}, follow=True).content.decode()
    assert "This organisation is invited already." in page
    assert StandShare.objects.count() == 1
    assert not Exhibitor.objects.filter(organisation=guest).exists()
    theirs.post(f"{STAND}{share.pk}/", {"act": "accept"})
    placed = Exhibitor.objects.get(organisation=guest)
    assert placed.stand == Exhibitor.objects.get(organisation=firm).stand
    page = Client().get(f"/river-2024/exhibitors/{guest.code}/").content.decode()
    assert "Co-exhibitor of" in page
    page = Client().get(f"/river-2024/exhibitors/{firm.code}/").content.decode()
    assert "Co-exhibitors" in page
    assert "Guest Works" in page
    admin.post(f"{STAND}{share.pk}/", {"act": "end"})
    assert not Exhibitor.objects.filter(organisation=guest).exists()
    assert Client().get(f"/river-2024/exhibitors/{guest.code}/").status_code == 404


def test_a_hidden_need_that_is_taken_away_and_had_back_stays_hidden(
    firm: Organisation, admin: Client
) -> None:
    need = make.need(firm.edition, economy="", organisation=firm, hidden=True)
    address = f"/river-2024/desk/organisation/need/{need.code}/"
    admin.post(address, {"seen": seen(admin, address), "remove": "yes"})
    assert not Need.objects.exists()
    admin.post(UNDO, {"about": f"need/{need.code}"})
    assert Need.objects.get().hidden


@pytest.mark.parametrize("count", [1, 3])
def test_the_own_pages_cost_seven_queries(
    admin: Client,
    firm: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _number in range(count):
        make.offer(firm.edition, organisation=firm)
        make.need(firm.edition, organisation=firm, economy="")
    admin.get("/river-2024/desk/organisation/")
    with django_assert_num_queries(7):
        page = admin.get("/river-2024/desk/organisation/")
    assert page.status_code == 200
