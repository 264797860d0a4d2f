"""Practices are written, looked at, found by what they are about, and asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.apps.consortia.test_consortia import Player, play
from tests.sites import factories as make

from fairlead.apps.congress.models import Speaker
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.converse import CannotWrite, answer_interest, show_interest
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.practices.domain.decide_practice import decide_practice
from fairlead.apps.practices.domain.show_contact import show_contact
from fairlead.apps.practices.domain.write_practice import (
    EditConflict,
    withdraw_practice,
    write_practice,
)
from fairlead.apps.practices.models import Practice, PracticeState
from fairlead.apps.practices.queries.library import FILTERS, find_practices
from fairlead.apps.practices.queries.near import find_near, find_near_session
from fairlead.apps.practices.queries.topic import name_practice
from fairlead.ui.lists.filters import Filter

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    """Return an edition in two languages."""
    return make.edition(languages=["en", "ru"])


@pytest.fixture
def writer(edition: Edition) -> Player:
    """Return staff of an exhibitor."""
    return play(edition)


def values(**others: Any) -> dict[str, Any]:
    """Return what a practice says."""
    effect = {
        "measure": {"en": "Energy per casting", "ru": "Энергия на отливку"},
        "unit": {"en": "kWh", "ru": "кВт·ч"},
        "before": 12.5,
        "after": 9.0,
        "measured_by": {"en": "Example Test House"},
        "measured_on": "2024-03-01",
    }
    said = {
        "title": {"en": "A furnace that keeps its heat", "ru": "Печь, которая хранит тепло"},
        "problem": {"en": "The old furnace lost heat."},
        "solution": {"en": "A lining of fibre was put in."},
        "economy": "BLR",
        "organisation": "",
        "project": "",
        "products": ["HS:841710"],
        "sectors": ["ISIC4:24"],
        "year": 2024,
        "effects": [effect],
    }
    return said | others


def publish(edition: Edition, **others: Any) -> Practice:
    """Return a practice that everybody sees."""
    return write_practice(edition, values(**others), by=COMMAND_LINE)


def search(edition: Edition, words: str = "", **chosen: str) -> list[str]:
    """Return the titles of the practices found."""
    facets = {name: (chosen[name],) if name in chosen else () for name in FILTERS}
    now = Edition.objects.with_stamps().get(pk=edition.pk)
    found = find_practices(now, Filter(chosen=facets, words=words))
    titles = dict(Practice.objects.values_list("pk", "title"))
    return [str(titles[pk]["en"]) for pk in found.keys]


def test_what_an_exhibitor_writes_is_seen_once_the_organiser_approves(
    edition: Edition, writer: Player
) -> None:
    said = values(organisation=writer.firm.code)
    made = write_practice(edition, said, by=writer.doer, writer=writer.who)
    assert made.state == PracticeState.WAITING
    assert search(edition) == []
    with pytest.raises(Refusal, match="why"):
        decide_practice(made, approve=False, seen=1, by=COMMAND_LINE)
    decide_practice(made, approve=True, seen=1, by=COMMAND_LINE)
    assert search(edition, "furnace") == ["A furnace that keeps its heat"]
    assert Message.objects.filter(person=writer.who.person).exists()
    # A change waits beside what everybody sees, and is refused without a trace there.
    changed = write_practice(
        edition, said | {"year": 2020}, by=writer.doer, held=made, seen=1, writer=writer.who
    )
    assert (changed.state, changed.year) == (PracticeState.PUBLISHED, 2024)
    with pytest.raises(EditConflict):
        write_practice(edition, said, by=writer.doer, held=made, seen=1)
    with pytest.raises(Refusal, match="meanwhile"):
        decide_practice(changed, approve=True, seen=1, by=COMMAND_LINE)
    after = decide_practice(changed, approve=False, seen=2, reason="A year early", by=COMMAND_LINE)
    assert (after.state, after.year, after.proposed) == (PracticeState.PUBLISHED, 2024, None)
    withdraw_practice(after, by=writer.doer)
    assert search(edition) == []


def test_a_practice_is_found_by_words_of_any_language_codes_and_facets(edition: Edition) -> None:
    publish(edition)
    publish(edition, title={"en": "Fewer defects"}, products=["HS:8207"], economy="KAZ", effects=[])
    assert search(edition, "энергии") == ["A furnace that keeps its heat"]
    assert search(edition, "HS:8417") == ["A furnace that keeps its heat"]
    assert search(edition, country="KAZ") == ["Fewer defects"]
    assert search(edition, group="HS:84") == ["A furnace that keeps its heat"]
    assert search(edition, product="HS:820720") == ["Fewer defects"]
    assert len(search(edition, sector="ISIC4:24")) == 2


def test_an_effect_leads_from_before_to_after_in_the_direction_of_the_page(
    edition: Edition,
) -> None:
    unit = {"en": "kWh", "ru": "кВт·ч", "ar": "كيلوواط ساعة"}
    publish(edition, effects=[values()["effects"][0] | {"unit": unit}])
    for language, arrow in (("", "→"), ("/ar", "←")):
        page = Client().get(f"{language}/{edition.code}/practices/").content.decode()
        assert f"<bdi>12.5</bdi> {arrow} <bdi>9</bdi> <bdi>" in page, language


def test_nearest_is_who_shares_most_of_the_code(edition: Edition) -> None:
    publish(edition, title={"en": "Same"}, products=["HS:841710"])
    publish(edition, title={"en": "Heading"}, products=["HS:841790"])
    publish(edition, title={"en": "Chapter"}, products=["HS:845610"])
    assert [str(one.title) for one in find_near(edition, ["HS:841710"])] == ["Same", "Heading"]
    assert find_near(edition, ["HS:84"]) == []


def test_a_session_leads_to_practices_of_its_speakers_products(
    edition: Edition, writer: Player
) -> None:
    publish(edition)
    session = make.session(edition)
    assert find_near_session(session) == []
    make.offer(edition, organisation=writer.firm, products=["HS:841780"])
    Speaker.objects.create(session=session, participation=writer.who, position=0)
    assert [one.year for one in find_near_session(session)] == [2024]


def test_asking_opens_a_conversation_with_who_did_it(edition: Edition, writer: Player) -> None:
    practice = publish(edition, organisation=writer.firm.code)
    asker = play(edition, "KAZ")
    talk = show_interest(
        asker.who, name_practice(practice), "May we see the lining?", by=asker.doer
    )
    assert talk.owner == writer.firm
    assert talk.about == f"practice/{practice.code}"
    answer_interest(writer.who, talk, accept=True, by=writer.doer)
    for again in (asker, writer):
        with pytest.raises(CannotWrite):
            show_interest(again.who, name_practice(practice), "Again", by=again.doer)


def test_nobody_is_named_who_did_not_agree(edition: Edition, writer: Player) -> None:
    practice = publish(edition, organisation=writer.firm.code)
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.update(contact=writer.who)
    office = Doer(Account.objects.create_user("office@example.org"), writer.who)
    with pytest.raises(Refusal, match="yourself"):
        show_contact(practice, writer.who, agree=True, by=office)
    show_contact(practice, writer.who, agree=True, by=writer.doer)
    page = Client().get(f"/{edition.code}/practices/{practice.code}/").content.decode()
    assert str(writer.who.person.name) in page
    assert "Energy per casting" in page
    show_contact(practice, writer.who, agree=False, by=writer.doer)
    practice.refresh_from_db()
    assert practice.contact is None
    assert practice.contact_agreed_at is None


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"problem": {"ru": "Только по-русски"}}, "own language"),
        ({"products": [], "sectors": []}, "product code or a branch"),
        ({"effects": [values()["effects"][0] | {"unit": {"ru": "кВт·ч"}}]}, "unit"),
        ({"effects": [values()["effects"][0] | {"measured_by": {"en": " "}}]}, "by whom"),
        ({"effects": values()["effects"] * 21}, "at most 20"),
    ],
)
def test_a_practice_that_says_too_little_is_refused(
    edition: Edition, others: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        publish(edition, **others)
    assert not Practice.objects.exists()


def test_an_exhibitor_writes_on_the_desk_and_the_office_decides(
    edition: Edition, writer: Player
) -> None:
    desk, office = Client(), Client()
    desk.force_login(writer.account)
    account = Account.objects.create_user("office@example.org")
    appoint(account, MemberRole.ORGANISER, edition=edition, by=COMMAND_LINE)
    office.force_login(account)
    form = {
        "title_en": "A furnace <b>that</b> keeps its heat", "problem_en": "It lost heat.",
        "solution_en": "A lining.", "economy": "BLR", "sectors": "ISIC4:24", "year": "2024",
        "effect1_measure_en": "Energy", "effect1_unit_en": "kWh", "effect1_unit_ru": "кВт·ч",
        "effect1_before": "12.5",
        "effect1_after": "", "effect1_measured_by_en": "Example Test House", "seen": "0",
    }  # fmt: skip
    address = f"/{edition.code}/desk/practices/new/"
    half = desk.post(address, form)
    assert half.status_code == 400
    assert "Please fill this in" in half.content.decode()
    named = {"effect2_measure_ru": "Только названо", "effect1_after": "9"}
    assert desk.post(address, form | named).status_code == 400  # nothing said is dropped
    assert desk.post(address, form | {"effect1_after": "9"}).status_code == 302
    made = Practice.objects.get()
    assert (made.organisation, made.state) == (writer.firm, PracticeState.WAITING)
    assert Client().get(f"/{edition.code}/practices/{made.code}/").status_code == 404
    decide = f"/office/{edition.code}/practices/{made.code}/"
    shown = office.get(decide).content.decode()
    assert re.search(r'lang="en">[^<]*\u206612.5 → 9\u2069 kWh ', shown)
    assert re.search(r'lang="ru">[^<]*\u206612.5 → 9\u2069 кВт·ч ', shown)
    office.post(f"{decide}decide/", {"decision": "approve", "seen": "1"})
    shown = Client().get(f"/{edition.code}/practices/").content.decode()
    assert "&lt;b&gt;" in shown
    assert "-28" in shown
    asked = play(edition, "KAZ")
    partner = Client()
    partner.force_login(asked.account)
    answer = partner.post(
        f"/{edition.code}/desk/practices/{made.code}/ask/", {"text": "May we come and see?"}
    )
    assert "/conversations/" in answer["Location"]
    table = office.get(f"/office/{edition.code}/practices.csv").content.decode()
    assert "kWh" in table
    assert "Example Test House" in table
