"""Headlines: three statements about the demo's projects, and why they differ."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.add_rates import add_rates
from fairlead.apps.cooperation.domain.correct_entry import correct_amount
from fairlead.apps.cooperation.domain.move_project import end_project, override_gate
from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.state_amount import state_amount
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import AmountKind, Entry, Headline, Ledger, Project, Stage
from fairlead.apps.cooperation.queries.answers import Question, answer_question, reach
from fairlead.apps.cooperation.queries.headlines import (
    Cause,
    compare_headlines,
    find_drift,
    list_rows,
    recompute,
)
from fairlead.apps.cooperation.queries.ledger import verify_ledger
from fairlead.apps.cooperation.queries.projects import list_projects, sum_all, sum_by_stage
from fairlead.apps.cooperation.queries.states import NOW, AsOf, read_states
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.load import load_fair
from fairlead.demo.fair import make_fair
from fairlead.demo.headlines import publish_statements
from fairlead.demo.size import SMALL
from fairlead.demo.story import STATEMENTS
from fairlead.folder.fair import Fair
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BY = EntryAuthor("Project Officer")
ALL = Question("RUB")
_BILLION = 10**9


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Fair:
    """Return the demo's projects with their story."""
    place = tmp_path_factory.mktemp("flows") / "flows.parquet"
    fair, _flows = make_fair(size=SMALL, seed=1, flows_path=place)
    names = ("organisations", "stands", "expositions", "products", "projects", "partners")
    return Fair(fair.settings, **{name: fair.table(name) for name in (*names, "rates", "ledger")})


def say(text: str) -> LocalizedText:
    """Return a title in the own language of every edition here."""
    return LocalizedText({"en": text})


def publish(
    ledger: Ledger, day: dt.date, title: str = "Said", question: Question = ALL
) -> Headline:
    """Return what was said on a day, by what was known on its evening."""
    moment = dt.datetime.combine(day, dt.time(20), dt.UTC)
    return publish_headline(ledger, say(title), question, by=BY, day=day, moment=moment)


def test_three_statements_and_what_lies_between_them(told: Fair) -> None:
    edition = load_fair(told)
    first, second, third = publish_statements(edition)
    assert publish_statements(edition) == []  # said once, however often the demo is made
    assert (first.count, first.amount, first.in_approval) == (17, Decimal("80.6") * _BILLION, 0)
    assert (second.count, second.amount, second.in_approval) == (17, Decimal(127) * _BILLION, 12)
    assert (third.count, third.amount) == (26, Decimal(160) * _BILLION)
    assert first.rows.count() == 17

    revised = compare_headlines(first, second)
    assert {cause for change in revised for cause in change.causes} == {Cause.AMOUNT}
    assert sum(change.difference for change in revised) == second.amount - first.amount
    grown = compare_headlines(second, third)
    entered = [change for change in grown if Cause.ENTERED in change.causes]
    assert len(entered) == 9
    assert sum(change.difference for change in entered) == 33 * _BILLION
    assert sum(change.difference for change in grown) == third.amount - second.amount
    assert {Cause.STAGE, Cause.KIND} <= {cause for change in grown for cause in change.causes}
    for headline in (first, second, third):
        assert find_drift(headline, list_rows(headline)) == []


def test_a_headline_is_never_changed(told: Fair) -> None:
    ledger = Ledger.objects.get(code=load_fair(told).code)
    headline = publish(ledger, STATEMENTS[0])
    with pytest.raises(IntegrityError, match="UPDATE is refused"), transaction.atomic():
        Headline.objects.update(amount=1)
    with pytest.raises(IntegrityError, match="DELETE is refused"), transaction.atomic():
        headline.rows.all()._raw_delete("default")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cooperation_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE cooperation_entry SET amount = 1 WHERE number = 2")
        cursor.execute(
            "SELECT code FROM cooperation_project p JOIN cooperation_entry e"
            " ON e.project_id = p.id WHERE e.number = 2"
        )
        (code,) = cursor.fetchone()
    assert find_drift(headline, list_rows(headline)) == [code]


def test_what_was_known_then_and_what_is_known_now() -> None:
    edition = make.edition()
    project = make.project(edition, currency="RUB", amount=100)
    ledger = project.ledger
    moment = timezone.now()
    state_amount(
        project, AmountKind.ANNOUNCED, Decimal(70), "RUB", by=BY, source="S",
        day=dt.date(2024, 2, 1),
    )  # fmt: skip
    day = dt.date(2024, 3, 1)
    assert answer_question(ledger, ALL, day=day, moment=moment).amount == 100
    assert answer_question(ledger, ALL, day=day).amount == 70
    assert answer_question(ledger, ALL, day=dt.date(2024, 1, 15)).amount == 100
    assert answer_question(ledger, ALL, day=dt.date(2023, 12, 31)).count == 0
    assert answer_question(ledger, ALL, day=dt.date.min).count == 0


def test_many_corrections_are_looked_up_and_come_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = make.edition()
    project = make.project(edition, currency="RUB", amount=100)
    ledger, day = project.ledger, dt.date(2024, 3, 1)
    (entry,) = Entry.objects.filter(ledger=ledger, act="amount")
    correct_amount(entry, Decimal(60), by=BY, reason="A slip.")
    few = answer_question(ledger, ALL, day=day)
    assert few.amount == 60
    monkeypatch.setattr("fairlead.apps.cooperation.queries.answers._MOST_CORRECTED", 0)
    assert answer_question(ledger, ALL, day=day, moment=few.moment) == few


def test_without_a_rate_nothing_is_converted_and_it_is_said() -> None:
    edition = make.edition()
    make.project(edition, currency="RUB", amount=100, code="own")
    ledger = make.project(edition, currency="CNY", amount=10, code="yuan").ledger
    day = dt.date(2024, 3, 1)
    rate = {"currency": "CNY", "against": "RUB", "source": "Bank", "recorded_at": None}
    add_rates(ledger, [rate | {"day": dt.date(2024, 1, 20), "rate": 12.5}])
    answer = answer_question(ledger, ALL, day=day)
    assert (answer.amount, answer.unconverted) == (Decimal(100), (("CNY", Decimal(10)),))  # too old
    add_rates(ledger, [rate | {"day": dt.date(2024, 2, 20), "rate": 12.75}])
    answer = answer_question(ledger, ALL, day=day)
    assert (answer.amount, answer.unconverted) == (Decimal("227.5"), ())
    (yuan,) = (row for row in answer.rows if row.code == "yuan")
    assert (yuan.rate_day, yuan.rate_source) == (dt.date(2024, 2, 20), "Bank")
    back = answer_question(ledger, Question("CNY"), day=day)
    assert back.amount == Decimal("17.8431")


def test_a_comparison_says_what_has_no_rate_and_that_its_amount_changed() -> None:
    edition = make.edition()
    make.project(edition, currency="RUB", amount=100, code="own")
    yuan = make.project(edition, currency="CNY", amount=10, code="yuan")
    ledger, day = yuan.ledger, dt.date(2024, 3, 1)
    first = publish_headline(ledger, say("First"), ALL, by=BY)
    state_amount(
        yuan, kind=AmountKind.ANNOUNCED, amount=Decimal(20), currency="CNY", source="x", by=BY
    )
    second = publish_headline(ledger, say("Second"), ALL, by=BY)
    (change,) = compare_headlines(first, second)
    assert (change.project, change.causes, change.unconverted) == (yuan, (Cause.AMOUNT,), True)
    assert change.difference == 0
    page = Client().get(f"/{edition.code}/headlines/1/against/2/").text
    assert "1 project has no rate to RUB" in page
    assert "20\u00a0CNY" in page
    assert "no rate" in page
    rate = {"currency": "CNY", "against": "RUB", "source": "Bank", "recorded_at": None}
    add_rates(ledger, [rate | {"day": timezone.localdate(), "rate": 12.5}])
    third = publish_headline(ledger, say("Third"), ALL, by=BY)
    (change,) = compare_headlines(second, third)
    assert (change.causes, change.difference) == ((Cause.RATE,), Decimal(250))
    assert change.unconverted
    assert day < third.day


def test_a_headline_means_the_projects_of_its_day_whatever_they_make_later() -> None:
    edition = make.edition()
    stays, turns = (
        make.project(edition, code=code, products=["HS:848210"], currency="RUB", amount=10)
        for code in ("stays", "turns")
    )
    bearings = Question("RUB", products=("HS:8482",))
    first = publish_headline(stays.ledger, say("First"), bearings, by=BY)
    Project.objects.filter(pk=turns.pk).update(products=["HS:870120"])  # as a folder changes it
    make.project(edition, code="comes", products=["HS:848220"], currency="RUB", amount=5)
    assert find_drift(first, list_rows(first)) == []
    assert (recompute(first).count, recompute(first).amount) == (2, Decimal(20))
    second = publish_headline(stays.ledger, say("Second"), bearings, by=BY)
    assert (second.count, second.amount) == (2, Decimal(15))
    assert Question.read(second.question).projects == ("comes", "stays")
    causes = {one.project.code: set(one.causes) for one in compare_headlines(first, second)}
    assert causes == {"comes": {Cause.ENTERED}, "turns": {Cause.LEFT, Cause.DEFINITION}}


def test_every_cause_is_named() -> None:
    edition = make.edition()
    names = ("rate", "kind", "ends", "stays", "late", "narrow")
    made = {
        name: make.project(
            edition, code=name, currency="CNY" if name == "rate" else "RUB", amount=10,
            stage="signed" if name != "narrow" else "idea",
        )
        for name in names if name != "late"
    }  # fmt: skip
    ledger = made["rate"].ledger
    rate = {"currency": "CNY", "against": "RUB", "source": "Bank", "recorded_at": None}
    days = (dt.date(2024, 1, 10), dt.date(2024, 2, 10))
    add_rates(ledger, [rate | {"day": days[0], "rate": 12}, rate | {"day": days[1], "rate": 13}])
    first = publish_headline(ledger, say("First"), ALL, by=BY, day=days[0])
    day = dt.date(2024, 2, 1)
    state_amount(made["kind"], AmountKind.SIGNED, Decimal(11), "RUB", by=BY, source="S", day=day)
    end_project(made["ends"], by=BY, reason="R", day=day)
    override_gate(made["stays"], Stage.OUTPUT, by=BY, reason="R", day=day)
    narrow = Question("RUB", stages=reach(Stage.SIGNED))
    second = publish_headline(ledger, say("Second"), narrow, by=BY, day=days[1])
    causes = {
        change.project.code: set(change.causes) for change in compare_headlines(first, second)
    }
    assert causes == {
        "rate": {Cause.RATE},
        "kind": {Cause.KIND, Cause.AMOUNT},
        "ends": {Cause.LEFT},
        "stays": {Cause.STAGE},
        "narrow": {Cause.LEFT, Cause.DEFINITION},
    }


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_headline_is_the_same_later_and_as_read_slowly(db: None, data: st.DataObject) -> None:
    """Whatever happens afterwards, dated before or after; the slow way agrees every time."""
    with transaction.atomic():
        edition = make.edition(f"any-{data.draw(st.uuids())}"[:40])
        projects = [make.project(edition, currency="RUB", amount=one) for one in (5, 7)]
        ledger = projects[0].ledger
        for _ in range(data.draw(st.integers(1, 4))):
            _do_something(data, projects)
        day = data.draw(DAYS)
        headline = publish_headline(ledger, say("Any"), ALL, by=BY, day=day)
        states = read_states(Project.objects.filter(ledger=ledger), AsOf(day, headline.moment))
        live = [state for state in states.values() if not state.ended and state.stage]
        assert headline.count == len(live)
        assert headline.amount == sum(state.amount or 0 for state in live)
        for _ in range(data.draw(st.integers(1, 4))):
            _do_something(data, projects)
        assert find_drift(headline, list_rows(headline)) == []
        assert recompute(headline).amount == headline.amount
        _compare_kept_states(edition, AsOf(day, headline.moment))
        assert verify_ledger(Ledger.objects.get(pk=ledger.pk)).faults == ()
        transaction.set_rollback(True)


def _compare_kept_states(edition: Edition, then: AsOf) -> None:
    """What the database keeps, and what it finds as of then, is what the entries come to."""
    for as_of in (NOW, then):
        slow = {
            pk: (state.stage, state.kind, state.amount)
            for pk, state in read_states(Project.objects.filter(edition=edition), as_of).items()
            if not state.ended
        }
        listed = list_projects(edition, as_of=as_of)
        assert slow == {
            one.project.pk: (one.state.stage, one.state.kind, one.state.amount) for one in listed
        }
        assert sum_all(edition, as_of=as_of).count == len(slow)
        stages = [one.state.stage for one in listed]
        assert stages == sorted(stages, key=Stage.values.index, reverse=True)
        assert {total.stage for total in sum_by_stage(edition, as_of=as_of)} == set(stages)
        part = list_projects(edition, as_of=as_of, start=1, count=1)
        assert [one.project.pk for one in part] == [one.project.pk for one in listed[1:2]]


def test_a_kept_state_changed_by_hand_is_named() -> None:
    project = make.project(make.edition(), currency="RUB", amount=5)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cooperation_projectstate DISABLE TRIGGER cooperation_hands")
        cursor.execute("UPDATE cooperation_projectstate SET amount = 1")
    ledger = Ledger.objects.get(pk=project.ledger_id)
    ((number, fault),) = verify_ledger(ledger).faults
    assert number == ledger.size
    assert f"project {project.code}" in fault


def _do_something(data: st.DataObject, projects: list[Project]) -> None:
    project, day = data.draw(st.sampled_from(projects)), data.draw(DAYS)
    state = read_states([project])[project.pk]
    if state.ended:
        return
    stage = data.draw(st.sampled_from([one for one in Stage if one != state.stage]))
    what = data.draw(st.sampled_from(["amount", "move", "end"]))
    if what == "amount":
        kind = data.draw(st.sampled_from(AmountKind))
        amount = data.draw(st.decimals(0, 10**12, places=4))
        state_amount(project, kind, amount, "RUB", by=BY, source="S", day=day)
    elif what == "move":
        override_gate(project, stage, by=BY, reason="R", day=day)
    else:
        end_project(project, by=BY, reason="R", day=day)
