"""The appraisal of a project in the office: versions, who may save one, and every fault named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.database import rewriting_the_past
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.cooperation.models import Project, ProjectAppraisal
from fairlead.apps.cooperation.runs import appraise_document
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Change
from fairlead.apps.people.roles import MemberRole
from fairlead.chain.portfolio.appraisal_reader import KEYS

PAGE = "/office/river-2024/projects/plant/appraisal/"
SENT = {
    "currency": "RUB", "first_year": "2026", "rate": "0.1", "prices": "real", "rate_is": "real",
    "inflation": "0.05", "timing": "middle", "tax": "0.2", "residual": "100", "made_before": "10",
    "made_after": "20", "lines-0-name": "Plant", "lines-0-kind": "investment",
    "lines-0-amounts": "1000 500", "lines-0-low": "0.9", "lines-0-high": "1.4",
    "lines-1-name": "Sales", "lines-1-kind": "revenue", "lines-1-amounts": "0 300 700 700 700 700",
    "lines-2-kind": "investment", "views-0-name": "BLR", "views-0-benefit_share": "0.4",
    "views-0-cost_share": "0.5", "views-0-currency": "BYN", "renewal-0-indicator": "energy",
    "renewal-0-before": "100", "renewal-0-after": "90", "renewal-0-unit": "MWh",
    "renewal-0-basis": "measured", "renewal-0-who": "Plant's meter",
    "renewal-1-indicator": "emissions_1", "renewal-1-basis": "measured",
}  # fmt: skip


@pytest.fixture
def plant(edition: Edition) -> Project:
    """Return a project of two bodies."""
    project = make.project(edition, code="plant")
    make.share(project, "BLR", 0.5)
    make.share(project, "RUS", 0.5, position=1)
    return project


@pytest.fixture
def officer(edition: Edition, plant: Project) -> Client:
    """Return the browser of a project officer."""
    return sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)


def test_versions_are_saved_shown_and_kept(officer: Client, plant: Project) -> None:
    assert "Nothing was saved yet" in read(officer, PAGE)
    empty = officer.get(PAGE).content.decode()
    assert 'name="renewal-4-indicator" value="water"' in empty, "each row says what it is of"
    assert officer.post(PAGE, SENT).status_code == 302
    said = read(officer, PAGE)
    assert "Jobs and local share" not in said
    for words in ("Version 1", "no rate into BYN", "Energy per unit made", "GRI 302-3", "-55"):
        assert words in said, words
    more = {"rate": "0.3", "wage": "10", "lines-0-pay": "0.2", "lines-0-local": "0.5", "jobs": "9"}
    assert officer.post(PAGE, SENT | more).status_code == 302
    worked_out = read(officer, PAGE)
    for words in ("Jobs and local share", "20 in the peak year", "50.0%"):
        assert words in worked_out, words
    assert "Version 2" in read(officer, PAGE)
    assert "Version 1" in read(officer, PAGE + "?version=1")
    assert officer.get(PAGE + "?version=3").status_code == 404
    first = plant.appraisals.get(number=1)
    assert first.inputs["rate"] == 0.1
    assert len(first.inputs["renewal"]) == 1, "an indicator without figures is none"
    assert Change.objects.filter(act="save_appraisal").count() == 2
    with pytest.raises(IntegrityError, match="UPDATE is refused"), transaction.atomic():
        ProjectAppraisal.objects.update(person="Somebody else")


def test_every_fault_is_named_and_nothing_is_saved(officer: Client, plant: Project) -> None:
    wrong = SENT | {"rate": "a tenth", "lines-1-amounts": "0 x", "renewal-0-who": ""}
    response = officer.post(PAGE, wrong)
    assert response.status_code == 422
    said = response.content.decode()
    for words in ("Discount rate", "a tenth", "Lines 2, Amounts 2", "expected who measured"):
        assert words in said, words
    assert 'value="a tenth"' in said, "what was typed stays"
    assert not plant.appraisals.exists()


def test_an_approver_reads_and_cannot_save(edition: Edition, plant: Project) -> None:
    approver = sign_in("approver@example.org", MemberRole.APPROVER, edition)
    assert "A new version" not in read(approver, PAGE)
    assert approver.post(PAGE, SENT).status_code == 403


@pytest.mark.parametrize("seed", ["-1", "0.5", "9223372036854775808", "inf"])
def test_what_is_no_seed_is_named(officer: Client, plant: Project, seed: str) -> None:
    answer = officer.post(PAGE, SENT | {"seed": seed})
    assert answer.status_code == 422
    assert "seed" in answer.content.decode()
    assert not ProjectAppraisal.objects.exists()


def test_an_appraisal_is_asked_as_of_a_moment(officer: Client, plant: Project) -> None:
    for number, rate in ((1, "0.1"), (2, "0.3")):
        officer.post(PAGE, SENT | {"rate": rate})
        day = dt.datetime(2024, number, 5, 12, tzinfo=dt.UTC)
        with rewriting_the_past():
            ProjectAppraisal.objects.filter(project=plant, number=number).update(recorded_at=day)
    now, then = read(officer, PAGE), read(officer, f"{PAGE}?as_of=2024-01-31")
    assert ("Version 2" in now, "Save as a new version" in now) == (True, True)
    assert ("Version 1 of 5 January 2024" in then, "Version 2" in then) == (True, False)
    assert "Save as a new version" not in then
    leads = officer.get(f"{PAGE}?as_of=2024-01-31").content.decode()
    assert "?version=1&amp;as_of=2024-01-31" in leads
    assert officer.get(f"{PAGE}?version=2&as_of=2024-01-31").status_code == 404
    before = read(officer, f"{PAGE}?known=2024-01-05T11:00Z")
    assert "Nothing had been saved by then." in before
    assert "What it is worth" not in before


def test_a_line_without_a_range_has_its_switching_value(officer: Client, plant: Project) -> None:
    flows = {"lines-0-amounts": "100 0", "lines-1-amounts": "0 220", "rate": "0.1", "tax": "0"}
    plain = {name: SENT[name] for name in SENT if name[:5] == "lines" and "kind" in name}
    basis = {name: SENT[name] for name in ("currency", "first_year")}
    assert officer.post(PAGE, basis | plain | flows).status_code == 302
    page = read(officer, PAGE)
    assert "× 0.500" in page
    assert "× 2.000" in page
    assert officer.post(PAGE, basis | plain | flows | {"rate": "x"}).status_code == 422


def test_a_party_has_its_own_rate_and_keeps_what_a_folder_brought(
    officer: Client, plant: Project
) -> None:
    own = {
        "views-0-per_unit": "0.03", "residual_range-low": "0.5", "residual_range-high": "1.5",
        "views-0-taxed": "no",
    }  # fmt: skip
    assert officer.post(PAGE, SENT | own).status_code == 302
    assert "no discount rate for BYN" in read(officer, PAGE)
    rates = {"views-0-rate": "0.12", "views-0-inflation": "0.08"}
    assert officer.post(PAGE, SENT | own | rates).status_code == 302
    said = read(officer, PAGE)
    assert "no discount rate" not in said
    assert "discounted at 21.0" in said  # 1.12 x 1.08, as the plan's rates are real
    assert "shares sum to 40.0% of the benefit and 50.0% of the cost" in said
    assert officer.get(PAGE).content.decode().count('<svg class="range"') == 2  # plant, residual
    kept = plant.appraisals.get(number=2).inputs
    assert kept["residual_range"] == {"low": 0.5, "high": 1.5}
    assert kept["views"][0]["taxed"] is False
    form = officer.get(PAGE).content.decode()
    assert 'name="residual_range-low" inputmode="decimal" dir="ltr" value="0.5"' in form
    assert '<option value="no" selected>' in form


def test_a_currency_that_is_no_more_is_said_with_what_it_became(
    officer: Client, plant: Project
) -> None:
    for field in ("currency", "views-0-currency"):
        answer = officer.post(PAGE, SENT | {field: "BYR"})
        assert answer.status_code == 422
        assert "10000 BYR became 1 BYN" in answer.content.decode()
    assert not plant.appraisals.exists()


WRONG: list[dict[str, str]] = [
    {"rate": "a tenth"}, {"first_year": "3000"}, {"currency": "rub"}, {"tax": "1"},
    {"prices": "old"}, {"timing": "late"}, {"residual": "-1"}, {"depreciation_years": "0"},
    {"seed": "-1"}, {"wage": "-1"}, {"rate": "-2"}, {"lines-0-kind": "gift"},
    {"lines-0-amounts": "-5"}, {"lines-0-amounts": "x"}, {"lines-0-low": "2"},
    {"lines-1-name": "Plant"}, {"lines-0-pay": "2"}, {"lines-0-name": "n" * 501},
    {"views-0-cost_share": "2"}, {"views-0-per_unit": "0"}, {"views-0-rate": "-1"},
    {"renewal-0-who": ""}, {"renewal-0-before": "-1"}, {"renewal-0-basis": "guessed"},
    {"renewal-0-factor": "2"}, {"replacement-product": "854231"}, {"currency": "DEM"},
    {"replacement-imports": "5", "replacement-share": "2"}, {"replacement-imports": "-5"},
    {"lines-0-amounts": "1e308 1e308"}, {"lines-0-amounts": ""}, {"rate": "1e300"}, {"jobs": "-5"},
    {"local_share": "7"},
]  # fmt: skip


def test_figures_are_read_and_shown_with_the_decimal_sign_of_the_reader(
    officer: Client, plant: Project
) -> None:
    """“0,08” was no number, and Arabic had 12.0 % beside a payback of 0,5 years."""
    typed = SENT | {"rate": "0,1", "residual": "1 000,5", "lines-0-amounts": "1000,5 500"}
    assert officer.post(PAGE, typed).status_code == 302
    kept = plant.appraisals.get().inputs
    assert (kept["rate"], kept["residual"]) == (0.1, 1000.5)
    assert kept["lines"][0]["amounts"] == [1000.5, 500]
    paid = appraise_document(kept).whole.paid
    assert paid is not None
    for start, sign in (("", "."), ("/ru", ","), ("/ar", ".")):
        assert (
            f'"num">{paid.payback:.1f}<'.replace(".", sign)
            in officer.get(start + PAGE).content.decode()
        )


def test_faults_are_in_the_language_of_the_reader(officer: Client, plant: Project) -> None:
    for wrong in WRONG:
        for start in ("", "/ru"):
            answer = officer.post(start + PAGE, SENT | wrong)
            assert answer.status_code == 422, wrong
            named = {name.partition(" ")[0] for name, _, _ in answer.context["faults"]}
            assert not named & set(KEYS[""]), "fields are named as the form names them"
            faults = [text for _, text, _ in answer.context["faults"]]
            assert ["expected" in text for text in faults] == [start == ""] * len(faults), faults
